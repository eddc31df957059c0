import { bind } from '../../ui/classes.ts';
import shared from './panels.module.css';
import legend from './legend.module.css';
import list from './places-list.module.css';

/** Class names of what floats over the map; the parts' own rules come after those they share. */
export const css = bind({ ...shared, ...legend, ...list });
