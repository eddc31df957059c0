/** The bar at the thumb of a phone: `bar` round it, `item` and `on` for its parts. */
import { bind } from './classes.ts';
import styles from './bottom-bar.module.css';

export const bottomBar = bind(styles);
