/** The desk of reports as a page sees it: what was ordered, and how far it is each time somebody looks. */
import type { ReportBody, ReportWish } from '../../server/contract/reports.ts';
import { reportRequestSchema } from '../../server/contract/reports.ts';

type Look = Partial<ReportBody> | number;

export class FakeDesk {
  readonly orders: ReportWish[] = [];
  /** Ids. */
  readonly cancelled: string[] = [];
  readonly handedOver: string[] = [];
  /** What each look finds, a status for one that is refused; the last one stays. The first is the answer to the order. */
  looks: Look[] = [{ state: 'ready', progress: 1 }];
  /** Status with which a cancellation is answered. */
  cancels = 200;
  file: () => Response = () => new Response('file');
  private looked = 0;

  /** @returns null: it is none of the desk's */
  answer(path: string, init: RequestInit | undefined): Response | null {
    const method = init?.method ?? 'GET';
    if (path === 'reports' && method === 'POST' && typeof init?.body === 'string') {
      this.orders.push(JSON.parse(init.body) as ReportWish);
      this.looked = 0;
      return this.look();
    }
    const [, id = '', file] = /^reports\/([^/.?]+)(\/file)?$/.exec(path) ?? [];
    if (id === '') return null;
    if (method === 'DELETE') {
      this.cancelled.push(id);
      return Response.json({}, { status: this.cancels });
    }
    if (file === undefined) return this.look();
    this.handedOver.push(id);
    return this.file();
  }

  private look(): Response {
    const look = this.looks[Math.min(this.looked, this.looks.length - 1)] ?? 500;
    this.looked += 1;
    if (typeof look === 'number') return Response.json({ error: { code: 'x', message: 'x' } }, { status: look });
    return Response.json({ ...reportOf(this.orders.length, this.orders.at(-1)), ...look });
  }
}

function reportOf(number: number, order: ReportWish | undefined): ReportBody {
  return {
    ...{ id: `r${number}`, title: 'Báo cáo', state: 'waiting', progress: 0, error: null, finishedAt: null },
    createdAt: '2026-11-18T07:30:00.000Z',
    request: reportRequestSchema.parse(order),
    ...{ fileName: null, bytes: null, sha256: null, modelSha256: null, pages: null, completeness: null },
    ...{ scheduleId: null, late: false, mail: 'none', mailError: null },
  };
}
