/**
 * The communes of a report with their figures as GeoJSON (RFC 7946): WGS 84 to six decimals (a tenth of a metre), outer rings
 * counter-clockwise, and where the figures come from as a foreign member.
 */
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import type { ReportDocument, WrittenFile } from './document.ts';
import { isAtOnce } from './at-once.ts';
import { definitionsOf, titleOf } from './letter.ts';
import { cleanText } from './clean-text.ts';

const MIME = 'application/geo+json';

interface Provenance {
  id: string;
  /** Under its id; one made at once is not. */
  kept: boolean;
  sha256: string;
  title: string;
  template: string;
  datedAt: string;
  notes: { label: string; text: string }[];
  definitions: { label: string; text: string }[];
  /** What the properties mean, by name. */
  fields: Readonly<Record<string, string>>;
}

const FIELDS: Provenance['fields'] = {
  population_X:
    'Tỷ lệ dân số được phủ sóng lớp X (công nghệ: doanh nghiệp bất kỳ; hoặc công nghệ-nhà mạng), %, trung bình trong kỳ',
  area_X: 'Tỷ lệ diện tích được phủ sóng lớp X, %, trung bình trong kỳ',
  change: 'Điểm tăng, giảm của lớp so sánh so với kỳ so sánh (xem notes); bản tin không có',
  without4G: 'Người chưa có 4G, trung bình trong kỳ; lớp so sánh là 2G hoặc 3G: thêm without2G hoặc without3G',
  availability: 'Độ sẵn sàng của các trạm trong xã, %',
  outages: 'Số lần gián đoạn từ 01 phút trở lên của trạm, nút, tuyến cáp đặt tại xã',
  downMinutes: 'Tổng thời gian gián đoạn của các trạm trong xã, phút',
  people4GOutages:
    'Cộng số người mất 4G của các lần gián đoạn nói trên, dù người đó ở xã nào; lớp so sánh là 2G hoặc 3G: thêm people2GOutages hoặc people3GOutages, và các trường có 4G dưới đây cũng vậy',
  mean4GLost: 'Người của xã mất 4G do gián đoạn, trung bình trong kỳ',
  personHours4GLost: 'Người của xã mất 4G nhân thời gian, người·giờ',
  fibrePaths: 'Số tuyến cáp độc lập tới mạng lõi khi mọi phần tử hoạt động',
  operatorsServing: 'Số nhà mạng có sóng di động (công nghệ bất kỳ) cho từ một nửa số dân trở lên',
  worstFailure: 'Phần tử mà nếu hỏng riêng lẻ sẽ làm nhiều người của xã mất 4G nhất',
  worstFailurePeople4G: 'Số người của xã mất 4G khi đó (luôn là 4G)',
  stationsSilent: 'Số trạm chưa có tin mới tại thời điểm lập (bản tin: thời điểm của bản tin)',
  unconfirmed_X: 'Điểm chưa xác nhận của tỷ lệ dân số được phủ sóng công nghệ X tại thời điểm đó',
  populationNow_X:
    'Bản tin: tỷ lệ dân số được phủ sóng công nghệ X tại thời điểm của bản tin, % (chỉ chọn một doanh nghiệp: của doanh nghiệp đó)',
  stationsDown: 'Bản tin: số trạm mất liên lạc; tên có Before: ở bản tin trước',
  peopleWithoutSignal: 'Bản tin: số người mất sóng di động',
  peopleWithout4G: 'Bản tin: số người mất 4G; lớp so sánh là 2G hoặc 3G: thêm peopleWithout2G hoặc peopleWithout3G',
  dark: 'Bản tin: xã mất sóng trên diện rộng (xem definitions)',
};

export function writeGeoJson(report: ReportDocument): WrittenFile {
  const { id, sha256, template, datedAt, provenance, features } = report;
  const collection: FeatureCollection & { provenance: Provenance } = {
    type: 'FeatureCollection',
    provenance: {
      id,
      kept: !isAtOnce(report),
      sha256,
      title: titleOf(report),
      template,
      datedAt: new Date(datedAt).toISOString(),
      notes: provenance.map(({ label, text }) => ({ label: cleanText(label), text: cleanText(text) })),
      definitions: definitionsOf(report),
      fields: FIELDS,
    },
    // A template without a map has no features; the collection is still a valid one.
    features: (features?.features ?? []).map(writeFeature),
  };
  return { bytes: new TextEncoder().encode(JSON.stringify(collection)), mime: MIME, pages: null };
}

function writeFeature(feature: Feature): Feature {
  return { ...feature, geometry: writeGeometry(feature.geometry) };
}

function writeGeometry(geometry: Geometry): Geometry {
  switch (geometry.type) {
    case 'Polygon':
      return { type: 'Polygon', coordinates: polygon(geometry.coordinates) };
    case 'MultiPolygon':
      return {
        type: 'MultiPolygon',
        coordinates: geometry.coordinates.map(polygon).filter((rings) => rings.length > 0),
      };
    case 'LineString':
    case 'MultiPoint':
      return { ...geometry, coordinates: geometry.coordinates.map(round) };
    case 'MultiLineString':
      return { ...geometry, coordinates: geometry.coordinates.map((line) => line.map(round)) };
    case 'Point':
      return { ...geometry, coordinates: round(geometry.coordinates) };
    case 'GeometryCollection':
      return { ...geometry, geometries: geometry.geometries.map(writeGeometry) };
  }
}

/** Without its holes when the outer ring is too small to be one. */
function polygon(rings: Position[][]): Position[][] {
  const [outer, ...holes] = rings.map(tidy);
  if (outer === undefined || outer.length < 4) return [];
  return [turned(outer, true), ...holes.filter((hole) => hole.length >= 4).map((hole) => turned(hole, false))];
}

/** Rounded, no position twice in a row, closed. */
function tidy(ring: Position[]): Position[] {
  const points = ring.map(round).filter((point, index, all) => index === 0 || !same(point, all[index - 1]));
  const [first] = points;
  return first === undefined || same(first, points.at(-1)) ? points : [...points, first];
}

function turned(ring: Position[], counterClockwise: boolean): Position[] {
  return doubleArea(ring) > 0 === counterClockwise ? ring : [...ring].reverse();
}

/** Positive: counter-clockwise. Taken from the first corner, so that no digits are lost. */
function doubleArea(ring: Position[]): number {
  const [[originX = 0, originY = 0] = []] = ring;
  return ring.reduce((sum, [ax = 0, ay = 0], index) => {
    const [bx = 0, by = 0] = ring[index + 1] ?? [originX, originY];
    return sum + (ax - originX) * (by - originY) - (bx - originX) * (ay - originY);
  }, 0);
}

function same([ax, ay]: Position, other: Position | undefined): boolean {
  return other !== undefined && ax === other[0] && ay === other[1];
}

function round([lon = 0, lat = 0]: Position): Position {
  return [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
}
