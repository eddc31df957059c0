import { useTranslation } from 'react-i18next';
import type { KeyBody } from '../../../../server/contract/accounts.ts';
import { OPERATOR_NAMES } from '../../../../server/contract/terms.ts';
import { useServerNow } from '../../../model/clock.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from '../settings.module.css';
import { Table, type Column } from '../table.tsx';

const css = bind(styles);

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
        <>
          {name}
          <small>{prefix}…</small>
        </>
      ),
    },
    {
      key: 'operator',
      title: t('keys.operator'),
      cell: ({ operator }) => (operator === null ? t('keys.everybody') : OPERATOR_NAMES[operator]),
    },
    { key: 'freshness', title: t('keys.freshness'), cell: ({ freshness }) => t(`keys.freshnesses.${freshness}`) },
    {
      key: 'heard',
      title: t('keys.heard'),
      cell: ({ lastHeardAt }) => (lastHeardAt === null ? t('never') : format.ago(now - Date.parse(lastHeardAt))),
    },
    {
      key: 'counts',
      title: t('keys.counts'),
      number: true,
      cell: ({ received, refused }) => `${format.number(received)} / ${format.number(refused)}`,
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
          <div className={css('actions')}>
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
  if (key.revokedAt !== null) return t('keys.revoked', { time: format.dateTime(Date.parse(key.revokedAt)) });
  if (key.internal) return <Tag>{t('keys.internal')}</Tag>;
  if (key.simulated) return <Tag tone="sim">{t('keys.simulated')}</Tag>;
  if (other !== undefined && other.id > key.id)
    return (
      <>
        <Tag tone="deg">{t('keys.replaced')}</Tag>
        <small>{t('keys.replacedBy', other)}</small>
      </>
    );
  return (
    <>
      {key.lastHeardAt === null ? <Tag>{t('keys.unused')}</Tag> : <Tag tone="live">{t('keys.active')}</Tag>}
      {other !== undefined && <small>{t('keys.replaces', other)}</small>}
    </>
  );
}
