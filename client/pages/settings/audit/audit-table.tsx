import { MoveRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AuditBody } from '../../../../server/contract/accounts.ts';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { Table, type Column } from '../table.tsx';
import styles from './audit-table.module.css';
import { useActionWords, useActorWords, useChangeWords, useTargetWords, type Told } from './words.ts';

const css = bind(styles);
/** More than these fold away. */
const FEW = 4;

export function AuditTable({ lines }: { lines: readonly AuditBody[] }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const words = useActionWords();
  const changeWords = useChangeWords();
  const targetWords = useTargetWords();
  const actorWords = useActorWords();
  const columns: Column<AuditBody>[] = [
    {
      key: 'at',
      title: t('audit.when'),
      cell: ({ at }) => (
        <time dateTime={at} className={css('when')}>
          {format.date(Date.parse(at))} {format.clock(Date.parse(at))}
        </time>
      ),
    },
    {
      key: 'actor',
      title: t('audit.who'),
      cell: ({ actor }) => <span className={css('who')}>{actorWords(actor)}</span>,
    },
    {
      key: 'action',
      title: t('audit.what'),
      cell: ({ action }) => <span className={css(action.endsWith('refused') && 'refused')}>{words(action)}</span>,
    },
    {
      key: 'target',
      title: t('audit.target'),
      cell: (line) => {
        const { name, id } = targetWords(line);
        return (
          <span className={css('any')}>
            {name}
            {id !== null && <small className={css('id')}>{id}</small>}
          </span>
        );
      },
    },
    {
      key: 'change',
      title: t('audit.change'),
      cell: (line) => <Changes changes={changeWords(line)} />,
    },
    { key: 'address', title: t('audit.where'), cell: ({ address }) => address ?? t('audit.here') },
  ];
  return <Table label={t('parts.audit')} columns={columns} rows={lines} idOf={({ id }) => id} />;
}

function Changes({ changes }: { changes: readonly Told[] }) {
  const { t } = useTranslation('settings');
  if (changes.length <= FEW) return <List changes={changes} />;
  return (
    <>
      <List changes={changes.slice(0, FEW)} />
      <details className={css('rest')}>
        <summary>{t('audit.details')}</summary>
        <List changes={changes.slice(FEW)} />
      </details>
    </>
  );
}

function List({ changes }: { changes: readonly Told[] }) {
  const { t } = useTranslation('settings');
  if (changes.length === 0) return null;
  return (
    <ul className={css('changes')}>
      {changes.map(({ name, from, to }) => (
        <li key={name}>
          <span>{name}</span> {from}
          {from !== null && (
            <>
              {' '}
              <MoveRight size={12} aria-label="→" />{' '}
            </>
          )}
          {to ?? <i>{t('audit.nothing')}</i>}
        </li>
      ))}
    </ul>
  );
}
