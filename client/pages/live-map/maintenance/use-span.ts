import type { MaintenanceBody } from '../../../../server/contract/maintenance.ts';
import { useShownNow } from '../../../model/shown.ts';
import { useFormat } from '../../../ui/use-format.ts';

/** From when until when: 14:00–16:00 today, 28/11 14:00–16:00, 28/11 22:00–29/11 04:00. */
export function useSpan(): (times: Pick<MaintenanceBody, 'start' | 'end'>) => string {
  const format = useFormat();
  const now = useShownNow(60_000);
  return ({ start, end }) => {
    const [from, until] = [Date.parse(start), Date.parse(end)];
    const last = format.isSameDay(from, until) ? format.time(until) : format.moment(until, now);
    return `${format.moment(from, now)}–${last}`;
  };
}
