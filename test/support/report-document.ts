/** A monthly report as a template would make it: the real communes, figures invented from their codes, every kind of block. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { OperatorCode } from '../../server/contract/terms.ts';
import { OPERATORS, OPERATOR_NAMES } from '../../server/contract/terms.ts';
import { loadCommunes } from '../../server/inventory/load.ts';
import type { Commune } from '../../server/inventory/types.ts';
import type { Block, CellValue, Column, ReportDocument, Table } from '../../server/reports/document.ts';
import { drawCommuneMap } from '../../server/reports/map-svg.ts';

const HOUR = 3_600_000;
/** 5 November 2026, 09:00 in Vietnam: a day below ten in a month above two. */
const DATED_AT = Date.UTC(2026, 10, 5, 2);

interface Row {
  commune: Commune;
  stations: number;
  people: { '2G': number; '3G': number; '4G': number };
  area4G: number;
  change: number;
  /** null: an operator without 4G there. */
  operators: Record<OperatorCode, number | null>;
}

const text = (title: string, key: string, width: number, more: Partial<Column> = {}): Column => {
  return { title, key, width, align: 'left', format: 'text', ...more };
};
const figure = (title: string, key: string, width: number, more: Partial<Column> = {}): Column => {
  return { title, key, width, align: 'right', format: 'integer', ...more };
};

export function monthlyReport(): ReportDocument {
  const rows = loadCommunes(resolve('data')).communes.map(rowOf);
  const lowest = [...rows].sort((a, b) => a.people['4G'] - b.people['4G']).slice(0, 12);
  const every = everyCommune(rows);
  const outages = outageTable(rows);
  const operators = operatorTable();
  const map = drawCommuneMap({
    title: '',
    legend: 'Dân số được phủ sóng 4G',
    communes: rows.map((row) => ({
      name: row.commune.name,
      geometry: row.commune.geometry,
      value: row.people['4G'],
      listed: lowest.includes(row),
    })),
  });
  const blocks: Block[] = [
    paragraph(
      'Thực hiện nhiệm vụ quản lý nhà nước về viễn thông, Sở Khoa học và Công nghệ báo cáo tình hình vùng phủ sóng di động và hạ tầng cáp quang trên địa bàn 104 xã, phường của tỉnh Hưng Yên trong tháng 10 năm 2026 như sau:',
    ),
    { kind: 'heading', level: 1, text: 'I. KẾT QUẢ CHUNG' },
    paragraph(
      '1. Toàn tỉnh có 2.118 trạm BTS của 05 doanh nghiệp. Tỷ lệ dân số được phủ sóng 4G bình quân trong tháng đạt 97,7%, diện tích đạt 94,7%; 3G đạt 97,6% và 2G đạt 99,6% dân số. So với tháng 9, tỷ lệ dân số được phủ sóng 4G tăng 0,3 điểm.',
    ),
    paragraph(
      '2. Còn 81.089 người chưa có sóng 4G, tập trung tại các xã ven biển. 100% xã, phường đã có cáp quang; trong đó 23 xã chỉ có một tuyến.',
    ),
    { kind: 'heading', level: 2, text: '3. Kết quả theo doanh nghiệp' },
    { kind: 'table', table: operators },
    { kind: 'heading', level: 1, text: 'II. CÁC XÃ CÓ TỶ LỆ PHỦ SÓNG 4G THẤP NHẤT' },
    { kind: 'table', table: lowestTable(lowest) },
    { kind: 'heading', level: 1, text: 'III. BẢN ĐỒ VÙNG PHỦ' },
    {
      kind: 'picture',
      ...map,
      caption: 'Hình 1. Tỷ lệ dân số được phủ sóng 4G theo xã, phường, tháng 10 năm 2026',
      alt: 'Bản đồ 104 xã, phường tô theo tỷ lệ dân số được phủ sóng 4G; 12 xã thấp nhất có tên.',
    },
    { kind: 'heading', level: 1, text: 'IV. SỰ CỐ VÀ THỜI GIAN GIÁN ĐOẠN' },
    paragraph(
      'Trong tháng có 14 sự cố làm giảm vùng phủ của ít nhất một xã. Nguyên nhân chủ yếu là mất điện lưới (8 sự cố) và đứt cáp quang (4 sự cố).',
    ),
    { kind: 'table', table: outages },
    { kind: 'heading', level: 1, text: 'V. KIẾN NGHỊ' },
    paragraph(
      '1. Đề nghị các doanh nghiệp viễn thông bổ sung trạm tại các vùng lõm nêu trên và xây dựng tuyến cáp dự phòng cho các xã chỉ có một tuyến truyền dẫn trước ngày 30/6/2027.',
    ),
    paragraph(
      '2. Đề nghị Ủy ban nhân dân các xã, phường tạo điều kiện về mặt bằng, nguồn điện để doanh nghiệp lắp đặt trạm; phối hợp bảo vệ an toàn hạ tầng viễn thông trên địa bàn.',
    ),
    paragraph('Sở Khoa học và Công nghệ kính báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo./.'),
    { kind: 'signature' },
    { kind: 'heading', level: 1, text: 'PHỤ LỤC' },
    { kind: 'heading', level: 1, text: 'TỶ LỆ PHỦ SÓNG CỦA 104 XÃ, PHƯỜNG THÁNG 10 NĂM 2026' },
    { kind: 'table', table: { ...every, caption: '' } },
  ];
  return sealed({
    template: 'coverage',
    issuer: {
      parent: 'UBND tỉnh Hưng Yên',
      body: 'Sở Khoa học và Công nghệ',
      number: '/BC-SKHCN',
      place: 'Hưng Yên',
      addressee: 'Ủy ban nhân dân tỉnh Hưng Yên.',
      signerTitle: 'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC',
      signerName: 'Nguyễn Thị Hồng Diễm',
      recipients: ['Như trên;', 'Các doanh nghiệp viễn thông;', 'UBND các xã, phường;', 'Lưu: VT, BCVT.'],
    },
    datedAt: DATED_AT,
    kind: 'Báo cáo',
    subject: ['Tình hình vùng phủ sóng di động và hạ tầng cáp quang', 'trên địa bàn tỉnh Hưng Yên tháng 10 năm 2026'],
    blocks,
    provenance: [
      { label: 'Kỳ báo cáo', text: '01/10/2026 đến 31/10/2026, trung bình theo thời gian' },
      { label: 'Phạm vi', text: '104 xã, phường; 2G, 3G, 4G; 5 doanh nghiệp' },
      { label: 'Thời điểm số liệu', text: '01/11/2026 00:00' },
      { label: 'Mức đầy đủ', text: '31/31 ngày, 5/5 doanh nghiệp có số liệu' },
      {
        label: 'Mô hình',
        text: 'Số liệu tính toán bằng mô hình Extended Hata trên lưới ô 25 m; ngưỡng ngoài trời 2G −80, 3G −88, 4G −95 dBm; không xét địa hình',
      },
      { label: 'Nguồn', text: 'Số liệu mô phỏng' },
    ],
    definitions: [
      {
        term: 'Tỷ lệ dân số được phủ sóng',
        text: 'số người ở nơi có mức thu từ ngưỡng trở lên của ít nhất một trạm đang phát, chia cho dân số của xã, phường.',
      },
      { term: 'Điểm', text: 'hiệu của hai tỷ lệ phần trăm.' },
      {
        term: 'Độ sẵn sàng',
        text: 'thời gian hoạt động chia cho thời gian của kỳ, trừ thời gian không có số liệu.',
      },
    ],
    tables: [every, outages, operators],
    features: {
      type: 'FeatureCollection',
      features: rows.map(({ commune, people, area4G }) => ({
        type: 'Feature',
        id: commune.code,
        properties: {
          code: commune.code,
          name: commune.name,
          population: commune.population,
          population4G: people['4G'],
          area4G,
        },
        geometry: commune.geometry,
      })),
    },
  });
}

/** The smallest report that is one, to be bent by a test. */
export function smallReport(changes: Partial<ReportDocument> = {}): ReportDocument {
  return sealed({
    template: 'commune',
    issuer: {
      parent: '',
      body: 'Sở Khoa học và Công nghệ',
      number: '12/BC-SKHCN',
      place: '',
      addressee: '',
      signerTitle: 'GIÁM ĐỐC',
      signerName: '',
      recipients: [],
    },
    datedAt: DATED_AT,
    kind: 'BÁO CÁO',
    subject: ['Thử nghiệm'],
    blocks: [paragraph('Một đoạn văn.')],
    provenance: [],
    definitions: [],
    tables: [],
    features: null,
    ...changes,
  });
}

/** A table of as many figures as are asked for. */
export function plainTable(columns: Column[], rows: CellValue[][], more: Partial<Table> = {}): Table {
  return { name: 'Bảng', caption: '', columns, rows, ...more };
}

function paragraph(content: string): Block {
  return { kind: 'paragraph', text: content };
}

function sealed(content: Omit<ReportDocument, 'id' | 'sha256'>): ReportDocument {
  const sha256 = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return { id: 'BC-20261105-7F3A', sha256, ...content };
}

function everyCommune(rows: Row[]): Table {
  const covered = (technology: '2G' | '3G' | '4G') =>
    rows.reduce((sum, { commune, people }) => sum + (commune.population * people[technology]) / 100, 0);
  const population = rows.reduce((sum, { commune }) => sum + commune.population, 0);
  const share = (technology: '2G' | '3G' | '4G') => Math.round((covered(technology) / population) * 1000) / 10;
  return {
    name: '104 xã, phường',
    caption: 'Tỷ lệ phủ sóng của 104 xã, phường, tháng 10 năm 2026',
    columns: [
      figure('TT', 'order', 0.05, { align: 'center' }),
      text('Xã, phường', 'commune', 0.2),
      figure('Dân số', 'population', 0.1, { unit: 'người' }),
      figure('Số trạm', 'stations', 0.065),
      ...(['2G', '3G', '4G'] as const).map((technology) =>
        figure(technology, `population_${technology}`, 0.07, {
          group: 'Dân số được phủ (%)',
          format: 'percent',
        }),
      ),
      figure('Thay đổi 4G', 'change', 0.075, { unit: 'điểm', format: 'points' }),
      figure('Diện tích 4G', 'area_4G', 0.085, { unit: '%', format: 'percent' }),
      ...(['VTL', 'VNP', 'GTL'] as const).map((operator) =>
        figure(OPERATOR_NAMES[operator], `4G_${operator}`, 0.08, {
          group: '4G theo doanh nghiệp (%)',
          format: 'percent',
        }),
      ),
    ],
    rows: rows.map(({ commune, stations, people, change, area4G, operators }, index) => [
      index + 1,
      commune.name.replace(/^Xã /, 'X. ').replace(/^Phường /, 'P. '),
      commune.population,
      stations,
      people['2G'],
      people['3G'],
      people['4G'],
      change,
      area4G,
      operators.VTL,
      operators.VNP,
      operators.GTL,
    ]),
    totals: [null, 'Toàn tỉnh', population, 2118, share('2G'), share('3G'), share('4G'), 0.3, 94.7, 96.4, 95.8, null],
    note: 'Dấu – : doanh nghiệp không có trạm của công nghệ đó tại xã, phường.',
  };
}

function lowestTable(rows: Row[]): Table {
  return {
    name: 'Thấp nhất',
    caption: '',
    columns: [
      figure('TT', 'order', 0.06, { align: 'center' }),
      text('Xã, phường', 'commune', 0.26),
      figure('Dân số', 'population', 0.12, { unit: 'người', align: 'center' }),
      figure('Số trạm', 'stations', 0.08, { align: 'center' }),
      ...(['2G', '3G', '4G'] as const).map((technology) =>
        figure(technology, technology, 0.11, {
          group: 'Tỷ lệ dân số được phủ sóng (%)',
          format: 'percent',
          align: 'center',
        }),
      ),
      figure('Chưa có 4G', 'without_4G', 0.15, { unit: 'người', align: 'center' }),
    ],
    rows: rows.map(({ commune, stations, people }, index) => [
      index + 1,
      commune.name,
      commune.population,
      stations,
      people['2G'],
      people['3G'],
      people['4G'],
      Math.round(commune.population * (1 - people['4G'] / 100)),
    ]),
  };
}

function operatorTable(): Table {
  const stations = [702, 618, 521, 190, 87];
  return {
    name: 'Doanh nghiệp',
    caption: '',
    columns: [
      text('Doanh nghiệp', 'operator', 0.25),
      figure('Số trạm', 'stations', 0.15),
      figure('Dân số có 4G', 'population_4G', 0.2, { unit: '%', format: 'percent' }),
      figure('Thay đổi', 'change', 0.2, { unit: 'điểm', format: 'points' }),
      figure('Độ sẵn sàng', 'availability', 0.2, { unit: '%', format: 'availability' }),
    ],
    rows: OPERATORS.map((operator, index) => [
      OPERATOR_NAMES[operator],
      stations[index] ?? null,
      operator === 'GTL' ? null : 97.1 - index * 1.7,
      operator === 'GTL' ? null : [0.3, -0.3, 0, 1.2][index]!,
      99.981 - index * 0.043,
    ]),
    totals: ['Toàn tỉnh', 2118, 97.7, 0.3, 99.943],
  };
}

function outageTable(rows: Row[]): Table {
  const causes = ['Mất điện lưới', 'Đứt cáp quang do thi công đường giao thông', 'Hỏng thiết bị'];
  return {
    name: 'Sự cố',
    caption: 'Bảng 1. Sự cố làm giảm vùng phủ trong tháng',
    columns: [
      figure('Bắt đầu', 'started_at', 0.2, { format: 'datetime', align: 'left' }),
      figure('Kéo dài', 'lasted', 0.15, { format: 'duration' }),
      text('Nguyên nhân', 'cause', 0.27),
      text('Xã, phường', 'commune', 0.23),
      figure('Số người', 'people', 0.15),
    ],
    rows: rows
      .slice(20, 34)
      .map(({ commune }, index) => [
        DATED_AT - 30 * 24 * HOUR + index * 51 * HOUR + index * 437_000,
        (0.4 + index * 1.37) * HOUR,
        causes[index % 3]!,
        commune.name,
        Math.round(commune.population * (0.03 + 0.02 * noise(index))),
      ]),
    totals: [null, null, 'Cộng', null, 20480],
  };
}

function rowOf(commune: Commune): Row {
  const chance = noise(Number(commune.code));
  const share = (base: number) => Math.round(Math.min(100, base + 2.4 - 14 * chance ** 6) * 10) / 10;
  const people = { '2G': share(99.1), '3G': share(97.4), '4G': share(97.3 + 2 * noise(Number(commune.code) + 1) - 1) };
  return {
    commune,
    stations: Math.round(commune.population / 1700),
    people,
    area4G: Math.round((people['4G'] - 3 * chance) * 10) / 10,
    // Adding nothing makes 0 of −0.
    change: Math.round((chance - 0.4) * 12) / 10 + 0,
    operators: {
      VTL: people['4G'],
      VNP: share(96.5),
      MBF: share(96),
      VNM: chance > 0.5 ? share(88) : null,
      GTL: chance > 0.8 ? share(70) : null,
    },
  };
}

/** 0…1, the same for the same seed. */
function noise(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43758.5453;
  return value - Math.floor(value);
}

/** A picture of two thirds of a page. */
export const picture: Block = {
  kind: 'picture',
  svg: '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="350"><rect width="400" height="350"/></svg>',
  widthPt: 400,
  heightPt: 350,
  caption: 'Hình 1.',
  alt: 'Hình',
};
