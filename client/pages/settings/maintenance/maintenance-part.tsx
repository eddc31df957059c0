import { CalendarClock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { MaintenanceBody } from '../../../../server/contract/maintenance.ts';
import { PHASES } from '../../../../server/contract/windows.ts';
import { bind } from '../../../ui/classes.ts';
import { Empty } from '../../../ui/notice.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Head } from '../head.tsx';
import { Paged } from '../paged.tsx';
import styles from '../settings.module.css';
import { MaintenanceTable } from './maintenance-table.tsx';

const css = bind(styles);
/** While somebody looks: windows begin and end. */
const AGAIN_MS = 15_000;
const PARAMETER = 'lich';

/** What is in maintenance, will be, and was; chosen in the address of the page. */
export function MaintenancePart() {
  const { t } = useTranslation('settings');
  const [query, setQuery] = useSearchParams();
  const state = PHASES.find((one) => one === query.get(PARAMETER)) ?? 'current';
  return (
    <>
      <Head title={t('parts.maintenance')} text={t('maintenance.text')} />
      <div className={css('more')}>
        <Segmented
          label={t('maintenance.which')}
          value={state}
          choices={PHASES.map((one) => ({ value: one, text: t(`maintenance.states.${one}`) }))}
          onChange={(next) => {
            setQuery(next === 'current' ? {} : { [PARAMETER]: next });
          }}
        />
      </div>
      <Paged<MaintenanceBody>
        key={state}
        what={t('parts.maintenance')}
        path={`maintenance?limit=100&state=${state}`}
        everyMs={AGAIN_MS}
        none={
          <Empty
            icon={<CalendarClock size={24} aria-hidden />}
            title={t(`maintenance.none.${state}`)}
            text={t('maintenance.noneText')}
          />
        }
        end={t('maintenance.last')}
      >
        {(windows) => <MaintenanceTable windows={windows} />}
      </Paged>
    </>
  );
}
