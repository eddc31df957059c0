import { ChevronDown } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { bind } from '../../../ui/classes.ts';
import { useDisclosure } from '../panel/use-disclosure.ts';
import styles from './drawer.module.css';

const css = bind(styles);

/** A line that opens into a list. */
export function Folded({ title, children }: { title: string; children: ReactNode }) {
  const { open, toggle } = useDisclosure(false);
  const id = useId();
  return (
    <>
      <button type="button" className={css('fold')} aria-expanded={open} aria-controls={id} onClick={toggle}>
        {title}
        <ChevronDown size={16} aria-hidden />
      </button>
      <div id={id} className={css('wide')}>
        {open && children}
      </div>
    </>
  );
}
