/** An ordinary day: what goes wrong in a network of two thousand stations, how often, and for how long. */
import type { Cause } from '../../contract/terms.ts';
import type { Random } from '../random.ts';
import type { Condition } from './stations.ts';
import { SECOND, STORIES } from './habits.ts';
import type { Story } from './habits.ts';
import { lasting, nearest, passing, repeat, servingCells } from './world.ts';
import type { World } from './world.ts';

/** No more links than this are cut at a time while it is calm. */
const MOST_CUTS = 2;
/** A cut that isolates more stations than this is no matter of a calm day. */
const MOST_ISOLATED = 25;

const PLAYS: Readonly<Record<Story, (world: World, random: Random, at: number) => void>> = {
  mains: mainsFailure,
  fault: equipmentFault,
  busy: busyCell,
  flap: flappingCell,
  silence: silentStation,
  planned: plannedWork,
  noise: interference,
  cut: fibreCut,
  loss: lossyFibre,
};

/**
 * Enters the day into the agenda.
 *
 * @param isOver after this nothing new begins; what has begun is still repaired
 */
export function playCalm(world: World, seeded: Random, from: number, isOver: (at: number) => boolean): void {
  for (const story of STORIES) {
    const random = seeded.fork(story);
    const rate = { every: world.habits.every[story], likely: (at: number) => world.habits.likely(story, at) };
    repeat(world, random, from, rate, isOver, (at) => PLAYS[story](world, random, at));
  }
}

/** The grid fails around a place: batteries carry the stations until they run out or the mains is back. */
function mainsFailure(world: World, random: Random, at: number): void {
  const place = pickStation(world, random);
  const count = random.whole(3, 9);
  const backAt = at + lasting(world, random, 'mains', at);
  for (const station of nearest(world, place, count)) {
    onBattery(world, random, station, at + random.between(0, 20) * SECOND, backAt + random.between(0, 60) * SECOND);
  }
}

/** One station without mains from `at` to `backAt`. */
export function onBattery(world: World, random: Random, station: number, at: number, backAt: number): void {
  const { inventory, agenda, stations, habits } = world;
  const operator = inventory.stations[station]?.operator;
  const lasts = habits.battery(random) / (operator ? habits.patience[operator] : 1);
  agenda.at(Math.round(at), (began) => {
    const percent = random.whole(82, 100);
    const condition: Condition = {
      station,
      state: 'degraded',
      cause: 'power',
      text: `Mất điện lưới, chạy ắc quy (${percent}%)`,
      measurements: { batteryPercent: percent },
      since: began,
    };
    stations.begin(condition);
    if (began + lasts < backAt) {
      agenda.at(Math.round(began + lasts), (out) =>
        stations.amend(condition, out, { state: 'down', text: 'Ắc quy cạn, trạm dừng phát sóng' }),
      );
    }
    agenda.at(Math.round(backAt), (back) => stations.end(condition, back, 'Có điện lưới trở lại'));
  });
}

const FAULTS: Record<'station' | 'technology' | 'cell', readonly [Cause, string][]> = {
  station: [
    ['equipment', 'Hỏng bộ nguồn, trạm ngừng hoạt động'],
    ['equipment', 'Treo khối băng gốc BBU, chờ khởi động lại'],
    ['environment', 'Nhiệt độ phòng máy cao, tự ngắt để bảo vệ thiết bị'],
  ],
  technology: [
    ['equipment', 'Lỗi card băng gốc'],
    ['equipment', 'Mất đồng bộ đồng hồ GPS'],
    ['unknown', 'Mất giao diện về mạng lõi, chưa rõ nguyên nhân'],
  ],
  cell: [
    ['equipment', 'Hỏng khối vô tuyến RRU'],
    ['equipment', 'VSWR cao, nghi hỏng feeder'],
    ['unknown', 'Cell không có lưu lượng, đang kiểm tra'],
  ],
};

function equipmentFault(world: World, random: Random, at: number): void {
  const station = pickStation(world, random);
  const cell = random.pick(servingCells(world, station));
  const technology = world.inventory.cells[cell]?.technology;
  const dice = random.next();
  const part = dice < 0.15 || !technology ? 'station' : dice < 0.4 ? 'technology' : 'cell';
  const [cause, text] = random.pick(FAULTS[part]);
  const where = part === 'cell' ? { cell } : part === 'technology' && technology ? { technology } : {};
  const lasts = lasting(world, random, 'fault', at, station);
  passing(world, { station, ...where, state: 'down', cause, text, since: at }, lasts);
}

/** Many people at once: a 4G cell is overloaded for a moment. */
function busyCell(world: World, random: Random, at: number): void {
  const station = pickStation(world, random);
  const cells = servingCells(world, station).filter((cell) => world.inventory.cells[cell]?.technology === '4G');
  if (cells.length === 0) return;
  const load = random.whole(90, 99);
  const condition: Condition = {
    station,
    cell: random.pick(cells),
    state: 'degraded',
    cause: 'unknown',
    text: `Tải PRB đường xuống ${load}%`,
    measurements: { prbPercent: load },
    since: at,
  };
  passing(world, condition, lasting(world, random, 'busy', at));
}

function flappingCell(world: World, random: Random, at: number): void {
  const station = pickStation(world, random);
  const cell = random.pick(servingCells(world, station));
  const times = random.whole(5, 12);
  let begins = at;
  for (let n = 1; n <= times; n++) {
    const lasts = lasting(world, random, 'flap', at);
    const text = n === 1 ? 'Cell mất kết nối' : `Cell chập chờn, lần thứ ${n}`;
    world.agenda.at(Math.round(begins), (since) =>
      passing(world, { station, cell, state: 'down', cause: 'equipment', text, since }, lasts),
    );
    begins += lasts + random.between(15, 70) * SECOND;
  }
}

/** The station works, but its management link does not: nothing is heard of it. */
function silentStation(world: World, random: Random, at: number): void {
  const station = pickStation(world, random, world.ground.heardSingly);
  world.stations.mute(station, at);
  const lasts = Math.round(lasting(world, random, 'silence', at));
  world.agenda.at(at + lasts, (back) => world.stations.hear(station, back));
}

function plannedWork(world: World, random: Random, at: number): void {
  const text = random.pick([
    'Bảo dưỡng định kỳ tủ nguồn',
    'Nâng cấp phần mềm trạm',
    'Thay ắc quy theo kế hoạch',
    'Căn chỉnh anten theo kế hoạch tối ưu',
  ]);
  const station = pickStation(world, random);
  const lasts = lasting(world, random, 'planned', at, station);
  passing(world, { station, state: 'down', cause: 'planned', text, since: at }, lasts);
}

/** Something transmits where it should not: the 4G of a few neighbours suffers together. */
function interference(world: World, random: Random, at: number): void {
  const operator = random.pick(['VTL', 'VNP', 'MBF'] as const);
  const place = pickStation(world, random);
  const lasts = lasting(world, random, 'noise', at);
  const raised = random.whole(6, 14);
  const near = nearest(
    world,
    place,
    random.whole(2, 3),
    (station) =>
      world.inventory.stations[station]?.operator === operator &&
      !world.stations.isTroubled(station) &&
      servingCells(world, station).some((cell) => world.inventory.cells[cell]?.technology === '4G'),
  );
  for (const station of near) {
    const condition: Condition = {
      station,
      technology: '4G',
      state: 'degraded',
      cause: 'interference',
      text: `Nhiễu đường lên 4G, nền nhiễu tăng ${raised} dB`,
      measurements: { uplinkNoiseDb: raised },
      since: at,
    };
    passing(world, condition, lasts + random.between(0, 90) * SECOND);
  }
}

function fibreCut(world: World, random: Random, at: number): void {
  const { inventory, transport } = world;
  const link = random.whole(0, inventory.links.length - 1);
  if (transport.cuts >= MOST_CUTS || transport.isTroubled(link)) return;
  if (transport.stationsLostWith(link) > MOST_ISOLATED) return;
  cutLink(world, link, at, lasting(world, random, 'cut', at));
}

/** @param durationMs until it is spliced */
export function cutLink({ inventory, agenda, transport }: World, link: number, at: number, durationMs: number): void {
  const isFibre = inventory.links[link]?.kind === 'fibre';
  transport.link(link, at, { state: 'down', cause: 'transmission', text: isFibre ? 'LOS' : 'Mất tín hiệu vi ba' });
  agenda.at(at + Math.round(durationMs), (back) =>
    transport.link(link, back, {
      state: 'up',
      text: isFibre ? 'Đã hàn nối cáp' : 'Đã thông tuyến vi ba',
    }),
  );
}

function lossyFibre(world: World, random: Random, at: number): void {
  const { inventory, agenda, transport } = world;
  const link = random.whole(0, inventory.links.length - 1);
  if (transport.isTroubled(link)) return;
  const added = random.whole(15, 42) / 10;
  const text = `Suy hao tăng ${String(added).replace('.', ',')} dB`;
  transport.link(link, at, { state: 'degraded', cause: 'transmission', text, measurements: { addedLossDb: added } });
  agenda.at(at + Math.round(lasting(world, random, 'loss', at)), (back) =>
    transport.link(link, back, { state: 'up', text: 'Suy hao trở lại bình thường' }),
  );
}

/**
 * A station with which nothing is wrong, or any when there is none.
 *
 * @throws when there is none to choose from
 */
export function pickStation(
  { ground, stations }: World,
  random: Random,
  among: readonly number[] = ground.serving,
): number {
  const { free } = stations;
  let count = 0;
  for (const station of among) count += free[station] ?? 0;
  if (count === 0) return random.pick(among);
  let place = random.whole(0, count - 1);
  for (const station of among) {
    if (free[station] === 1 && place-- === 0) return station;
  }
  return random.pick(among);
}
