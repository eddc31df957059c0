/** Blocks one below the other, headings and captions on the page of what they announce. */
import type { Content, ContentCanvas, ContentText } from 'pdfmake/interfaces';
import { cleanText } from './clean-text.ts';
import type { Block, Table } from './document.ts';
import { isTiedToSignature } from './letter.ts';
import { FIRST_LINE_PT, LINE_HEIGHT, PARAGRAPH_GAP_PT, SIZE } from './official-page.ts';
import { drawTable } from './pdf-table.ts';
import { drawnAt } from './picture-size.ts';
import { captionLines } from './title-lines.ts';

interface Piece {
  content: Content;
  /**
   * What has to have room on the page of the heading before it: so many points, or all of it. `next`: it is itself a heading or caption,
   * and stays with what follows.
   */
  start: number | 'all' | 'next';
  /** Around it and the headings tied to it, where it is asked where they stand. */
  name?: string;
}

interface Place {
  /** The first block begins a page. */
  newPage: boolean;
  /** Headings of level 1 are. */
  centred: boolean;
  /** Of the size that pictures would have. */
  picture: number;
  /** Above and below the text of a table's cell. */
  paddingPt: number;
  /** Comes last, never alone on a page: the last paragraph goes with it. */
  ending?: Content;
  /** Marks where pictures, tables and the ending stand (markOf). */
  marked?: boolean;
}

/** Name of the ending; that of a picture or table is its number. */
export const ENDING = 'ending';
type Side = 'before' | 'at' | 'after';
/** Id of what has no height, and stands before or after what has the name, or on the page on which that begins. */
export const markOf = (side: Side, name: string): string => `${side} ${name}`;

/** Above and below a paragraph. */
const GAP = PARAGRAPH_GAP_PT / 2;
/** Three lines of a paragraph. */
const PARAGRAPH_START_PT = 3 * SIZE.body * 1.15 * LINE_HEIGHT + PARAGRAPH_GAP_PT;

export function drawFlow(blocks: readonly Block[], place: Place): Content[] {
  const drawn: Content[] = [];
  let { newPage } = place;
  let waiting: Content[] = [];
  const put = (...contents: Content[]) => {
    const [first, ...rest] = contents;
    if (first === undefined) return;
    drawn.push(newPage ? { pageBreak: 'before', stack: [first] } : first, ...rest);
    newPage = false;
  };
  const flush = () => {
    put(...waiting);
    waiting = [];
  };
  for (const piece of withEnding(blocks, place)) {
    if (piece === 'page-break') {
      flush();
      newPage = true;
    } else if (piece.start === 'next') {
      waiting.push(piece.content);
    } else {
      const name = place.marked === true ? piece.name : undefined;
      const tied = tie(waiting, piece.content, piece.start);
      put(...(name === undefined ? tied : marked(name, tied)));
      waiting = [];
    }
  }
  flush();
  return drawn;
}

/**
 * The library knows no "keep with next". An unbreakable block of the heading and of as much emptiness as the start of the next block
 * needs finds the page, and the next block is moved up into that emptiness.
 */
function tie(headings: Content[], content: Content, start: number | 'all'): Content[] {
  if (start === 'all') return [{ unbreakable: true, stack: [...headings, content] }];
  if (headings.length === 0) return [content];
  const emptiness: ContentText = { text: '', fontSize: 0.01, margin: [0, start, 0, 0] };
  return [
    { unbreakable: true, stack: [...headings, emptiness] },
    { margin: [0, -start, 0, 0], stack: [content] },
  ];
}

/** Left out of the published types: every content may have one. */
interface Mark extends ContentCanvas {
  id: string;
}

function mark(side: Side, name: string): Mark {
  return { id: markOf(side, name), canvas: [{ type: 'rect', x: 0, y: 0, w: 0, h: 0, lineWidth: 0 }] };
}

/** Within what is unbreakable nothing can be marked: nobody knows yet where that will stand. */
function marked(name: string, [first = [], ...rest]: Content[]): Content[] {
  return [mark('before', name), first, mark('at', name), ...rest, mark('after', name)];
}

function withEnding(blocks: readonly Block[], place: Place): (Piece | 'page-break')[] {
  const { ending } = place;
  const pieces = blocks.flatMap((block, index) => piecesOf(block, String(index), place));
  if (ending === undefined) return pieces;
  const last = pieces.at(-1);
  if (!isTiedToSignature(blocks) || last === undefined || last === 'page-break')
    return [...pieces, { content: ending, start: 'all', name: ENDING }];
  return [...pieces.slice(0, -1), { content: { stack: [last.content, ending] }, start: 'all', name: ENDING }];
}

function piecesOf(block: Block, name: string, { centred, picture: size, paddingPt }: Place): (Piece | 'page-break')[] {
  switch (block.kind) {
    case 'page-break':
      return ['page-break'];
    case 'heading':
      return [{ content: drawHeading(block.text, centred && block.level === 1), start: 'next' }];
    case 'paragraph':
      return [{ content: drawParagraph(block.text), start: PARAGRAPH_START_PT }];
    case 'table':
      return tablePieces(block.table, name, paddingPt);
    case 'picture': {
      const { svg, widthPt } = drawnAt(block, size);
      const picture: Content = { svg, width: widthPt, alignment: 'center', margin: [0, 6, 0, 4] };
      return [
        { content: { stack: [picture, drawCaption(captionLines(block.caption), [0, 0, 0, 6])] }, start: 'all', name },
      ];
    }
    case 'signature':
      return [];
  }
}

function tablePieces(figures: Table, name: string, paddingPt: number): Piece[] {
  const { caption, table, note, startPt } = drawTable(figures, paddingPt);
  const pieces: Piece[] = [];
  if (caption.length > 0) pieces.push({ content: drawCaption(caption, [0, 6, 0, 0]), start: 'next' });
  if (table !== null) pieces.push({ content: { ...table, margin: [0, 4, 0, 6] }, start: startPt + 4, name });
  if (note !== '') pieces.push({ content: drawNote(note), start: 0 });
  return pieces;
}

function drawParagraph(text: string): ContentText {
  return { text: cleanText(text), alignment: 'justify', leadingIndent: FIRST_LINE_PT, margin: [0, GAP, 0, GAP] };
}

function drawHeading(text: string, centred: boolean): ContentText {
  const look: ContentText = { text: cleanText(text), bold: true, margin: [0, GAP, 0, GAP] };
  return centred ? { ...look, alignment: 'center' } : { ...look, leadingIndent: FIRST_LINE_PT };
}

function drawCaption(lines: readonly string[], margin: [number, number, number, number]): ContentText {
  return {
    text: lines.join('\n'),
    italics: true,
    fontSize: SIZE.caption,
    lineHeight: 1,
    alignment: 'center',
    margin,
  };
}

function drawNote(text: string): ContentText {
  return { text, italics: true, fontSize: SIZE.note, lineHeight: 1, margin: [0, 0, 0, 6] };
}
