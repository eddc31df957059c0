import { useTranslation } from 'react-i18next';
import { useLive } from '../../model/live.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Failure } from '../../ui/notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './first-load.module.css';

const css = bind(styles);

/** While there is no picture at all: why, and a way to ask again. */
export function FirstLoad() {
  const { t } = useTranslation(['page', 'common']);
  const format = useFormat();
  const empty = useLive((live) => live.picture === null);
  const failure = useLive((live) => live.connection.failure);
  const retry = useLive((live) => live.retry);
  if (!empty || failure === null) return null;
  const time = format.clock(failure.at);
  const text = failure.status === 0 ? t('failedSilent', { time }) : t('failedStatus', { status: failure.status, time });
  return (
    <div className={css('card')}>
      <Failure title={t('failed')} text={text}>
        <Button kind="primary" small onClick={retry}>
          {t('common:retry')}
        </Button>
      </Failure>
    </div>
  );
}
