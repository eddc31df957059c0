/** A report as an Office Open XML text document, laid out as official-page.ts says. */
import { Document, Header, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import type { FileChild } from 'docx';
import type { Block, ReportDocument, WrittenFile } from './document.ts';
import { coreProperties } from './docx-core.ts';
import { drawAddress, drawHead, drawSignature } from './docx-letter.ts';
import { drawPicture } from './docx-picture.ts';
import { paragraph, run, stylesOf } from './docx-styles.ts';
import { drawTable } from './docx-table.ts';
import { cleanText } from './clean-text.ts';
import { withTablesFirst } from './floating.ts';
import {
  DEFINITIONS_TITLE,
  SOURCES_TITLE,
  definitionsOf,
  letterOf,
  partsOf,
  sourcesOf,
  stampOf,
  titleOf,
} from './letter.ts';
import type { Note } from './letter.ts';
import { MARGIN_PT, PAGE_NUMBER_PT, PAGE_PT, twips } from './official-page.ts';
import { LOOSE, spacingOf } from './page-fit.ts';
import { setZipTimes } from './zip-times.ts';

const MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export async function writeDocx(report: ReportDocument): Promise<WrittenFile> {
  const letter = letterOf(report);
  const spacing = await spacingOf(report);
  const { lineHeight, signingRoomPt, picture } = spacing;
  const { main: written, appendix } = partsOf(report.blocks);
  const main = withTablesFirst(written, spacing.tablesFirst);
  const children = [
    ...drawHead(letter),
    ...drawAddress(letter),
    ...drawBlocks(main, { appendix: false, newPage: false, signed: true, picture, paddingPt: spacing.paddingPt }),
    ...drawSignature(letter, signingRoomPt),
    ...drawBlocks(appendix, { appendix: true, newPage: true, signed: false, picture, paddingPt: LOOSE.paddingPt }),
    ...drawSources(report, appendix.length === 0),
  ];
  const file = new Document({
    title: titleOf(report),
    styles: stylesOf(lineHeight),
    // Word 2013 and later; older ones ask for a compatibility mode nobody wants.
    compatibility: { version: 15 },
    sections: [
      {
        properties: {
          // The first page has a header of its own, which is empty.
          titlePage: true,
          page: {
            size: { width: twips(PAGE_PT.width), height: twips(PAGE_PT.height) },
            margin: {
              top: twips(MARGIN_PT.top),
              bottom: twips(MARGIN_PT.bottom),
              left: twips(MARGIN_PT.left),
              right: twips(MARGIN_PT.right),
              header: twips(PAGE_NUMBER_PT),
              footer: twips(PAGE_NUMBER_PT),
            },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({ style: 'PageNumber', children: [new TextRun({ children: [PageNumber.CURRENT] })] }),
            ],
          }),
          first: new Header({ children: [new Paragraph({ style: 'PageNumber' })] }),
        },
        children,
      },
    ],
  });
  const bytes = await Packer.toBuffer(file, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(titleOf(report), letter.body, report.id, report.datedAt) },
  ]);
  setZipTimes(bytes, report.datedAt);
  return { bytes, mime: MIME, pages: null };
}

interface Place {
  /** Part of the appendix, where headings are centred. */
  appendix: boolean;
  /** Begins on a page of its own. */
  newPage: boolean;
  /** The last block stays on the signature's page. */
  signed: boolean;
  /** Of the size that pictures would have. */
  picture: number;
  /** Above and below the text of a table's cell. */
  paddingPt: number;
}

function drawBlocks(blocks: readonly Block[], { appendix, newPage, signed, picture, paddingPt }: Place): FileChild[] {
  let pageBreakBefore = newPage;
  return blocks.flatMap((block, index): FileChild[] => {
    if (block.kind === 'page-break') {
      pageBreakBefore = true;
      return [];
    }
    const options = { pageBreakBefore, keepNext: signed && index === blocks.length - 1 };
    pageBreakBefore = false;
    switch (block.kind) {
      case 'heading':
        return [paragraph(cleanText(block.text), `${appendix ? 'Appendix' : 'Heading'}${block.level}`, options)];
      case 'paragraph':
        return [paragraph(cleanText(block.text), 'Body', options)];
      case 'table':
        return drawTable(block.table, { ...options, paddingPt });
      case 'picture':
        return drawPicture(block, { ...options, size: picture }, (appendix ? 1000 : 1) + index);
      case 'signature':
        return [];
    }
  });
}

function drawSources(report: ReportDocument, newPage: boolean): FileChild[] {
  const title = (text: string, pageBreakBefore: boolean) => paragraph(text, 'SourcesTitle', { pageBreakBefore });
  const sources = sourcesOf(report);
  const stamp = sources.length - stampOf(report).length;
  const definitions = definitionsOf(report);
  return [
    title(SOURCES_TITLE, newPage),
    ...sources.map((note, index) => drawNote(note, index >= stamp && index < sources.length - 1)),
    ...(definitions.length === 0
      ? []
      : [title(DEFINITIONS_TITLE, false), ...definitions.map((note) => drawNote(note, false))]),
  ];
}

function drawNote({ label, text }: Note, keepNext: boolean): Paragraph {
  return new Paragraph({
    style: 'Sources',
    ...(keepNext && { keepNext }),
    children: [run(`${label}: `, { bold: true }), run(text)],
  });
}
