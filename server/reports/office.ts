/** Everything that makes reports, by hand and on schedule, and mails them. */
import type { ReportIssuer } from '../contract/reports.ts';
import type { HistorySetup } from '../history/protocol.ts';
import type { Store } from '../store/store.ts';
import { Desk } from './desk.ts';
import { later } from './later.ts';
import { Mail, type MailOptions } from './mail.ts';
import type { Maker } from './make.ts';
import { Schedules } from './schedules.ts';

export interface OfficeOptions {
  store: Store;
  history: HistorySetup;
  issuer: ReportIssuer;
  province: string;
  smtp: MailOptions['smtp'];
  /** True while stations are the sample's: what is mailed says so. */
  simulated: () => boolean;
  make: Maker;
  clock: () => number;
  onError: (error: unknown, what: string) => void;
}

export function openOffice({ store, history, issuer, province, smtp, simulated, make, clock, onError }: OfficeOptions) {
  const onScheduled = (error: unknown) => {
    onError(error, 'a scheduled report');
  };
  const desk = new Desk({
    ...{ store, history, issuer, clock, later, make },
    place: `tỉnh ${province}`,
    onError: (error) => {
      onError(error, 'a report');
    },
  });
  const schedules = new Schedules({ store, desk, clock, later, onError: onScheduled });
  const mail = new Mail({
    ...{ store, smtp, desk, simulated, clock, later, onError: onScheduled },
    schedule: (id) => schedules.schedule(id),
    noteSchedule: (id, trouble) => {
      schedules.noteMail(id, trouble);
    },
  });
  desk.onFinished = () => {
    mail.look();
  };
  return {
    ...{ desk, mail, schedules },
    start() {
      desk.start();
      mail.start();
      schedules.start();
    },
    stop() {
      schedules.stop();
      mail.stop();
      desk.stop();
    },
  };
}
