/** A letter with a map after some paragraphs, and tables after it: as a bulletin is. */
import type { Block, ReportDocument } from '../../server/reports/document.ts';
import { plainTable, smallReport } from './report-document.ts';

const HEIGHT_PT = 400;

export const MAP_HEADING = 'II. BẢN ĐỒ';
export const MAP_CAPTION = 'Hình 1. Tỷ lệ dân số được phủ sóng 4G';
const TWO_LINES =
  'Tỷ lệ dân số được phủ sóng bình quân trong tháng đạt chín mươi bảy phẩy bảy phần trăm, diện tích đạt chín mươi tư phẩy bảy phần trăm, không đổi so với tháng trước.';

/** @param lines paragraphs of two lines before the map; rows of the table after it */
export function mapLetter({ lines, rows }: { lines: number; rows: number }): ReportDocument {
  return smallReport({
    blocks: [
      ...Array.from({ length: lines }, (): Block => ({ kind: 'paragraph', text: TWO_LINES })),
      { kind: 'heading', level: 1, text: MAP_HEADING },
      { kind: 'picture', ...drawing(HEIGHT_PT), lower: drawing, caption: MAP_CAPTION, alt: 'Bản đồ' },
      { kind: 'heading', level: 1, text: 'III. BẢNG' },
      table(5),
      { kind: 'heading', level: 1, text: 'IV. BẢNG' },
      table(rows),
      { kind: 'paragraph', text: 'Trên đây là tình hình./.' },
      { kind: 'signature' },
    ],
    issuer: {
      ...{ parent: 'UBND tỉnh Hưng Yên', body: 'Sở Khoa học và Công nghệ', number: '', place: 'Hưng Yên' },
      ...{ addressee: 'UBND tỉnh', signerTitle: 'GIÁM ĐỐC', signerName: '', recipients: ['Như trên', 'Lưu'] },
    },
  });
}

/** A bulletin: the map floats, and has no heading. @param lines paragraphs of two lines before it; rows of the last table */
export function bulletinLetter({ lines, rows }: { lines: number; rows: number }): ReportDocument {
  const { blocks, ...letter } = mapLetter({ lines, rows });
  const [map] = blocks.filter((block) => block.kind === 'picture');
  const heading = blocks.findIndex((block) => block.kind === 'heading' && block.text === MAP_HEADING);
  if (map === undefined) throw new Error('has a map');
  const [above, below] = [blocks.slice(0, heading), blocks.slice(heading + 2)];
  const [title, ...rest] = below;
  if (title === undefined) throw new Error('has tables');
  return { ...letter, blocks: [...above, { ...map, floats: true }, title, table(4), ...rest] };
}

function drawing(heightPt: number) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="${heightPt}"><rect width="400" height="${heightPt}" fill="#85AEBD"/></svg>`;
  return { svg, widthPt: 400, heightPt };
}

function table(rows: number): Block {
  const columns = ['A', 'B', 'C'].map(
    (title) => ({ title, key: title, width: 1 / 3, align: 'left', format: 'text' }) as const,
  );
  const texts = Array.from({ length: rows }, (_, row) => [`hàng ${String(row)}`, 'x', 'y']);
  return { kind: 'table', table: plainTable(columns, texts, { caption: 'Tên bảng' }) };
}
