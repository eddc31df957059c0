import { useTranslation } from 'react-i18next';
import type { OpenSession } from '../../../../server/contract/accounts.ts';
import { send } from '../../../model/answers.ts';
import { useServerNow } from '../../../model/clock.ts';
import { signOut } from '../../../model/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { Answered } from '../answered.tsx';
import { KeptFocus } from '../kept-focus.tsx';
import { refresh, useDeed, useSessions } from '../use-deed.ts';
import settingsStyles from '../settings.module.css';
import { agentOf } from './agent.ts';
import styles from './session-list.module.css';

const css = bind({ ...settingsStyles, ...styles });

export function SessionList({ onSaid }: { onSaid: (text: string) => void }) {
  const { t } = useTranslation('settings');
  const query = useSessions();
  const { busy, refused, run } = useDeed();
  const end = (sessions: readonly OpenSession[]): void => {
    if (busy) return;
    run(
      () => Promise.all(sessions.map(({ id }) => send('DELETE', `sessions/${String(id)}`))),
      () => {
        onSaid(t('own.ended'));
        refresh('sessions');
      },
    );
  };
  return (
    <section className={css('section')} aria-labelledby="own-sessions">
      <h2 id="own-sessions">{t('own.sessions')}</h2>
      <p className={css('note')}>{t('own.sessionsNote')}</p>
      {refused !== null && (
        <p role="alert" className={css('refused')}>
          {refused}
        </p>
      )}
      <Answered what={t('own.sessions')} query={query}>
        {({ items }) => {
          const others = items.filter(({ current }) => !current);
          // The one that is looked from stands first, the others by when they were used.
          const used = others.toSorted((a, b) => b.lastSeenAt.localeCompare(a.lastSeenAt));
          return (
            <KeptFocus label={t('own.sessions')}>
              <ul className={css('sessions')}>
                {[...items.filter(({ current }) => current), ...used].map((session) => (
                  <Row
                    key={session.id}
                    session={session}
                    onEnd={() => {
                      if (session.current) void signOut();
                      else end([session]);
                    }}
                  />
                ))}
              </ul>
              {others.length > 1 && (
                <Button
                  onClick={() => {
                    end(others);
                  }}
                >
                  {t('own.endOthers')}
                </Button>
              )}
            </KeptFocus>
          );
        }}
      </Answered>
    </section>
  );
}

function Row({ session, onEnd }: { session: OpenSession; onEnd: () => void }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const now = useServerNow();
  const { current, address, createdAt, lastSeenAt, expiresAt } = session;
  const known = agentOf(session.agent);
  const agent = known === null ? t('own.unknownAgent') : t('own.agent', known);
  const facts = [
    t('own.from', { address }),
    t('own.begun', { time: format.dateTime(Date.parse(createdAt)) }),
    ...(current ? [] : [t('own.seen', { ago: format.ago(now - Date.parse(lastSeenAt)) })]),
    t('own.expires', { time: format.dateTime(Date.parse(expiresAt)) }),
  ];
  return (
    <li>
      <div>
        <b title={session.agent}>{agent}</b> {current && <Tag tone="live">{t('own.current')}</Tag>}
        <p className={css('note')}>{facts.join(', ')}</p>
      </div>
      <Button small aria-label={current ? undefined : t('own.endOf', { agent, address })} onClick={onEnd}>
        {t(current ? 'own.signOut' : 'own.end')}
      </Button>
    </li>
  );
}
