/** From an order to the document: the same history gives the same document, told by its SHA-256. */
import { createHash } from 'node:crypto';
import type { ReportIssuer, ReportOrder } from '../contract/reports.ts';
import { isWhole, type Scope } from '../contract/scope.ts';
import { OPERATORS } from '../contract/terms.ts';
import type { Thresholds } from '../coverage/types.ts';
import { AppError } from '../errors.ts';
import type { MomentFigures } from '../history/moment.ts';
import type { FiguresQuestion } from '../history/questions.ts';
import type { BulletinMoment } from './bulletin-before.ts';
import { definitionsFor } from './definitions.ts';
import type { ReportDocument } from './document.ts';
import { gather, stationCounts, type Facts, type Gathered, type Source } from './facts.ts';
import { featuresOf, type Moments } from './features.ts';
import { modelOf } from './model.ts';
import { completenessOf, provenanceOf, type Completeness } from './provenance.ts';
import { bulletinContent } from './templates/bulletin.ts';
import { communeContent } from './templates/commune.ts';
import { coverageContent } from './templates/coverage.ts';
import { outagesContent } from './templates/outages.ts';

export interface BuildOptions {
  /** null: it is made at once and not kept, and named once it is known what is in it (at-once.ts). */
  id: string | null;
  order: ReportOrder;
  issuer: ReportIssuer;
  /** Such as "tỉnh Hưng Yên". */
  place: string;
  thresholds: Thresholds;
  /** Epoch ms at which it is made: nothing later is in it. */
  now: number;
  /** The bulletin before this one; null: there was none. */
  previousBulletin: BulletinMoment | null;
  /** Nothing else is seen. */
  scope: Scope;
}

interface Built {
  document: ReportDocument;
  /** The data model as canonical JSON. */
  model: string;
  completeness: Completeness;
}

type Everything = Source & {
  momentFigures: (question: FiguresQuestion) => MomentFigures | Promise<MomentFigures>;
};

/**
 * @param onPart told how far it is, 0–1
 * @throws AppError bad_query when the order names no commune there is; period_not_begun
 */
export async function buildDocument(
  options: BuildOptions,
  source: Everything,
  onPart: (share: number) => void,
): Promise<Built> {
  const { id, order, thresholds, now } = options;
  const gathered = await gather(order, source, now, onPart);
  const issuer = issuerOf(options.issuer, order.issuer);
  const moments = order.template === 'bulletin' ? await momentsOf(gathered, options, source) : null;
  const facts = { ...gathered, ...(await standingOf(gathered, moments, source)) };
  const document = {
    template: order.template,
    issuer,
    datedAt: now,
    ...contentOf(facts, { ...options, issuer }, moments),
    provenance: provenanceOf(facts, thresholds, moments?.previous ?? null),
    definitions: definitionsFor(facts),
    features: featuresOf(facts, moments),
  };
  const comparedWith = moments?.previous ? options.previousBulletin : null;
  const model = modelOf({ order, until: facts.to, comparedWith, document });
  const sha256 = createHash('sha256').update(model).digest('hex');
  return { document: { id: id ?? '', sha256, ...document }, model, completeness: completenessOf(facts) };
}

/** As configured, but for what the order says otherwise. */
function issuerOf(configured: ReportIssuer, said: ReportOrder['issuer']): ReportIssuer {
  const { parent, body, number, place, addressee, signerTitle, signerName, recipients } = configured;
  return {
    parent: said?.parent ?? parent,
    body: said?.body ?? body,
    number: said?.number ?? number,
    place: said?.place ?? place,
    addressee: said?.addressee ?? addressee,
    signerTitle: said?.signerTitle ?? signerTitle,
    signerName: said?.signerName ?? signerName,
    recipients: said?.recipients ?? recipients,
  };
}

function contentOf(facts: Facts, { order, place, issuer }: BuildOptions, moments: Moments | null) {
  switch (order.template) {
    case 'coverage':
      return coverageContent(facts, place, issuer);
    case 'outages':
      return outagesContent(facts, place, issuer);
    case 'commune':
      return communeContent(facts, place, issuer);
    case 'bulletin':
      if (moments === null) throw new Error('a bulletin is of a moment');
      return bulletinContent(facts, place, issuer, moments);
  }
}

/** A bulletin counts the stations there were at its moment; of a period that goes on it is told how things stand. */
async function standingOf(
  { order, to, now, stations }: Gathered,
  moments: Moments | null,
  source: Everything,
): Promise<Pick<Facts, 'stations' | 'moment'>> {
  if (moments !== null) return { stations: stationCounts(moments.now.stations), moment: moments.now };
  const moment = to === now ? await figuresIfKnown(figuresOf(order, to), source) : null;
  return { stations, moment };
}

async function momentsOf(
  { order, to }: Gathered,
  { previousBulletin, scope }: BuildOptions,
  source: Everything,
): Promise<Moments> {
  return {
    isWholeNetwork: isWhole(scope),
    now: await source.momentFigures(figuresOf(order, to)),
    // As it was known when that one was made: it is compared with what stands printed there.
    previous:
      previousBulletin === null
        ? null
        : await figuresIfKnown({ ...figuresOf(order, previousBulletin.at), known: previousBulletin.known }, source),
  };
}

/** The last bulletin may be of a network that is gone, and its past with it: then there is nothing to compare with. */
async function figuresIfKnown(question: FiguresQuestion, source: Everything): Promise<MomentFigures | null> {
  try {
    return await source.momentFigures(question);
  } catch (error) {
    if (error instanceof AppError && error.code === 'before_history') return null;
    throw error;
  }
}

function figuresOf(order: ReportOrder, at: number): FiguresQuestion {
  return {
    at,
    communes: order.communes.length === 0 ? null : order.communes,
    operators: order.operators.length === OPERATORS.length ? null : order.operators,
  };
}
