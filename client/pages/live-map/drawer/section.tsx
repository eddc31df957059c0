/** A part of the drawer, and what stands in it while its details are on their way or failed. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Detail } from '../../../model/detail.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { Failure, Skeleton } from '../../../ui/notice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './drawer.module.css';

const css = bind(styles);

export function Section({ title, end, children }: { title: string; end?: ReactNode; children: ReactNode }) {
  return (
    <section className={css('section')}>
      <div className={css('sectionHead')}>
        <h3>{title}</h3>
        <span className={css('end')}>{end}</span>
      </div>
      {children}
    </section>
  );
}

interface DetailsProps<T> {
  /** Of what, for the messages. */
  code: string;
  detail: Detail<T> & { retry: () => void };
  children: (data: T) => ReactNode;
}

/** What the REST answer gives; the last answer stays while a newer one is fetched or fails. */
export function Details<T>({ code, detail, children }: DetailsProps<T>) {
  const { t } = useTranslation('common');
  const { data, failure, retry } = detail;
  return (
    <>
      {failure !== null && <DetailsFailed code={code} failure={failure} retry={retry} />}
      {data !== null && children(data)}
      {data === null && failure === null && (
        <div className={css('section')}>
          <Skeleton widths={[38, 100, 100, 100, 62]} label={t('loading')} />
        </div>
      )}
    </>
  );
}

interface FailedProps {
  code: string;
  failure: { status: number; at: number };
  retry: () => void;
}

function DetailsFailed({ code, failure: { status, at }, retry }: FailedProps) {
  const { t } = useTranslation('drawer');
  const common = useTranslation('common').t;
  const format = useFormat();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(`${code} ${String(status)} ${new Date(at).toISOString()}`).then(() => {
      setCopied(true);
    });
  };
  const time = format.time(at);
  return (
    <Failure
      title={t('failed', { code })}
      text={status === 0 ? t('failedReach', { time }) : t('failedStatus', { time, status })}
    >
      <div className={css('buttons')}>
        <Button small kind="primary" onClick={retry}>
          {common('retry')}
        </Button>
        <Button small kind="ghost" onClick={copy}>
          {copied ? t('copied') : t('copyError')}
        </Button>
      </div>
    </Failure>
  );
}
