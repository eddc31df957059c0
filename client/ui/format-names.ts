import type { ReportFormat } from '../../server/contract/reports.ts';

/** Kinds of files as they are written. */
export const FORMAT_NAMES: Readonly<Record<ReportFormat, string>> = {
  docx: 'DOCX',
  pdf: 'PDF',
  xlsx: 'XLSX',
  csv: 'CSV',
  geojson: 'GeoJSON',
};
