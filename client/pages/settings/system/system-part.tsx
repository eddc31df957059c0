import { useTranslation } from 'react-i18next';
import type { SystemBody } from '../../../../server/contract/accounts.ts';
import { useServerNow } from '../../../model/clock.ts';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { Answered } from '../answered.tsx';
import { Chain } from '../audit/chain.tsx';
import { Head } from '../head.tsx';
import settingsStyles from '../settings.module.css';
import { useSystem } from '../use-deed.ts';
import { Backup } from './backup.tsx';
import styles from './system.module.css';

const css = bind({ ...settingsStyles, ...styles });
const LITTLE = 1e9;

/** The server itself. */
export function SystemPart() {
  const { t } = useTranslation('settings');
  const query = useSystem();
  return (
    <>
      <Head title={t('parts.system')} text={t('system.text')} />
      <Answered what={t('parts.system')} query={query}>
        {(system) => (
          <>
            <Facts system={system} />
            <Backup databaseBytes={system.databaseBytes + system.walBytes} />
            <Settings settings={system.settings} />
          </>
        )}
      </Answered>
    </>
  );
}

function Facts({ system }: { system: SystemBody }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const now = useServerNow();
  const { version, databaseBytes, walBytes, freeBytes, publicRead } = system;
  const startedAt = Date.parse(system.startedAt);
  return (
    <section className={css('section')} aria-label={t('parts.system')}>
      <dl className={css('facts')}>
        <dt>{t('system.version')}</dt>
        <dd>{version}</dd>
        <dt>{t('system.uptime')}</dt>
        <dd>
          {format.duration(now - startedAt)} ({t('system.since', { time: format.dateTime(startedAt) })})
        </dd>
        <dt>{t('system.database')}</dt>
        <dd>{format.bytes(databaseBytes)}</dd>
        <dt>{t('system.wal')}</dt>
        <dd>{format.bytes(walBytes)}</dd>
        <dt>{t('system.free')}</dt>
        <dd className={freeBytes !== null && freeBytes < LITTLE ? 'tone-down' : undefined}>
          {freeBytes === null ? t('system.unknown') : format.bytes(freeBytes)}
          {freeBytes !== null && freeBytes < LITTLE && `. ${t('system.low')}`}
        </dd>
        <dt>{t('system.access')}</dt>
        <dd>{t(publicRead ? 'system.open' : 'system.closed')}</dd>
        <dt>{t('system.audit')}</dt>
        <dd>
          <Chain />
        </dd>
      </dl>
    </section>
  );
}

function Settings({ settings }: Pick<SystemBody, 'settings'>) {
  const { t } = useTranslation('settings');
  return (
    <section className={css('section')} aria-labelledby="system-settings">
      <h2 id="system-settings">{t('system.settings')}</h2>
      <p className={css('note')}>{t('system.settingsText')}</p>
      <dl className={css('facts', 'settings')}>
        {settings.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value === '' || value === 'not set' ? t('system.notSet') : value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
