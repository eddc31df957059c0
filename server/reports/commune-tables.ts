/** Everything there is of every commune: for the spreadsheet and CSV, and what the annex has room for. */
import { OPERATOR_NAMES, type LayerOperator, type LayerTechnology } from '../contract/terms.ts';
import { shownLayer } from './chosen-layer.ts';
import { column, fitted, ordinal } from './columns.ts';
import type { CellValue, Table } from './document.ts';
import { pointOf, stationsIn, type Facts } from './facts.ts';
import { layerWords, shownChange, stationWords } from './shown-layer.ts';
import { communeName, lessThanOneNote, noteOf, withoutSignal, type Field } from './tables.ts';
import { ALL_OPERATORS, isOfMore, unionNote } from './union-words.ts';
import { capitalised, comparedWith, comparisonDoubt, periodText } from './words.ts';

const MEASURES = {
  people: { key: 'dan', of: 'population', title: 'Dân số' },
  area: { key: 'dt', of: 'area', title: 'Diện tích' },
} as const;
type Measure = keyof typeof MEASURES;

export function fullTable(facts: Facts): Table {
  const { order, byCommune, resilience, hasData, compared } = facts;
  const { technology, measure } = shownLayer(order);
  const availability = new Map(byCommune.items.map(({ code, total }) => [code, total.availability]));
  const paths = new Map(resilience.items.map(({ code, pathsAsBuilt }) => [code, pathsAsBuilt]));
  // A bulletin is compared with the one before, not with the day before.
  const isCompared = order.template !== 'bulletin';
  const doubt = isCompared ? comparisonDoubt(compared) : null;
  const codes = facts.communes.map(({ code }) => code);
  const table = tableOf(facts, 'Xã, phường', `Vùng phủ và hạ tầng theo xã, phường${meanWords(facts)}`, [
    ...communeFields(facts),
    field('tram', `Số trạm (${stationWords(facts)}, mọi công nghệ)`, 'integer', (code) => stationsIn(facts, code)),
    ...technologyFields(facts, 'people'),
    ...technologyFields(facts, 'area'),
    ...operatorFields(facts, technology, measure),
    ...(isCompared ? [changeField(facts)] : []),
    field(
      'chua_co',
      `Chưa có ${technology}${whoseWords(facts)}`,
      'integer',
      (code) => withoutSignal(facts, code, technology),
      {
        unit: 'người',
      },
    ),
    field('san_sang', 'Độ sẵn sàng của trạm', 'availability', (code) => availability.get(code) ?? null, { unit: '%' }),
    field('tuyen', 'Số tuyến cáp độc lập (theo thiết kế)', 'integer', (code) =>
      hasData ? (paths.get(code) ?? null) : null,
    ),
  ]);
  return {
    ...table,
    ...noteOf([
      ...(doubt === null ? [] : [`So kỳ trước: ${doubt}.`]),
      ...unionNote(facts, `Tỷ lệ được phủ sóng và số người chưa có ${technology}`),
      ...lessThanOneNote(facts, codes, technology),
    ]),
  };
}

/** Beside the moment of a bulletin this is the mean of its days. */
function meanWords({ order: { template, from, to } }: Facts): string {
  return template === 'bulletin' ? `, trung bình ${periodText(from, to)}` : '';
}

/** In a heading: whose signal a common figure is of. */
function whoseWords(facts: Facts): string {
  return isOfMore(facts) ? ` (${ALL_OPERATORS})` : '';
}

/** Every technology asked for, operator by operator: people, then area. */
export function operatorTables(facts: Facts): Table[] {
  return (['people', 'area'] as const).map((measure) => {
    const title = `${MEASURES[measure].title} theo doanh nghiệp`;
    const shares = facts.order.technologies.flatMap((technology) => operatorFields(facts, technology, measure, true));
    return tableOf(facts, title, `${title}, xã, phường`, [...communeFields(facts), ...shares]);
  });
}

/** Of the layer a page shows, for the annex; where nobody asked for one, none. */
export function annexFields(facts: Facts): Field[] {
  const { technology, measure } = shownLayer(facts.order);
  if (facts.order.technology === undefined) return [];
  const other = facts.whose === null ? [] : operatorFields(facts, technology, measure);
  return [shareField(facts, technology, 'area'), ...other, changeField(facts)];
}

function tableOf(facts: Facts, name: string, caption: string, fields: readonly Field[]): Table {
  return {
    ...{ name, caption, columns: fitted([ordinal, ...fields.map((one) => one.column)]) },
    rows: facts.communes.map(({ code }, index): CellValue[] => [index + 1, ...fields.map(({ of }) => of(code))]),
  };
}

function communeFields({ communes }: Facts): Field[] {
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  return [
    { column: column('ma', 'Mã', 0.07, { align: 'left', format: 'text' }), of: (code) => code },
    { column: communeName(0.2), of: (code) => byCode.get(code)?.name ?? null },
    field('dan_so', 'Dân số', 'integer', (code) => byCode.get(code)?.population ?? null, { unit: 'người' }),
    field('dien_tich', 'Diện tích', 'km2', (code) => byCode.get(code)?.areaKm2 ?? null, { unit: 'km²' }),
  ];
}

/** Shares by technology: of the operator, where one only is asked for. */
function technologyFields(facts: Facts, measure: Measure): Field[] {
  return facts.order.technologies.map((technology) => shareField(facts, technology, measure));
}

function shareField(facts: Facts, technology: LayerTechnology, measure: Measure): Field {
  const { whose, coverage } = facts;
  const { key, of, title } = MEASURES[measure];
  const owner = whose === null ? whoseWords(facts) : ` của ${OPERATOR_NAMES[whose]}`;
  return field(
    `${key}_${technology}`,
    technology,
    'percent',
    (code) => pointOf(coverage, code, technology)?.[of] ?? null,
    { group: `${title} được phủ sóng${owner}`, unit: '%' },
  );
}

/** One operator is the share itself, and stands beside any of them. @param every the one too */
function operatorFields(
  { order: { operators }, whose, asked }: Facts,
  technology: LayerTechnology,
  measure: Measure,
  every = false,
): Field[] {
  const { key, of, title } = MEASURES[measure];
  const shown: readonly LayerOperator[] = whose === null ? operators : every ? [whose, 'any'] : ['any'];
  return shown.map((operator) =>
    field(
      `${key}_${technology}_${operator}`,
      operator === 'any' ? 'Doanh nghiệp bất kỳ' : OPERATOR_NAMES[operator],
      'percent',
      (code) => pointOf(asked, code, technology, operator)?.[of] ?? null,
      { group: `${title} có ${technology} theo doanh nghiệp`, unit: '%' },
    ),
  );
}

function changeField(facts: Facts): Field {
  const title = `${capitalised(comparedWith(facts))} (${layerWords(facts)})`;
  return field('thay_doi', title, 'points', (code) => shownChange(facts, code), { unit: 'điểm' });
}

function field(
  key: string,
  title: string,
  format: 'integer' | 'percent' | 'points' | 'availability' | 'km2',
  of: Field['of'],
  rest: { group?: string; unit?: string } = {},
): Field {
  return { column: column(key, title, 0.08, { format, ...rest }), of };
}
