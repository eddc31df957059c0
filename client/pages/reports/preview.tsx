/** The middle: the PDF of the report as it would be made now, by the browser's own viewer. */
import { ChevronLeft, ChevronRight, FileText, FileWarning, Hourglass, OctagonPause } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { doneSoFar } from '../../model/answers.ts';
import { useBrowserNow } from '../../model/clock.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Empty, Failure, Skeleton } from '../../ui/notice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { CompletenessLine } from './completeness-line.tsx';
import styles from './preview.module.css';
import { usePreview, type Made, type Preview as State } from './use-preview.ts';
import { useWhy } from './use-words.ts';

const css = bind(styles);
type Zoom = 'fit' | 'full';

export function Preview({ path }: { path: string | null }) {
  const { t } = useTranslation('reports');
  const { preview, made, cancel, again } = usePreview(path);
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [place, setPlace] = useState<{ url: string; page: number } | null>(null);
  const shown = path === null ? null : made;
  const page = place?.url === shown?.url ? (place?.page ?? 1) : 1;
  const old = shown !== null && shown.path !== path;
  const completeness = old ? null : (shown?.completeness ?? null);
  return (
    <section className={css('preview')} aria-label={t('preview.label')} aria-busy={preview.state === 'making'}>
      <Progress preview={preview} old={old} cancel={cancel} />
      <div className={css('stage')}>
        <Stage preview={preview} made={shown} zoom={zoom} page={page} old={old} again={again} />
      </div>
      <footer className={css('bar')}>
        {shown !== null && navigator.pdfViewerEnabled ? (
          <Pages
            made={shown}
            page={page}
            onPage={(next) => {
              setPlace({ url: shown.url, page: next });
            }}
          />
        ) : (
          <span />
        )}
        {completeness === null ? <span /> : <CompletenessLine completeness={completeness} />}
        <Segmented
          label={t('preview.zoom')}
          value={zoom}
          choices={[
            { value: 'fit', text: t('preview.fit') },
            { value: 'full', text: t('preview.full') },
          ]}
          onChange={setZoom}
        />
      </footer>
    </section>
  );
}

function Progress({ preview, old, cancel }: { preview: State; old: boolean; cancel: () => void }) {
  const { t } = useTranslation('reports');
  if (preview.state !== 'making') return null;
  return (
    <div className={css('progress')}>
      <span>
        <Elapsed since={preview.since} /> {old && t('preview.old')}
      </span>
      <Button small onClick={cancel}>
        {t('preview.cancel')}
      </Button>
    </div>
  );
}

function Elapsed({ since }: { since: number }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const now = useBrowserNow();
  // No status for screen readers: it would be read out every second. aria-busy says it once.
  return <>{t('preview.making', { time: format.duration(Math.max(0, now - since)) })}</>;
}

interface StageProps {
  preview: State;
  made: Made | null;
  zoom: Zoom;
  page: number;
  old: boolean;
  again: () => void;
}

function Stage({ preview, made, zoom, page, old, again }: StageProps) {
  const { t } = useTranslation(['reports', 'common']);
  const format = useFormat();
  const why = useWhy();
  const wrong = (content: ReactNode) => <div className={css('message')}>{content}</div>;
  switch (preview.state) {
    case 'none':
      return wrong(
        <Empty icon={<FileText size={24} aria-hidden />} title={t('preview.none')} text={t('preview.noneText')} />,
      );
    case 'preparing':
      return wrong(
        <div role="status">
          <Empty
            icon={<Hourglass size={24} aria-hidden />}
            title={t('preview.preparing', { done: doneSoFar(preview.progress) })}
            text={t('preview.preparingText')}
          />
        </div>,
      );
    case 'cancelled':
      return wrong(
        <Empty
          icon={<OctagonPause size={24} aria-hidden />}
          title={t('preview.cancelled')}
          text={t('preview.cancelledText')}
        >
          <Button onClick={again}>{t('preview.again')}</Button>
        </Empty>,
      );
    case 'failed': {
      const { status, code, message, at } = preview.refusal;
      const time = format.time(at);
      return wrong(
        <Failure
          title={t('preview.failed')}
          text={
            status === 0
              ? t('preview.unreachable', { time })
              : t('preview.failedText', { status, time, message: why(code, message) })
          }
        >
          <Button onClick={again}>{t('common:retry')}</Button>
        </Failure>,
      );
    }
    case 'making':
    case 'ready':
      return made === null ? <PageSkeleton /> : <Document made={made} zoom={zoom} page={page} old={old} />;
  }
}

function PageSkeleton() {
  const { t } = useTranslation('common');
  return (
    <div className={css('sheet')}>
      <Skeleton widths={[40, 60, 0, 70, 55, 0, 96, 92, 96, 88, 0, 96, 90, 94, 60]} label={t('loading')} />
    </div>
  );
}

function Document({ made, zoom, page, old }: Pick<StageProps, 'zoom' | 'page' | 'old'> & { made: Made }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  if (!navigator.pdfViewerEnabled) {
    return (
      <div className={css('message')}>
        <Empty
          icon={<FileWarning size={24} aria-hidden />}
          title={t('preview.noViewer')}
          text={t('preview.noViewerText', { size: format.bytes(made.bytes) })}
        >
          <a href={made.url} target="_blank" rel="noreferrer">
            {t('preview.open')}
          </a>
        </Empty>
      </div>
    );
  }
  // The viewer reads where to go only when it opens a document: another place is another frame.
  const place = `page=${page}&${zoom === 'fit' ? 'view=Fit' : 'zoom=100'}`;
  return (
    <iframe
      key={`${made.url} ${place}`}
      className={css('frame', old && 'old')}
      title={t('preview.label')}
      src={`${made.url}#toolbar=0&navpanes=0&${place}`}
    />
  );
}

function Pages({ made: { pages }, page, onPage }: { made: Made; page: number; onPage: (page: number) => void }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  return (
    <div className={css('pages')}>
      <IconButton
        label={t('preview.before')}
        disabled={page <= 1}
        onClick={() => {
          onPage(page - 1);
        }}
      >
        <ChevronLeft size={18} aria-hidden />
      </IconButton>
      <span role="status">
        {pages === null
          ? t('preview.pageOnly', { n: format.number(page) })
          : t('preview.page', { n: format.number(page), of: format.number(pages) })}
      </span>
      <IconButton
        label={t('preview.next')}
        disabled={pages === null || page >= pages}
        onClick={() => {
          onPage(page + 1);
        }}
      >
        <ChevronRight size={18} aria-hidden />
      </IconButton>
    </div>
  );
}
