/** From what was chosen to what the server is asked for. */
import type { ReportFormat, ReportIssuer, ReportOrder, ReportRequest } from '../../../server/contract/reports.ts';
import { SECTIONS_OF, type Choices } from './choices.ts';

/** @param issuer what this report says otherwise than the settings; null: nothing */
export function orderOf(choices: Choices, issuer: Partial<ReportIssuer> | null): ReportOrder {
  const { template, from, to, communes, technologies, operators, threshold, without } = choices;
  const kept = SECTIONS_OF[template].filter((section) => !without.includes(section));
  return {
    ...{ template, from, to, communes: [...communes], technologies: [...technologies], operators: [...operators] },
    threshold,
    // A template of one part says "without it" by a part it does not have.
    sections: kept.length === 0 ? ['summary'] : kept,
    ...(issuer === null ? {} : { issuer: sayable(issuer) }),
  };
}

/** The issuing body has to be named: an empty one counts as not said. Empty lines are no recipients. */
function sayable({ body, recipients, ...rest }: Partial<ReportIssuer>): Partial<ReportIssuer> {
  return {
    ...rest,
    ...(body === undefined || body.trim() === '' ? {} : { body }),
    ...(recipients === undefined ? {} : { recipients: recipients.filter((line) => line.trim() !== '') }),
  };
}

export function requestOf(choices: Choices, issuer: Partial<ReportIssuer> | null): ReportRequest {
  return { ...orderOf(choices, issuer), format: choices.format };
}

/** Path under /api/v1 of the same report made at once. */
export function madeAtOncePath(order: ReportOrder, format: ReportFormat): string {
  const query = new URLSearchParams({
    from: order.from,
    to: order.to,
    ...(order.communes.length === 0 ? {} : { communes: order.communes.join(',') }),
    technologies: order.technologies.join(','),
    operators: order.operators.join(','),
    threshold: String(order.threshold),
    sections: order.sections.join(','),
    ...(order.issuer === undefined ? {} : { issuer: JSON.stringify(order.issuer) }),
  });
  return `reports/${order.template}.${format}?${query.toString().replaceAll('%2C', ',')}`;
}
