import { bind } from '../../ui/classes.ts';
import page from './commune.module.css';
import figures from './figures.module.css';
import lines from './lines.module.css';
import operators from './operators.module.css';

/** The classes of the page; each name stands in one of the sheets. */
export const css = bind({ ...page, ...figures, ...lines, ...operators });
