/** Choices on the left, the report as it will be printed in the middle, schedules and made reports on the right. */
import { CalendarClock, Download, LockKeyhole } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportIssuer, ScheduleBody } from '../../../server/contract/reports.ts';
import { useLocation } from 'react-router';
import { useLive } from '../../model/live.ts';
import { signInPath, useMay, useSession } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/chip.tsx';
import { bind } from '../../ui/classes.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Empty } from '../../ui/notice.tsx';
import { FORMAT_NAMES } from '../../ui/format-names.ts';
import type { Choices } from './choices.ts';
import { ChoicesPanel } from './choices-panel.tsx';
import listStyles from './lists.module.css';
import { MadeList } from './made-list.tsx';
import { MakingBar } from './making-bar.tsx';
import { madeAtOncePath, orderOf, requestOf } from './order.ts';
import { Preview } from './preview.tsx';
import styles from './reports-page.module.css';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { ScheduleList } from './schedule-list.tsx';
import { useChoices } from './use-choices.ts';
import { useMaking } from './use-making.ts';
import { useReportSettings, useReports } from './use-reports.ts';

const css = bind(styles);
const cssOfLists = bind(listStyles);

/** Reports are made, kept and sent by who may export; to the others this page says why not. */
export function ReportsPage() {
  const mayExport = useMay('export');
  return mayExport ? <Desk /> : <NotForYou />;
}

function NotForYou() {
  const { t } = useTranslation('reports');
  const isStranger = useSession(({ session }) => session?.account === null);
  const { pathname, search } = useLocation();
  return (
    <div className={css('page')}>
      <header className={css('head')}>
        <div className={css('titles')}>
          <h1>{t('title')}</h1>
          <p>{t('subtitle')}</p>
        </div>
      </header>
      {isStranger ? (
        <Empty icon={<LockKeyhole size={24} aria-hidden />} title={t('signIn.title')} text={t('signIn.text')}>
          <a href={signInPath(pathname + search)}>{t('signIn.link')}</a>
        </Empty>
      ) : (
        <Empty icon={<LockKeyhole size={24} aria-hidden />} title={t('notForYou')} text={t('notForYouText')} />
      )}
    </div>
  );
}

function Desk() {
  const { t } = useTranslation('reports');
  const { choices, today, setChoices } = useChoices();
  const [issuer, setIssuer] = useState<Partial<ReportIssuer> | null>(null);
  const [dialog, setDialog] = useState<{ schedule: ScheduleBody | null } | null>(null);
  const { data: reports, dataUpdatedAt } = useReports();
  const { making, order, cancel, cancelFailed, dismiss } = useMaking(reports?.items, dataUpdatedAt);
  const mailOff = useReportSettings().data?.mail === false;
  const lost = useLive((live) => live.connection.state === 'lost');
  const [wrongThreshold, setWrongThreshold] = useState<string | null>(null);
  const thresholdInput = useRef<HTMLInputElement>(null);
  const whyId = useId();
  const whole = isWhole(choices);
  const whyNot = wrongThreshold !== null ? t('thresholdWrong') : whole ? null : t('makeWhyNot');
  /** What is wrong is to be mended first. */
  const ifRight = (deed: () => void) => () => {
    if (wrongThreshold !== null) thresholdInput.current?.focus();
    else deed();
  };
  const addSchedule = ifRight(() => {
    setDialog({ schedule: null });
  });
  const wanted = orderOf(choices, issuer);
  const busy = making.state === 'ordering' || making.state === 'making';
  return (
    <div className={css('page')}>
      <header className={css('head')}>
        <div className={css('titles')}>
          <h1>
            {t('title')} <Simulated />
          </h1>
          <p>{t('subtitle')}</p>
        </div>
        <span className={css('gap')} />
        <Button onClick={addSchedule}>
          <CalendarClock size={16} aria-hidden /> {t('schedule')}
        </Button>
        <Button
          kind="primary"
          disabled={busy || lost}
          aria-disabled={whyNot !== null}
          aria-describedby={whyNot === null ? undefined : whyId}
          title={whyNot ?? undefined}
          onClick={ifRight(() => {
            if (whole) order(requestOf(choices, issuer));
          })}
        >
          <Download size={16} aria-hidden /> {t('make', { format: FORMAT_NAMES[choices.format] })}
        </Button>
        {whyNot !== null && (
          <span id={whyId} className="unseen">
            {whyNot}
          </span>
        )}
      </header>
      {lost && (
        <div className={css('banner')} role="status">
          <Glyph name="degraded" size={16} /> {t('disconnected')}
        </div>
      )}
      {making.state !== 'idle' && (
        <MakingBar
          making={making}
          cancel={cancel}
          cancelFailed={cancelFailed}
          again={() => {
            order(making.request);
          }}
          dismiss={dismiss}
        />
      )}
      <div className={css('columns')}>
        <ChoicesPanel
          {...{ choices, today, setChoices, issuer, setIssuer }}
          {...{ wrongThreshold, setWrongThreshold, thresholdInput }}
        />
        <Preview path={whole ? madeAtOncePath(wanted, 'pdf') : null} />
        <aside className={cssOfLists('aside')} aria-label={t('lists')}>
          <ScheduleList
            mailOff={mailOff}
            onAdd={addSchedule}
            onEdit={(schedule) => {
              setDialog({ schedule });
            }}
          />
          <MadeList mailOff={mailOff} onAgain={order} />
        </aside>
      </div>
      {dialog !== null && (
        <ScheduleDialog
          schedule={dialog.schedule}
          order={wanted}
          mailOff={mailOff}
          onClose={() => {
            setDialog(null);
          }}
        />
      )}
    </div>
  );
}

/** A sheet about one commune needs one. */
function isWhole({ template, communes }: Choices): boolean {
  return template !== 'commune' || communes.length === 1;
}

function Simulated() {
  const { t } = useTranslation('reports');
  const made = useLive(({ picture }) => picture !== null && (picture.sample || picture.simulated));
  if (!made) return null;
  return (
    <span title={t('simulatedWhy')}>
      <Tag tone="sim">{t('simulated')}</Tag>
    </span>
  );
}
