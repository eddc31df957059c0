/** Planned work on what the drawer shows: what runs and what is to come; engineers plan, change and end it here. */
import { CalendarPlus } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaintenanceBody } from '../../../../server/contract/maintenance.ts';
import { useWindows } from '../../../model/detail.ts';
import { useMay } from '../../../model/session.ts';
import { useReplaying } from '../../../model/shown.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { Details, Section } from '../drawer/section.tsx';
import type { Planned } from './form.ts';
import type { Deed } from './index.tsx';
import styles from './maintenance.module.css';
import { useSpan } from './use-span.ts';

const css = bind(styles);
const MaintenanceDialog = lazy(() => import('./index.tsx'));

interface MaintenanceSectionProps {
  element: Planned;
  /** Changes with the state of the element. */
  version: unknown;
  /** It is seen and another's: whoever may plan elsewhere may not here. */
  readOnly?: boolean;
}

export function MaintenanceSection({ element, version, readOnly = false }: MaintenanceSectionProps) {
  const { t } = useTranslation('drawer');
  const may = useMay('operate') && !readOnly;
  const replaying = useReplaying();
  const detail = useWindows(element.kind, replaying ? null : element.code, version);
  const [deed, setDeed] = useState<Deed | null>(null);
  const [done, setDone] = useState<Deed['does'] | null>(null);
  const open = detail.data?.items.filter(({ state }) => state !== 'past').reverse() ?? [];
  // Who only looks is told where there is something to see.
  if (replaying || (!may && open.length === 0)) return null;
  const ask = (next: Deed): void => {
    setDone(null);
    setDeed(next);
  };
  const close = (): void => {
    setDeed(null);
  };
  return (
    <Section title={t('maintenance.title')}>
      <p role="status" className={css('said')}>
        {done !== null && t(`maintenance.done.${done}`)}
      </p>
      <Details code={element.code} detail={detail}>
        {() =>
          open.length === 0 ? (
            <p className={css('none')}>{t('maintenance.none')}</p>
          ) : (
            <ul className={css('windows')}>
              {open.map((window) => (
                <WindowLine key={window.id} window={window} onAsk={may ? ask : null} />
              ))}
            </ul>
          )
        }
      </Details>
      {may && (
        <Button
          small
          onClick={() => {
            ask({ does: 'plan' });
          }}
        >
          <CalendarPlus size={14} aria-hidden /> {t('maintenance.plan')}
        </Button>
      )}
      {deed !== null && (
        <Suspense fallback={null}>
          <MaintenanceDialog
            {...{ element, deed }}
            onClose={close}
            onDone={(does) => {
              close();
              setDone(does);
              detail.retry();
            }}
          />
        </Suspense>
      )}
    </Section>
  );
}

/** @param onAsk null: it can only be read */
function WindowLine({ window, onAsk }: { window: MaintenanceBody; onAsk: ((deed: Deed) => void) | null }) {
  const { t } = useTranslation('drawer');
  const span = useSpan();
  const runs = window.state === 'current';
  const times = span(window);
  return (
    <li>
      <p className={css('when')}>
        <Tag tone={runs ? 'mnt' : 'plain'}>{t(runs ? 'maintenance.current' : 'maintenance.future')}</Tag> {times}
      </p>
      <p>{window.reason}</p>
      {window.createdBy !== null && <p className={css('who')}>{t('maintenance.by', { name: window.createdBy })}</p>}
      {onAsk !== null && (
        <div className={css('buttons')}>
          <Button
            small
            aria-label={t('maintenance.changeOf', { times })}
            onClick={() => {
              onAsk({ does: 'change', window });
            }}
          >
            {t('maintenance.change')}
          </Button>
          <Button
            small
            aria-label={t(runs ? 'maintenance.endOf' : 'maintenance.withdrawOf', { times })}
            onClick={() => {
              onAsk({ does: 'end', window });
            }}
          >
            {t(runs ? 'maintenance.end' : 'maintenance.withdraw')}
          </Button>
        </div>
      )}
    </li>
  );
}
