import { FilterX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AuditBody } from '../../../../server/contract/accounts.ts';
import { Empty } from '../../../ui/notice.tsx';
import { Head } from '../head.tsx';
import { Paged } from '../paged.tsx';
import { AuditTable } from './audit-table.tsx';
import { Chain } from './chain.tsx';
import { CsvButton } from './csv-button.tsx';
import { auditQuery, useAuditFilter } from './filter.ts';
import { FilterForm } from './filter-form.tsx';

/** Who did what. */
export function AuditPart() {
  const { t } = useTranslation('settings');
  const { filter, setFilter } = useAuditFilter();
  const query = auditQuery(filter);
  return (
    <>
      <Head title={t('parts.audit')} text={t('audit.text')}>
        <Chain />
        <CsvButton filter={filter} />
      </Head>
      <FilterForm key={query} filter={filter} onFilter={setFilter} />
      <Paged<AuditBody>
        what={t('parts.audit')}
        path={`audit?limit=100${query}`}
        none={<Empty icon={<FilterX size={24} aria-hidden />} title={t('audit.none')} text={t('audit.noneText')} />}
        end={t('audit.end')}
      >
        {(lines) => <AuditTable lines={lines} />}
      </Paged>
    </>
  );
}
