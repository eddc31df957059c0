import { Link } from 'react-router';
import { shortName } from '../../model/commune-name.ts';
import { setHighlight } from '../../model/shell.ts';
import { bind } from '../../ui/classes.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { Mover } from './rows.ts';
import styles from './side.module.css';

const css = bind(styles);

interface MoversListProps {
  title: string;
  movers: readonly Mover[];
  /** What to say when nobody moved that way. */
  none: string;
}

export function MoversList({ title, movers, none }: MoversListProps) {
  const format = useFormat();
  return (
    <section className={css('section')}>
      <h2>{title}</h2>
      {movers.length === 0 && <p className={css('quiet')}>{none}</p>}
      <ol aria-label={title}>
        {movers.map(({ code, name, share, change }) => (
          <li key={code}>
            <Link
              to={`/vung-phu/${code}`}
              title={name}
              onMouseEnter={() => {
                setHighlight({ kind: 'commune', code });
              }}
              onMouseLeave={() => {
                setHighlight(null);
              }}
            >
              {shortName(name)}
            </Link>
            <span>{format.percent(share)}</span>
            <b className={css(change < 0 ? 'fell' : 'rose')}>{format.points(change)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}
