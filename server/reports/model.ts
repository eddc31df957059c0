/**
 * The data model of a report: the question, and every figure that answers it, without a word about file formats, about who issues it
 * and when it was made. Asked the same of the same history it is the same, byte for byte: canonical JSON, kept with the report, served
 * under its id, its SHA-256 printed in every format. A filter by how things stand (`situations`) is part of the question with the minute
 * at which it was asked.
 */
import type { ReportOrder } from '../contract/reports.ts';
import { iso } from '../calendar.ts';
import type { BulletinMoment } from './bulletin-before.ts';
import { canonical } from './canonical.ts';
import type { Block, ReportDocument } from './document.ts';
import { partsOf, unbound } from './letter.ts';

/**
 * Of this shape and meaning: kept models of older ones are served as they are. 3: of a bulletin GeoJSON's figures are of its moment too
 * (`populationNow_X`), and nothing is compared with the day before. 4: the people of outages and bulletins are those of the technology it
 * speaks of; a bulletin's map stands before its tables, without a heading.
 */
const VERSION = 4;

interface ModelParts {
  order: ReportOrder;
  /** Epoch ms: the figures reach until here. */
  until: number;
  /** The bulletin compared with; null: none. */
  comparedWith: BulletinMoment | null;
  document: Omit<ReportDocument, 'id' | 'sha256'>;
}

export function modelOf({ order, until, comparedWith, document }: ModelParts): string {
  const { template, from, to, communes, technologies, operators, threshold, sections } = order;
  const { technology, measure, situations, below, search } = order;
  const { kind, blocks, tables, features, provenance, definitions } = document;
  return canonical({
    version: VERSION,
    // What was not asked is no key of it.
    question: {
      ...{ template, from, to, communes, technologies, operators, threshold, sections },
      ...{ technology, measure, situations, below, search },
    },
    until: iso(until),
    comparedWith: comparedWith === null ? null : iso(comparedWith.at),
    comparedAsKnown: comparedWith === null ? null : iso(comparedWith.known),
    ...{ kind, subject: document.subject.map(unbound), provenance, definitions },
    // The appendix has nothing that is not in the tables.
    text: partsOf(blocks).main.flatMap(figuresOf),
    ...{ tables, features },
  });
}

function figuresOf(block: Block): object[] {
  switch (block.kind) {
    case 'paragraph':
      return block.letter === true ? [] : [block];
    case 'picture':
      // Drawn from the features.
      return [{ kind: block.kind, caption: block.caption }];
    case 'heading':
    case 'table':
      return [block];
    default:
      return [];
  }
}

/** What an older version kept: the whole document, of which id and hash are no part of the model. */
export function modelOfKept(kept: string, isModel: (text: string) => boolean): string {
  if (isModel(kept)) return kept;
  return canonical({ ...(JSON.parse(kept) as object), id: undefined, sha256: undefined });
}
