/** A report as PDF, laid out as official-page.ts says: the same sheets as the DOCX, in Tinos. */
import pdfmake from 'pdfmake';
import type { Content, ContentText, TDocumentDefinitions } from 'pdfmake/interfaces';
import { cleanText } from './clean-text.ts';
import type { ReportDocument, WrittenFile } from './document.ts';
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
import { FONT, MARGIN_PT, PAGE_MARGINS_PT, PAGE_NUMBER_PT, SIZE } from './official-page.ts';
import { LOOSE, spacingOf } from './page-fit.ts';
import { drawFlow } from './pdf-flow.ts';
import './pdf-fonts.ts';
import { drawAddress, drawHead, drawSignature } from './pdf-letter.ts';

const MIME = 'application/pdf';

export async function writePdf(report: ReportDocument): Promise<WrittenFile> {
  const letter = letterOf(report);
  const { main, appendix } = partsOf(report.blocks);
  const spacing = await spacingOf(report);
  const { picture, paddingPt, tablesFirst } = spacing;
  let pages = 0;
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: PAGE_MARGINS_PT,
    version: '1.7',
    language: 'vi-VN',
    displayTitle: true,
    // The library derives the file's id from these.
    info: {
      title: titleOf(report),
      author: letter.body,
      subject: report.sha256,
      keywords: cleanText(report.id),
      creator: 'Phủ Sóng',
      creationDate: new Date(report.datedAt),
      modDate: new Date(report.datedAt),
    },
    defaultStyle: { font: FONT, fontSize: SIZE.body, lineHeight: spacing.lineHeight, color: '#000000' },
    header: (page, count) => {
      pages = count;
      return page === 1 ? null : pageNumber(page);
    },
    content: [
      drawHead(letter),
      drawAddress(letter),
      ...drawFlow(withTablesFirst(main, tablesFirst), {
        newPage: false,
        centred: false,
        picture,
        paddingPt,
        ending: drawSignature(letter, spacing.signingRoomPt),
      }),
      ...drawFlow(appendix, { newPage: true, centred: true, picture, paddingPt: LOOSE.paddingPt }),
      ...drawSources(report, appendix.length === 0),
    ],
  };
  const bytes = await pdfmake.createPdf(definition).getBuffer();
  return { bytes, mime: MIME, pages };
}

function drawSources(report: ReportDocument, newPage: boolean): Content[] {
  const title = (text: string): ContentText => {
    return { text, bold: true, fontSize: SIZE.sources, margin: [0, 12, 0, 3] };
  };
  const stamp = stampOf(report);
  const sources = sourcesOf(report).slice(0, -stamp.length);
  const drawn: Content[] = [
    ...under(title(SOURCES_TITLE), [...sources.map((note) => [note]), stamp]),
    ...under(
      title(DEFINITIONS_TITLE),
      definitionsOf(report).map((note) => [note]),
    ),
  ];
  return newPage ? [{ pageBreak: 'before', stack: drawn }] : drawn;
}

/** Notes under their title, which stays with the first; those of a group stay together, and none is split over two pages. */
function under(title: Content, groups: readonly Note[][]): Content[] {
  return groups.map((notes, index) => ({
    unbreakable: true,
    stack: [...(index === 0 ? [title] : []), ...notes.map(drawNote)],
  }));
}

function drawNote({ label, text }: Note): Content {
  return {
    text: [{ text: `${label}: `, bold: true }, text],
    fontSize: SIZE.sources,
    lineHeight: 1,
    margin: [0, 0, 0, 2],
  };
}

function pageNumber(page: number): Content {
  return { text: String(page), alignment: 'center', margin: [MARGIN_PT.left, PAGE_NUMBER_PT, MARGIN_PT.right, 0] };
}
