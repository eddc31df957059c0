import { bind } from '../ui/classes.ts';
import styles from './map.module.css';

/** Class names of everything drawn on the map itself. */
export const css = bind(styles);
