import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftDays } from '../../../../client/model/period.ts';
import {
  FORMATS,
  REPORT_TECHNOLOGIES,
  SECTIONS_OF,
  TEMPLATES,
  formatChoices,
  parseChoices,
  withTemplate,
  type Choices,
} from '../../../../client/pages/reports/choices.ts';
import { madeAtOncePath, orderOf } from '../../../../client/pages/reports/order.ts';
import { PERIOD_KINDS, stretchAround } from '../../../../client/pages/reports/periods.ts';
import { reportOrderSchema, type ReportOrder } from '../../../../server/contract/reports.ts';
import { OPERATORS } from '../../../../server/contract/terms.ts';

const TODAY = '2026-11-18';

const some = <T>(all: readonly T[], least: number) =>
  fc.subarray([...all], { minLength: least }).map((chosen) => all.filter((one) => chosen.includes(one)));

const anyChoices: fc.Arbitrary<Choices> = fc
  .record({
    template: fc.constantFrom(...TEMPLATES),
    period: fc.constantFrom(...PERIOD_KINDS),
    day: fc.integer({ min: -900, max: 0 }),
    length: fc.integer({ min: 0, max: 90 }),
    communes: fc.uniqueArray(fc.integer({ min: 10_000, max: 99_999 }).map(String), { maxLength: 5 }),
    technologies: some(REPORT_TECHNOLOGIES, 1),
    operators: some(OPERATORS, 1),
    threshold: fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10),
    format: fc.constantFrom(...FORMATS),
    left: fc.nat(),
  })
  .map(({ day, length, left, ...rest }) => {
    const from = shiftDays(TODAY, day);
    const stretch = rest.period === 'any' ? { from, to: shiftDays(from, length) } : stretchAround(rest.period, from);
    const sections = SECTIONS_OF[rest.template];
    const without = sections.filter((_, index) => (left >> index) % 2 === 1);
    return { ...rest, ...stretch, without: sections.length > 1 && without.length === sections.length ? [] : without };
  });

describe('the choices', () => {
  it('come back from the URL as they went in', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        expect(parseChoices(formatChoices(choices, TODAY), TODAY)).toEqual(choices);
      }),
    );
  });

  it('always make an order the server takes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyChoices,
          fc.string().map((text) => parseChoices(text, TODAY)),
        ),
        (choices) => {
          const order = orderOf(choices, null);
          // The server puts what is chosen in an order of its own.
          expect(sorted(reportOrderSchema.parse(order))).toEqual(sorted(order));
        },
      ),
    );
  });

  it('begin with the month that is over, and write no default', () => {
    const usual = parseChoices('', TODAY);
    expect(usual).toMatchObject({ template: 'coverage', period: 'month', from: '2026-10-01', to: '2026-10-31' });
    expect(formatChoices(usual, TODAY)).toBe('');
  });

  it('read what somebody wrote by hand, and leave out what they cannot', () => {
    expect(parseChoices('?mau=suco&tu=2026-11-11&nm=GTL,VTL,XYZ&nguong=abc&cn=5G&dang=exe', TODAY)).toMatchObject({
      ...{ template: 'outages', period: 'week', from: '2026-11-09', to: '2026-11-15', threshold: 97, format: 'docx' },
      ...{ operators: ['VTL', 'GTL'], technologies: ['4G', '3G', '2G'] },
    });
    expect(parseChoices('?ky=tuychon&tu=2026-11-10&den=2026-11-01', TODAY)).toMatchObject({
      ...{ from: '2026-11-01', to: '2026-11-10' },
    });
    expect(parseChoices('?ky=tuychon&tu=2026-02-30', TODAY).from).toBe('2026-11-17');
  });

  it('take the usual period of another template, and one commune for a sheet', () => {
    const before = parseChoices('?xa=13066,13070&bo=bando', TODAY);
    expect(withTemplate(before, 'outages', TODAY)).toMatchObject({ period: 'week', from: '2026-11-09', without: [] });
    expect(withTemplate(before, 'commune', TODAY)).toMatchObject({ period: 'month', communes: ['13066'] });
  });

  it('are of today for a bulletin, which is of now, and of yesterday for any other days', () => {
    const today = { from: TODAY, to: TODAY };
    const yesterday = { from: '2026-11-17', to: '2026-11-17' };
    expect(parseChoices('?mau=bantin', TODAY)).toMatchObject(today);
    expect(formatChoices(parseChoices('?mau=bantin', TODAY), TODAY)).toBe('?mau=bantin');
    expect(withTemplate(parseChoices('', TODAY), 'bulletin', TODAY)).toMatchObject({ period: 'any', ...today });
    const any = parseChoices('?ky=tuychon', TODAY);
    expect(any).toMatchObject(yesterday);
    expect(withTemplate(any, 'bulletin', TODAY)).toMatchObject(today);
    expect(parseChoices('?mau=suco&ky=tuychon', TODAY)).toMatchObject(yesterday);
  });

  it('keep the days somebody chose by hand', () => {
    const day = { from: '2026-11-10', to: '2026-11-10' };
    const other = parseChoices('?ky=tuychon&tu=2026-11-10&den=2026-11-10', TODAY);
    expect(withTemplate(other, 'bulletin', TODAY)).toMatchObject(day);
    expect(parseChoices('?mau=bantin&tu=2026-11-10&den=2026-11-10', TODAY)).toMatchObject(day);
    const month = parseChoices('?tu=2026-09-01', TODAY);
    expect(withTemplate(month, 'commune', TODAY)).toMatchObject({ from: '2026-09-01', to: '2026-09-30' });
  });
});

describe('the address of a report made at once', () => {
  it('says everything that was chosen', () => {
    const choices = parseChoices('?xa=13066&nguong=95&bo=phuluc', TODAY);
    const path = madeAtOncePath(
      orderOf(choices, { signerName: 'Nguyễn Văn A', body: ' ', recipients: ['a', ''] }),
      'pdf',
    );
    const { pathname, searchParams } = new URL(path, 'http://x/');
    expect(pathname).toBe('/reports/coverage.pdf');
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ from: '2026-10-01', to: '2026-10-31', communes: '13066', technologies: '4G,3G,2G', threshold: '95' },
      ...{ operators: OPERATORS.join(','), sections: 'summary,lowest,map,outages,proposals' },
      // An issuing body of spaces is not said, an empty line is no recipient.
      issuer: '{"signerName":"Nguyễn Văn A","recipients":["a"]}',
    });
  });
});

function sorted({ communes, technologies, operators, sections, ...rest }: ReportOrder) {
  const [a, b, c, d] = [communes, technologies, operators, sections].map((chosen: string[]) => chosen.toSorted());
  return { ...rest, communes: a, technologies: b, operators: c, sections: d };
}
