import { bind } from '../../ui/classes.ts';
import styles from './panels.module.css';

/** Class names of what floats over the map. */
export const css = bind(styles);
