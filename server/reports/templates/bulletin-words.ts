/** The first section of a bulletin: what is out, and how much of that is sure. Where most is not, nothing told is no good news. */
import type { LayerTechnology } from '../../contract/terms.ts';
import type { MomentFigures } from '../../history/moment.ts';
import { shownLayer } from '../chosen-layer.ts';
import type { Facts } from '../facts.ts';
import type { Moments } from '../features.ts';
import { doubtWords, isMostlyUnconfirmed, silentWords } from '../unconfirmed.ts';
import { ofAll } from '../union-words.ts';
import { capitalised, count, places, some } from '../words.ts';
import { networkOf, networkWords, type Since } from './bulletin-network.ts';

const MOST_DARK = 20;

/** How sure the figures are: all of them, those of the stations that were heard, or hardly any. */
type Sureness = 'sure' | 'partly' | 'hardly';

export function situationLines(facts: Facts, { now, previous, isWholeNetwork }: Moments): string[] {
  const { order, stations } = facts;
  const { technology } = shownLayer(order);
  const sureness = surenessOf(now, order);
  const since = sinceBulletin(now, previous);
  return [
    `1. ${stationWords(now, stations.total, since)}. ${networkWords(now, since, networkOf(order, isWholeNetwork), sureness === 'sure')}.`,
    `2. ${peopleWords(now, technology, since, sureness)}${ofAll(facts)}.`,
    `3. ${darkWords(now, since, sureness)}${ofAll(facts)}.`,
    `4. ${capitalised(silentWords(now))}${since(({ stale }) => stale)}${doubtWords(now, facts)}.`,
  ];
}

/** Before the figures, where most of them rest on stations that were not heard, or nobody said a word of late. */
export function doubtfulNote(now: MomentFigures, { order, data }: Facts): string[] {
  if (surenessOf(now, order) !== 'hardly') {
    if (data.heard.length > 0) return [];
    return [
      'Lưu ý: trong kỳ chưa nhận được tin thay đổi nào của các doanh nghiệp; tình hình dưới đây là theo những tin cuối cùng trước đó.',
    ];
  }
  const { stale, stations } = now;
  return [
    `Lưu ý: phần lớn số liệu chưa được xác nhận (${count(stale)}/${count(stations.length)} trạm BTS chưa có tin mới); chưa thể coi những nơi không ghi nhận sự cố dưới đây là hoạt động bình thường.`,
  ];
}

/** Those dark first that had most people in them. */
export function darkCommunes({ communes }: MomentFigures): MomentFigures['communes'] {
  return communes.filter(({ dark }) => dark).sort((a, b) => b.lost.any - a.lost.any);
}

function surenessOf(now: MomentFigures, order: Facts['order']): Sureness {
  if (now.stale === 0) return 'sure';
  return isMostlyUnconfirmed(now, order) ? 'hardly' : 'partly';
}

/** How a figure moved since the bulletin before, in brackets. */
function sinceBulletin(now: MomentFigures, previous: MomentFigures | null): Since {
  return (value) => {
    if (previous === null) return '';
    const difference = value(now) - value(previous);
    if (difference === 0) return ' (không đổi so với bản tin trước)';
    return ` (${difference > 0 ? 'tăng' : 'giảm'} ${some(Math.abs(difference))} so với bản tin trước)`;
  };
}

/** "có 06 trạm BTS mất liên lạc", "không có trạm BTS nào mất liên lạc" */
function there(value: number, noun: string, what: string): string {
  return value > 0 ? `có ${some(value)} ${noun} ${what}` : `không có ${noun} nào ${what}`;
}

function stationWords({ stale, down }: MomentFigures, total: number, since: Since): string {
  const heard = total - stale;
  const words = there(down, 'trạm BTS', 'mất liên lạc');
  const moved = since((figures) => figures.down);
  if (stale === 0) return `${capitalised(words)} trên tổng số ${count(total)} trạm${moved}`;
  if (heard === 0) {
    return `Cả ${some(total)} trạm BTS đều chưa có tin mới nên chưa xác định được số trạm mất liên lạc`;
  }
  return `Trong số ${some(heard)} trạm BTS có tin (tổng số ${count(total)} trạm), ${words}${moved}`;
}

function peopleWords({ lost }: MomentFigures, technology: LayerTechnology, since: Since, sureness: Sureness): string {
  if (sureness === 'hardly' && lost[technology] === 0 && lost.any === 0) {
    return `Chưa xác định được số người mất sóng di động và số người mất ${technology} vì phần lớn số liệu chưa được xác nhận`;
  }
  const signal = `${there(lost.any, 'người', 'mất sóng di động')}${since((figures) => figures.lost.any)}`;
  const words = `${signal}; ${there(lost[technology], 'người', `mất ${technology}`)}${since((figures) => figures.lost[technology])}`;
  switch (sureness) {
    case 'sure':
      return capitalised(words);
    case 'partly':
      return `Theo tin đã nhận, ${words}`;
    case 'hardly':
      return `Theo tin đã nhận, ${words}; con số thực tế có thể cao hơn vì phần lớn số liệu chưa được xác nhận`;
  }
}

function darkWords(now: MomentFigures, since: Since, sureness: Sureness): string {
  const dark = darkCommunes(now);
  if (sureness === 'hardly' && dark.length === 0) return 'Chưa xác định được xã, phường nào mất sóng trên diện rộng';
  const names = places(
    dark.map(({ name }) => name),
    MOST_DARK,
  );
  const words =
    dark.length > 0
      ? `có ${some(dark.length)} xã, phường mất sóng trên diện rộng: ${names}`
      : 'không có xã, phường nào mất sóng trên diện rộng';
  const said = sureness === 'sure' ? capitalised(words) : `Theo tin đã nhận, ${words}`;
  return `${said}${since((figures) => darkCommunes(figures).length)}`;
}
