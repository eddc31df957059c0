/** What a bulletin says of the network behind the stations: nodes and links that are down, and what they took along. */
import type { ReportOrder } from '../../contract/reports.ts';
import { OPERATORS, type Cause } from '../../contract/terms.ts';
import type { MomentFigures } from '../../history/moment.ts';
import { fitted } from '../columns.ts';
import type { Table } from '../document.ts';
import { CAUSE_WORDS, list, lowered, some } from '../words.ts';

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
function nodeWords({ nodesDown, nodesDark }: MomentFigures, since: Since): string {
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

/** Not of the whole province, or not of everybody there. */
export function isLimited({ communes, operators }: Pick<ReportOrder, 'communes' | 'operators'>): boolean {
  return communes.length > 0 || operators.length < OPERATORS.length;
}

/** Whose nodes and links are told: the bulletin's, more than the bulletin is of, or what a limited account sees. */
type Network = 'all' | 'more' | 'seen';

const WHERE: Readonly<Record<Network, string>> = {
  all: 'Trên toàn mạng',
  more: 'Trên toàn mạng, kể cả ngoài phạm vi bản tin này,',
  seen: 'Trên phần mạng mà tài khoản lập bản tin được xem',
};

export function networkOf(order: Pick<ReportOrder, 'communes' | 'operators'>, isWholeNetwork: boolean): Network {
  if (!isWholeNetwork) return 'seen';
  return isLimited(order) ? 'more' : 'all';
}

/** Nodes and links are those of the whole network, whatever else is asked for: a cable carries many. Where that matters it is said. */
export function networkWords(now: MomentFigures, since: Since, network: Network, isSure: boolean): string {
  const [links, nodes] = [`${WHERE[network]} ${linkWords(now, since)}`, nodeWords(now, since)];
  if (!isSure) return `Theo tin đã nhận: ${lowered(links)}; ${lowered(nodes)}`;
  return network === 'all' ? `${links}. ${nodes}` : `${links}; ${lowered(nodes)}`;
}

/** Cut ones and those that went dark with others are told apart, and compared apart. */
function linkWords({ linksDown, linksDark }: MomentFigures, since: Since): string {
  const cut = linksDown > 0 ? `có ${some(linksDown)} tuyến cáp bị đứt` : 'không có tuyến cáp nào bị đứt';
  const dark =
    linksDark > 0 ? `; có ${some(linksDark)} tuyến mất kết nối theo${since((figures) => figures.linksDark)}` : '';
  return `${cut}${since((figures) => figures.linksDown)}${dark}`;
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
export function nodeTable(figures: MomentFigures, network: Network): Table {
  const { nodesDown, nodesDark } = figures;
  const text = { align: 'left', format: 'text' } as const;
  return {
    name: 'Nút mạng',
    caption: `Nút mạng ngừng hoạt động hoặc mất kết nối theo${network === 'more' ? ' (toàn mạng)' : ''}`,
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
