import { bind } from '../../ui/classes.ts';
import styles from './commune.module.css';

export const css = bind(styles);
