import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MaintenanceBody } from '../../../../server/contract/maintenance.ts';
import { mapPath } from '../../../model/view.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { Table, type Column } from '../table.tsx';

export function MaintenanceTable({ windows }: { windows: readonly MaintenanceBody[] }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const moment = (text: string): string => format.dateTime(Date.parse(text));
  const columns: Column<MaintenanceBody>[] = [
    {
      key: 'element',
      title: t('maintenance.element'),
      cell: ({ kind, code }) => (
        <>
          <Link to={mapPath({ kind, code })}>{code}</Link>
          <small>{t(`maintenance.kinds.${kind}`)}</small>
        </>
      ),
    },
    { key: 'reason', title: t('maintenance.reason'), cell: ({ reason }) => reason },
    { key: 'start', title: t('maintenance.start'), cell: ({ start }) => moment(start) },
    {
      key: 'end',
      title: t('maintenance.end'),
      cell: ({ start, end, endedAt, endedBy }) => (
        <>
          {moment(endedAt ?? end)}
          {endedAt !== null && (
            <small>{t(endedAt <= start ? 'maintenance.withdrawn' : 'maintenance.ended', { name: endedBy })}</small>
          )}
        </>
      ),
    },
    { key: 'by', title: t('maintenance.by'), cell: ({ createdBy }) => createdBy },
  ];
  return <Table label={t('parts.maintenance')} columns={columns} rows={windows} idOf={({ id }) => id} />;
}
