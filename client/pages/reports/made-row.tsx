import { ChevronDown, Download, RotateCcw, Send, Trash2, X } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportBody, ReportRequest } from '../../../server/contract/reports.ts';
import { Refusal, send } from '../../model/answers.ts';
import { cancelReport, isUnfinished, refreshReports } from '../../model/reports.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Tag } from '../../ui/chip.tsx';
import { bind } from '../../ui/classes.ts';
import { FormatBadge } from '../../ui/format-badge.tsx';
import { FORMAT_NAMES } from '../../ui/format-names.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './lists.module.css';
import { dayText } from './periods.ts';
import { fileAddress } from './use-making.ts';
import { useFilterWords, useMissingWords, useShortTitle, useTitle, useWhy } from './use-words.ts';

const css = bind(styles);

interface MadeRowProps {
  report: ReportBody;
  mailOff: boolean;
  onAgain: (request: ReportRequest) => void;
  onRemove: (title: string) => void;
}

export function MadeRow({ report, mailOff, onAgain, onRemove }: MadeRowProps) {
  const { t } = useTranslation('reports');
  const id = useId();
  const [open, setOpen] = useState(false);
  const title = useTitle()(report);
  const short = useShortTitle()(report);
  const filters = useFilterWords()(report.request);
  return (
    <li className={css('row')}>
      <FormatBadge>{FORMAT_NAMES[report.request.format]}</FormatBadge>
      <div className={css('what')}>
        <button
          type="button"
          className={css('name')}
          aria-expanded={open}
          aria-controls={id}
          title={title}
          aria-label={t('made.detailsOf', { title: `${short}: ${title}` })}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {short}
          <ChevronDown size={13} aria-hidden />
        </button>
        {filters !== '' && <p className={css('state')}>{filters}</p>}
        <State report={report} />
      </div>
      <MainAction report={report} title={title} />
      <div id={id} className={css('details')} hidden={!open}>
        {open && <Details report={report} title={title} mailOff={mailOff} />}
        {open && report.mail === 'failed' && !mailOff && <MailAgain id={report.id} />}
        {open && !isUnfinished(report) && (
          <div className={css('actions')}>
            <Button
              small
              onClick={() => {
                onAgain(report.request);
              }}
            >
              <RotateCcw size={14} aria-hidden /> {t('made.again')}
            </Button>
            <Button
              small
              aria-label={t('made.removeOf', { title })}
              onClick={() => {
                onRemove(short);
              }}
            >
              <Trash2 size={14} aria-hidden /> {t('made.remove')}
            </Button>
          </div>
        )}
      </div>
      {!open && report.state === 'failed' && (
        <div className={css('actions', 'below')}>
          <Button
            small
            onClick={() => {
              onAgain(report.request);
            }}
          >
            <RotateCcw size={14} aria-hidden /> {t('made.again')}
          </Button>
        </div>
      )}
    </li>
  );
}

/** One line: when and how large, or what stands in the way. */
function State({ report }: { report: ReportBody }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const why = useWhy();
  const missing = useMissingWords();
  const { state, progress, error, createdAt, finishedAt, bytes, completeness, late, scheduleId } = report;
  const lacking = completeness === null ? null : missing(completeness);
  const when = format.dateTime(Date.parse(finishedAt ?? createdAt));
  return (
    <p className={css('state')}>
      {state === 'waiting' && (error === null ? t('made.waiting') : t('made.waitingFor', { why: why(error) }))}
      {state === 'making' && (
        <>
          {t('made.making', { percent: format.unit(Math.floor(progress * 100), '%') })}
          <ProgressBar share={progress} />
        </>
      )}
      {state === 'ready' && `${when}${bytes === null ? '' : `, ${format.bytes(bytes)}`}`}
      {state === 'failed' && <span className="tone-down">{t('made.failed', { why: why(error ?? 'internal') })}</span>}
      {state === 'cancelled' && `${when}, ${t('made.cancelled')}`}
      {lacking !== null && <span className={css('lacking')}>{t('missing.short', { what: lacking })}</span>}
      {scheduleId !== null && <Tag>{t('made.scheduled')}</Tag>}
      {late && <Tag tone="deg">{t('made.late')}</Tag>}
      <MailTag report={report} />
    </p>
  );
}

/** What somebody has to know of its mail without asking; one that went out is no news. */
function MailTag({ report: { state, mail, mailError } }: { report: ReportBody }) {
  const { t } = useTranslation('reports');
  if (mail === 'failed') return <Tag tone="down">{t('made.mailTags.failed')}</Tag>;
  if (mail !== 'waiting') return null;
  if (mailError !== null) return <Tag tone="down">{t('made.mailTags.again')}</Tag>;
  return state === 'ready' ? <Tag>{t('made.mailTags.waiting')}</Tag> : null;
}

function MainAction({ report, title }: { report: ReportBody; title: string }) {
  const { t } = useTranslation('reports');
  const [cancelFailed, setCancelFailed] = useState(false);
  if (report.state === 'ready') {
    return (
      <a
        className={css('download')}
        href={fileAddress(report)}
        download={report.fileName ?? ''}
        title={t('made.download', { title })}
        aria-label={t('made.download', { title })}
      >
        <Download size={18} aria-hidden />
      </a>
    );
  }
  if (!isUnfinished(report)) return <span />;
  return (
    <>
      <IconButton
        label={t('made.cancel', { title })}
        onClick={() => {
          setCancelFailed(false);
          void cancelReport(report.id).then((done) => {
            setCancelFailed(!done);
          });
        }}
      >
        <X size={18} aria-hidden />
      </IconButton>
      {cancelFailed && (
        <span role="alert" className={css('notCancelled')}>
          {t('making.cancelFailed')}
        </span>
      )}
    </>
  );
}

/** The mail that failed, with all files of its run. */
function MailAgain({ id }: { id: string }) {
  const { t } = useTranslation('reports');
  const why = useWhy();
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  return (
    <div className={css('actions')}>
      <Button
        small
        disabled={sending}
        onClick={() => {
          setSending(true);
          setRefused(null);
          send('POST', `reports/${encodeURIComponent(id)}/mail`)
            .catch((error: unknown) => {
              const { code, message } = error instanceof Refusal ? error : { code: 'no_answer', message: '' };
              setRefused(why(code, message));
            })
            .finally(() => {
              setSending(false);
              refreshReports();
            });
        }}
      >
        <Send size={14} aria-hidden /> {t('made.mailAgain')}
      </Button>
      {refused !== null && (
        <span role="alert" className="tone-down">
          {refused}
        </span>
      )}
    </div>
  );
}

function Details({ report, title, mailOff }: { report: ReportBody; title: string; mailOff: boolean }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const why = useWhy();
  const filters = useFilterWords()(report.request);
  const { id, sha256, modelSha256, request, pages, mail, mailError } = report;
  const waits = mail === 'waiting' && mailOff;
  const rows: [string, ReactNode][] = [
    [t('made.title'), title],
    [t('made.period'), `${dayText(request.from)} – ${dayText(request.to)}`],
    ...(filters === '' ? [] : ([[t('filters.label'), filters]] satisfies [string, ReactNode][])),
    [t('made.id'), <code key="id">{id}</code>],
    ...(sha256 === null ? [] : ([[t('made.file'), <code key="file">{sha256}</code>]] satisfies [string, ReactNode][])),
    ...(modelSha256 === null
      ? []
      : ([[t('made.model'), <code key="model">{modelSha256}</code>]] satisfies [string, ReactNode][])),
    ...(pages === null ? [] : ([[t('made.pages'), format.number(pages)]] satisfies [string, ReactNode][])),
    ...(mail === 'none'
      ? []
      : ([
          [t('made.mail'), waits ? t('made.mailOff') : t(`made.mails.${mail}`, { why: why(mailError ?? 'internal') })],
          ...(mail !== 'failed' && mailError !== null
            ? [[t('made.mailProblem'), why(mailError)] satisfies [string, ReactNode]]
            : []),
        ] satisfies [string, ReactNode][])),
  ];
  return (
    <dl>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
