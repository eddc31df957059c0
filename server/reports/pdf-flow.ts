/** Blocks one below the other, headings and captions on the page of what they announce. */
import type { Content, ContentText } from 'pdfmake/interfaces';
import { cleanText } from './clean-text.ts';
import type { Block, Table } from './document.ts';
import { isTiedToSignature } from './letter.ts';
import { FIRST_LINE_PT, LINE_HEIGHT, PARAGRAPH_GAP_PT, SIZE, pictureScale } from './official-page.ts';
import { drawTable } from './pdf-table.ts';

interface Piece {
  content: Content;
  /**
   * What has to have room on the page of the heading before it: so many points, or all of it. `next`: it is itself a heading or caption,
   * and stays with what follows.
   */
  start: number | 'all' | 'next';
}

interface Place {
  /** The first block begins a page. */
  newPage: boolean;
  /** Headings of level 1 are. */
  centred: boolean;
  /** Of the size that pictures would have. */
  picture: number;
  /** Comes last, never alone on a page: the last paragraph goes with it. */
  ending?: Content;
}

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
      put(...tie(waiting, piece.content, piece.start));
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

function withEnding(blocks: readonly Block[], { centred, picture, ending }: Place): (Piece | 'page-break')[] {
  const pieces = blocks.flatMap((block) => piecesOf(block, centred, picture));
  if (ending === undefined) return pieces;
  const last = pieces.at(-1);
  if (!isTiedToSignature(blocks) || last === undefined || last === 'page-break')
    return [...pieces, { content: ending, start: 'all' }];
  return [...pieces.slice(0, -1), { content: { stack: [last.content, ending] }, start: 'all' }];
}

function piecesOf(block: Block, centred: boolean, size: number): (Piece | 'page-break')[] {
  switch (block.kind) {
    case 'page-break':
      return ['page-break'];
    case 'heading':
      return [{ content: drawHeading(block.text, centred && block.level === 1), start: 'next' }];
    case 'paragraph':
      return [{ content: drawParagraph(block.text), start: PARAGRAPH_START_PT }];
    case 'table':
      return tablePieces(block.table);
    case 'picture': {
      const { svg, widthPt, heightPt, caption } = block;
      const width = widthPt * pictureScale(widthPt, heightPt) * size;
      const picture: Content = { svg, width, alignment: 'center', margin: [0, 6, 0, 4] };
      return [{ content: { stack: [picture, drawCaption(caption, [0, 0, 0, 6])] }, start: 'all' }];
    }
    case 'signature':
      return [];
  }
}

function tablePieces(figures: Table): Piece[] {
  const { caption, table, note, startPt } = drawTable(figures);
  const pieces: Piece[] = [];
  if (caption !== '') pieces.push({ content: drawCaption(caption, [0, 6, 0, 0]), start: 'next' });
  if (table !== null) pieces.push({ content: { ...table, margin: [0, 4, 0, 6] }, start: startPt + 4 });
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

function drawCaption(text: string, margin: [number, number, number, number]): ContentText {
  return { text: cleanText(text), italics: true, fontSize: SIZE.caption, lineHeight: 1, alignment: 'center', margin };
}

function drawNote(text: string): ContentText {
  return { text, italics: true, fontSize: SIZE.note, lineHeight: 1, margin: [0, 0, 0, 6] };
}
