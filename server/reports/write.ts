/** A report in the format asked for. The same document gives the same bytes whenever and wherever it is written. */
import type { ReportFormat } from '../contract/reports.ts';
import type { ReportDocument, WrittenFile } from './document.ts';

/** Each writer with its library is loaded when it is first needed: most starts of the server write no report. */
export async function write(document: ReportDocument, format: ReportFormat): Promise<WrittenFile> {
  switch (format) {
    case 'docx':
      return (await import('./docx.ts')).writeDocx(document);
    case 'pdf':
      return (await import('./pdf.ts')).writePdf(document);
    case 'xlsx':
      return (await import('./xlsx.ts')).writeXlsx(document);
    case 'csv':
      return (await import('./csv.ts')).writeCsv(document);
    case 'geojson':
      return (await import('./geojson.ts')).writeGeoJson(document);
  }
}
