import { Trans, useTranslation } from 'react-i18next';
import type { KeyBody } from '../../../../server/contract/accounts.ts';
import { OPERATOR_NAMES } from '../../../../server/contract/terms.ts';
import { useServerNow } from '../../../model/clock.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import shared from '../settings.module.css';
import { Table, type Column } from '../table.tsx';
import styles from './keys-table.module.css';

const css = bind(styles);
const settings = bind(shared);

interface KeysTableProps {
  keys: readonly KeyBody[];
  /** Revoked ones too: a key may be replaced by one of them. */
  all: readonly KeyBody[];
  onRotate: (key: KeyBody) => void;
  onRevoke: (key: KeyBody) => void;
}

export function KeysTable({ keys, all, onRotate, onRevoke }: KeysTableProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const now = useServerNow();
  const columns: Column<KeyBody>[] = [
    {
      key: 'name',
      title: t('keys.name'),
      cell: ({ name, prefix }) => (
        <span className={css('name')}>
          {name}
          <small className={css('prefix')}>{prefix}…</small>
        </span>
      ),
    },
    {
      key: 'operator',
      title: t('keys.operator'),
      cell: ({ operator }) => (
        <span className={css('some')}>{operator === null ? t('keys.everybody') : OPERATOR_NAMES[operator]}</span>
      ),
    },
    {
      key: 'freshness',
      title: t('keys.freshness'),
      cell: ({ freshness }) => <span className={css('some')}>{t(`keys.freshnesses.${freshness}`)}</span>,
    },
    {
      key: 'heard',
      title: t('keys.heard'),
      cell: ({ lastHeardAt }) => (
        <span className={css('some', 'line')}>
          {lastHeardAt === null ? t('never') : format.ago(now - Date.parse(lastHeardAt))}
        </span>
      ),
    },
    {
      key: 'counts',
      title: t('keys.counts'),
      number: true,
      cell: ({ received, refused }) => (
        <span className={css('some')}>{`${format.number(received)} / ${format.number(refused)}`}</span>
      ),
    },
    {
      key: 'state',
      title: t('keys.state'),
      cell: (key) => <State of={key} other={otherOf(key, all)} />,
    },
    {
      key: 'actions',
      title: t('actions'),
      cell: (key) =>
        key.revokedAt === null &&
        !key.simulated &&
        !key.internal && (
          <div className={`${settings('actions')} ${css('actions')}`}>
            {otherOf(key, all) === undefined && (
              <Button
                small
                aria-label={t('keys.rotateOf', key)}
                onClick={() => {
                  onRotate(key);
                }}
              >
                {t('keys.rotate')}
              </Button>
            )}
            <Button
              small
              aria-label={t('keys.revokeOf', key)}
              onClick={() => {
                onRevoke(key);
              }}
            >
              {t('keys.revoke')}
            </Button>
          </div>
        ),
    },
  ];
  return (
    <Table
      label={t('parts.keys')}
      look={css('keys')}
      columns={columns}
      rows={keys.toSorted(
        (a, b) => Number(a.simulated) - Number(b.simulated) || format.compare(a.name, b.name) || a.id - b.id,
      )}
      idOf={({ id }) => id}
      isPast={({ revokedAt }) => revokedAt !== null}
    />
  );
}

/** The other valid key of its name, in its place (newer) or replaced by it (older): while there is one, neither is rotated. */
function otherOf(key: KeyBody, all: readonly KeyBody[]): KeyBody | undefined {
  return all.findLast(({ id, name, revokedAt }) => id !== key.id && name === key.name && revokedAt === null);
}

function State({ of: key, other }: { of: KeyBody; other: KeyBody | undefined }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  if (key.revokedAt !== null) {
    const time = format.dateTime(Date.parse(key.revokedAt));
    return <span className={css('line')}>{t('keys.revoked', { time })}</span>;
  }
  if (key.internal) return <Tag>{t('keys.internal')}</Tag>;
  if (key.simulated) return <Tag tone="sim">{t('keys.simulated')}</Tag>;
  if (other !== undefined && other.id > key.id)
    return (
      <>
        <Tag tone="deg">{t('keys.replaced')}</Tag>
        <Why i18nKey="keys.replacedBy" other={other} />
      </>
    );
  return (
    <>
      {key.lastHeardAt === null ? <Tag>{t('keys.unused')}</Tag> : <Tag tone="live">{t('keys.active')}</Tag>}
      {other !== undefined && <Why i18nKey="keys.replaces" other={other} />}
    </>
  );
}

/** Why it is not rotated. */
function Why({ i18nKey, other: { prefix } }: { i18nKey: 'keys.replacedBy' | 'keys.replaces'; other: KeyBody }) {
  const { t } = useTranslation('settings');
  return (
    <small className={css('why')}>
      <Trans t={t} i18nKey={i18nKey} values={{ prefix }} components={{ key: <span className={css('prefix')} /> }} />
    </small>
  );
}
