/** What a bulletin says of the network behind the stations: nodes and links that are down, and what they took along. */
import type { Cause } from '../../contract/terms.ts';
import type { MomentFigures } from '../../history/moment.ts';
import { fitted } from '../columns.ts';
import type { Table } from '../document.ts';
import { CAUSE_WORDS, list, some } from '../words.ts';

type Failed = MomentFigures['nodesDown'][number];
/** How a figure moved since the bulletin before, in brackets; nothing where there was none. */
export type Since = (value: (figures: MomentFigures) => number) => string;

const MOST_NODES = 8;
const MOST_ROOTS = 4;
const MOST_CUT_OFF = 6;

/** After "nút …". */
const NODE_FAILED: Readonly<Record<Cause, string>> = {
  power: 'mất nguồn điện',
  transmission: 'mất truyền dẫn',
  equipment: 'hỏng thiết bị',
  environment: 'gặp sự cố do môi trường',
  interference: 'bị nhiễu',
  planned: 'ngừng theo kế hoạch',
  unknown: 'ngừng hoạt động, chưa rõ nguyên nhân',
};

/**
 * "Có 01 nút mạng ngừng hoạt động: Đài Tiền Hải (nguồn điện); có 02 nút mạng mất kết nối: …": as of links, those that went dark
 * with others are told apart.
 */
export function nodeWords({ nodesDown, nodesDark }: MomentFigures, since: Since): string {
  const moved = since((figures) => figures.nodesDown.length);
  const downNames = nodesDown.map(({ name, cause }) => `${name} (${CAUSE_WORDS[cause].toLowerCase()})`);
  const down =
    nodesDown.length === 0
      ? `Không có nút mạng nào ${nodesDark.length > 0 ? 'tự ' : ''}ngừng hoạt động${moved}`
      : `Có ${some(nodesDown.length)} nút mạng ngừng hoạt động${moved}: ${list(downNames, MOST_NODES, 'nút khác')}`;
  if (nodesDark.length === 0) return down;
  const darkNames = nodesDark.map(({ name }) => name);
  const darkMoved = since((figures) => figures.nodesDark.length);
  return `${down}; có ${some(nodesDark.length)} nút mạng mất kết nối do mất đường về mạng lõi${darkMoved}: ${list(darkNames, MOST_NODES, 'nút khác')}`;
}

/** Cut ones and those that went dark with others are told apart, and compared apart. */
export function linkWords({ linksDown, linksDark }: MomentFigures, since: Since): string {
  const cut = linksDown > 0 ? `có ${some(linksDown)} tuyến cáp bị đứt` : 'không có tuyến cáp nào bị đứt';
  const dark =
    linksDark > 0 ? `; có ${some(linksDark)} tuyến mất kết nối theo${since((figures) => figures.linksDark)}` : '';
  return `Trên toàn mạng ${cut}${since((figures) => figures.linksDown)}${dark}`;
}

/** What took the stations that lost their way to the core: "Truyền dẫn: 16 trạm do nút Đài Tiền Hải mất nguồn điện." */
export function cutOffWords({ cutOff }: MomentFigures): string {
  const parts = cutOff.map(({ roots, stations }) => `${some(stations)} trạm do ${rootWords(roots)}`);
  const others = cutOff.slice(MOST_CUT_OFF).reduce((sum, { stations }) => sum + stations, 0);
  const rest = others > 0 ? [`${some(others)} trạm do các phần tử khác`] : [];
  return `Truyền dẫn: ${[...parts.slice(0, MOST_CUT_OFF), ...rest].join('; ')}.`;
}

function rootWords(roots: readonly Failed[]): string {
  if (roots.length === 0) return 'phần tử mạng khác';
  const words = roots.map(({ kind, name, cause }) =>
    kind === 'node' ? `nút ${name} ${NODE_FAILED[cause]}` : `tuyến cáp ${name} bị đứt`,
  );
  return list(words, MOST_ROOTS, 'phần tử khác');
}

/** That nothing is there is told of those that were heard. */
export function heardOf({ stale }: MomentFigures, none: string): string {
  return stale === 0 ? none : `${none} theo tin đã nhận`;
}

/** All of them, where the sentence names the first. */
export function nodeTable(figures: MomentFigures): Table {
  const { nodesDown, nodesDark } = figures;
  const text = { align: 'left', format: 'text' } as const;
  return {
    name: 'Nút mạng',
    caption: 'Nút mạng ngừng hoạt động hoặc mất kết nối theo',
    empty: heardOf(figures, 'Không có nút mạng nào ngừng hoạt động hoặc mất kết nối'),
    columns: fitted([
      { key: 'ma', title: 'Mã', width: 0.2, ...text },
      { key: 'nut', title: 'Nút mạng', width: 0.3, ...text },
      { key: 'tinh_trang', title: 'Tình trạng', width: 0.2, ...text },
      { key: 'nguyen_nhan', title: 'Nguyên nhân', width: 0.3, ...text },
    ]),
    rows: [
      ...nodesDown.map(({ code, name, cause }) => [code, name, 'Ngừng hoạt động', CAUSE_WORDS[cause]]),
      ...nodesDark.map(({ code, name, roots }) => [code, name, 'Mất kết nối theo', `Do ${rootWords(roots)}`]),
    ],
  };
}
