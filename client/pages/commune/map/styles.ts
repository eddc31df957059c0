import { bind } from '../../../ui/classes.ts';
import styles from './map.module.css';

export const css = bind(styles);
