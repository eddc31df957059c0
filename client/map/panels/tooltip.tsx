import type { Picture } from '../../model/picture.ts';
import type { View } from '../../model/view.ts';
import { Glyph } from '../../ui/glyph.tsx';
import type { Pointed } from '../use-pointer.ts';
import { css } from './styles.ts';
import { wordsOf } from './thing-words.ts';
import { useThingLine } from './use-thing-line.ts';

/** Name and number of what the mouse points at. */
export function Tooltip({ picture, view, pointed }: { picture: Picture; view: View; pointed: Pointed }) {
  const line = useThingLine();
  const words = wordsOf(picture, view, pointed.thing);
  if (words === null) return null;
  return (
    <div className={css('tip')} style={{ left: pointed.x, top: pointed.y }} aria-hidden>
      <b>
        {words.glyph && <Glyph name={words.glyph} size={13} />}
        {words.name}
      </b>
      <span>{line(words)}</span>
    </div>
  );
}
