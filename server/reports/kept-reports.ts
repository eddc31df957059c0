/** Reports as they lie on the shelf, with their bytes and the data models they were made of. */
import { createHash } from 'node:crypto';
import type { ReportBody } from '../contract/reports.ts';
import { AppError } from '../errors.ts';
import type { ReportShelf } from '../store/store.ts';
import { modelOfKept } from './model.ts';
import type { Made } from './protocol.ts';
import { readReport } from './report-body.ts';

const LISTED = 200;

export function hashOf(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export class KeptReports {
  private readonly shelf: ReportShelf;

  constructor(shelf: ReportShelf) {
    this.shelf = shelf;
  }

  /** Newest first. */
  list(): ReportBody[] {
    return this.shelf.reports(LISTED).map(readReport);
  }

  /** @throws AppError not_found */
  report(id: string): ReportBody {
    const body = this.shelf.report(id);
    if (body === null) throw new AppError('not_found');
    return readReport(body);
  }

  /** @throws AppError not_found */
  file(id: string): { report: ReportBody; bytes: Uint8Array } {
    const report = this.report(id);
    const bytes = this.shelf.reportFile(id);
    if (bytes === null) throw new AppError('not_found');
    return { report, bytes };
  }

  /** @throws AppError not_found */
  model(id: string): { report: ReportBody; model: string } {
    const report = this.report(id);
    const kept = this.shelf.reportModel(id);
    if (kept === null) throw new AppError('not_found');
    return { report, model: modelOfKept(kept, (text) => hashOf(text) === report.modelSha256) };
  }

  /** Once made, what it was made into too. @throws StorageError */
  save(report: ReportBody, made: Pick<Made, 'model' | 'bytes'> | null = null): void {
    this.shelf.saveReport({
      id: report.id,
      createdAt: Date.parse(report.createdAt),
      body: JSON.stringify(report),
      model: made?.model ?? null,
      file: made?.bytes ?? null,
    });
  }
}
