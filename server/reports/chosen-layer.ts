/** The layer a report speaks of, in all its formats. */
import type { ReportOrder } from '../contract/reports.ts';

interface ShownLayer {
  technology: '2G' | '3G' | '4G';
  measure: 'people' | 'area';
}

type Asked = Pick<ReportOrder, 'technology' | 'technologies' | 'measure'>;

export function shownLayer({ technology, technologies, measure = 'people' }: Asked): ShownLayer {
  const usual = technologies.includes('4G') ? '4G' : (technologies[0] ?? '4G');
  return { technology: technology ?? usual, measure };
}
