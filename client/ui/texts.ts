/** Words all rooms share (namespace `common`), and the type that keeps the two languages in step. */

/** English must have the keys of the Vietnamese, and may add the singular `x_one` to a plural `x_other`. */
export type EnglishOf<T> = {
  [K in keyof T]: T[K] extends string ? string : EnglishOf<T[K]>;
} & { [K in keyof T as K extends `${infer Stem}_other` ? `${Stem}_one` : never]?: string };

const vi = {
  state: {
    up: 'Hoạt động',
    degraded: 'Suy giảm',
    stale: 'Dữ liệu cũ',
    down: 'Mất liên lạc',
    maintenance: 'Bảo trì',
    recovered: 'Phục hồi',
  },
  link: { up: 'Bình thường', degraded: 'Suy giảm', down: 'Đứt', lost: 'Mất sóng vi ba', dark: 'Mất theo tuyến đứt' },
  node: { up: 'Bình thường', degraded: 'Suy giảm', down: 'Mất liên lạc', dark: 'Mất theo tuyến đứt' },
  cause: {
    power: 'nguồn điện',
    transmission: 'truyền dẫn',
    equipment: 'thiết bị',
    environment: 'môi trường',
    interference: 'nhiễu',
    planned: 'theo kế hoạch',
    unknown: 'chưa rõ nguyên nhân',
  },
  technology: { '2G': '2G', '3G': '3G', '4G': '4G', '5G': '5G', any: 'Tất cả' },
  measure: { people: 'Dân số', area: 'Diện tích' },
  commune: { hit: 'Giảm phủ sóng', risk: 'Có nguy cơ' },
  communeMeans: {
    hit: 'một công nghệ mất từ 1 điểm dân số',
    risk: 'chỉ còn một trong nhiều đường cáp, hoặc đường cuối suy giảm',
  },
  shared: 'Dùng chung',
  retry: 'Thử lại',
  cancel: 'Huỷ',
  close: 'Đóng',
  stop: 'Dừng',
  loading: 'Đang tải',
  none: '–',
};

const en: EnglishOf<typeof vi> = {
  state: {
    up: 'Active',
    degraded: 'Degraded',
    stale: 'Stale',
    down: 'Down',
    maintenance: 'Maintenance',
    recovered: 'Recovered',
  },
  link: { up: 'Normal', degraded: 'Degraded', down: 'Cut', lost: 'Link lost', dark: 'Dark (downstream)' },
  node: { up: 'Normal', degraded: 'Degraded', down: 'Down', dark: 'Dark (downstream)' },
  cause: {
    power: 'power',
    transmission: 'transmission',
    equipment: 'equipment',
    environment: 'environment',
    interference: 'interference',
    planned: 'planned',
    unknown: 'cause unknown',
  },
  technology: { '2G': '2G', '3G': '3G', '4G': '4G', '5G': '5G', any: 'All' },
  measure: { people: 'People', area: 'Area' },
  commune: { hit: 'Coverage drop', risk: 'At risk' },
  communeMeans: {
    hit: 'a technology lost 1 point of people or more',
    risk: 'one fibre path left of several, or the last one degraded',
  },
  shared: 'Shared',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  stop: 'Stop',
  loading: 'Loading',
  none: '–',
};

export const texts = { vi, en };
