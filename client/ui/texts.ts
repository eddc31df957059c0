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
  nodeUnseen: 'Nút truyền dẫn của xã không nằm trong phạm vi của bạn, hoặc chưa được khai báo.',
  operatorsSeen: 'các nhà mạng trong phạm vi của bạn',
  retry: 'Thử lại',
  cancel: 'Huỷ',
  close: 'Đóng',
  stop: 'Dừng',
  loading: 'Đang tải',
  file: {
    progress: 'Tiến độ tạo tệp',
    waiting: 'Đang chờ đến lượt.',
    waitingForHistory: 'Đang chờ máy chủ tổng hợp lịch sử.',
    notStopped: 'Chưa dừng được, hãy thử lại.',
    kept: 'Bản lưu có ở trang Báo cáo.',
    why: {
      status: 'Máy chủ trả lỗi {{status}} lúc {{time}}.',
      silent: 'Máy chủ không trả lời lúc {{time}}.',
      cancelled: 'Báo cáo đã bị huỷ hoặc xoá ở trang Báo cáo.',
      too_many_requests: 'Máy chủ đang bận quá nhiều báo cáo, hãy thử lại sau ít phút.',
      before_history: 'Chưa có số liệu của kỳ này.',
      period_not_begun: 'Kỳ này chưa bắt đầu.',
    },
  },
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
  nodeUnseen: 'The commune’s transmission node is outside of what you see, or not known.',
  operatorsSeen: 'the operators you see',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  stop: 'Stop',
  loading: 'Loading',
  file: {
    progress: 'How far the file is',
    waiting: 'It waits for its turn.',
    waitingForHistory: 'It waits for the server to prepare its history.',
    notStopped: 'It could not be stopped, try again.',
    kept: 'It is kept on the Reports page.',
    why: {
      status: 'The server answered {{status}} at {{time}}.',
      silent: 'The server did not answer at {{time}}.',
      cancelled: 'The report was cancelled or removed on the Reports page.',
      too_many_requests: 'The server is busy with too many reports, try again in a few minutes.',
      before_history: 'There are no figures of this period yet.',
      period_not_begun: 'This period has not begun.',
    },
  },
  none: '–',
};

export const texts = { vi, en };
