/** Errors by code: HTTP status, what each says in Vietnamese and English. `{name}` in a message is filled from the error's details. */

import { PEOPLE } from './error-table-people.ts';
import type { ErrorEntry } from './error-entry.ts';

export const TABLE = {
  ...PEOPLE,

  // Requests
  unreadable_body: {
    status: 400,
    vi: 'Không đọc được nội dung gửi lên: cần JSON đúng cú pháp và đúng dạng (sự kiện: {"events":[…]}) hoặc NDJSON, mã hoá UTF-8',
    en: 'The body cannot be read: it must be well-formed JSON of the shape asked for (events: {"events":[…]}) or NDJSON, in UTF-8',
  },
  bad_query: {
    status: 400,
    vi: 'Tham số “{parameter}” không hợp lệ',
    en: 'The parameter "{parameter}" is not valid',
  },
  period_too_long: {
    status: 400,
    vi: 'Khoảng thời gian quá dài cho mức chi tiết này: nhiều nhất {days} ngày',
    en: 'The period is too long for this level of detail: at most {days} days',
  },
  too_many_figures: {
    status: 400,
    vi: 'Câu hỏi cần {figures} số liệu, nhiều nhất {most} mỗi lần: chọn kỳ ngắn hơn, mức chi tiết thô hơn, ít lớp hoặc ít xã hơn',
    en: 'This asks for {figures} figures, at most {most} at once: choose a shorter period, longer buckets, fewer layers or communes',
  },
  period_empty: {
    status: 400,
    vi: 'Kỳ rỗng: bắt đầu ({from}) phải trước kết thúc ({to})',
    en: 'The period is empty: its begin ({from}) must be before its end ({to})',
  },
  period_not_begun: {
    status: 400,
    vi: 'Kỳ chưa bắt đầu: bắt đầu từ {from}',
    en: 'The period has not begun: it begins on {from}',
  },
  before_history: {
    status: 404,
    vi: 'Chưa có số liệu của thời điểm này; số liệu bắt đầu từ {firstAt}',
    en: 'There is no data of that moment; it begins at {firstAt}',
  },
  not_found: { status: 404, vi: 'Không tìm thấy', en: 'Not found' },
  method_not_allowed: {
    status: 405,
    vi: 'Địa chỉ này không nhận phương thức đã dùng',
    en: 'This address does not take that method',
  },
  request_timeout: {
    status: 408,
    vi: 'Nội dung gửi lên không tới đủ trong thời gian cho phép; hãy gửi lại toàn bộ',
    en: 'The body did not arrive in time; send all of it again',
  },
  body_too_large: {
    status: 413,
    vi: 'Nội dung gửi lên quá lớn (tối đa {maxBytes} byte)',
    en: 'The body is too large (at most {maxBytes} bytes)',
  },
  too_many_events: {
    status: 413,
    vi: 'Quá nhiều sự kiện trong một lần gửi (tối đa {maxEvents})',
    en: 'Too many events in one request (at most {maxEvents})',
  },
  unsupported_media_type: {
    status: 415,
    vi: 'Kiểu nội dung không được hỗ trợ: dùng application/json hoặc application/x-ndjson',
    en: 'Unsupported content type: use application/json or application/x-ndjson',
  },
  too_many_requests: {
    status: 429,
    vi: 'Quá nhiều yêu cầu; hãy gửi lại sau ít giây',
    en: 'Too many requests; send it again in a few seconds',
  },

  // The command line
  download_failed: {
    status: 502,
    vi: 'Không tải được {url}: {reason}',
    en: '{url} cannot be downloaded: {reason}. Try again, or name another place with --from',
  },
  download_differs: {
    status: 502,
    vi: 'Nội dung tải về từ {url} không đúng với mã SHA-256 đã ghi',
    en: 'What came from {url} is not what data/open-data.json pins; nothing was changed',
  },

  backup_exists: {
    status: 409,
    vi: 'Tệp {file} đã có; hãy chọn tên khác',
    en: 'The file {file} is there already: choose another name',
  },
  backup_no_folder: {
    status: 422,
    vi: 'Không có thư mục {folder}; hãy tạo trước',
    en: 'There is no folder {folder}: make it first',
  },
  backup_invalid: {
    status: 422,
    vi: 'Bản sao {file} không dùng được: {problem}; chưa có gì được thay đổi',
    en: '{file} cannot be used: {problem}. Nothing was changed',
  },
  database_corrupt: {
    status: 500,
    vi: 'Tệp dữ liệu {file} bị hỏng ({problem}). Giữ nguyên tệp, rồi khôi phục bản sao mới nhất: npm run cli -- restore <tệp>',
    en: 'The database {file} is damaged ({problem}). Keep the file, then put the newest backup back: npm run cli -- restore <file>',
  },
  database_empty: {
    status: 500,
    vi: 'Tệp dữ liệu {file} rỗng (0 byte), mọi thứ trong đó đã mất. Khôi phục bản sao mới nhất: npm run cli -- restore <tệp>; hoặc xoá tệp rỗng này nếu muốn bắt đầu từ đầu',
    en: 'The database {file} is empty (0 bytes): all that was in it is lost. Put the newest backup back: npm run cli -- restore <file>; or delete the empty file, for a first start',
  },
  log_damaged: {
    status: 500,
    vi: 'Nhật ký ghi {file} bị hỏng: {problem}. Giữ nguyên các tệp, rồi khôi phục bản sao mới nhất: npm run cli -- restore <tệp>; hoặc dùng tiếp những gì còn đọc được: npm run cli -- salvage',
    en: 'The write-ahead log {file} is damaged: {problem}. Keep the files, then put the newest backup back: npm run cli -- restore <file>; or go on with what can be read: npm run cli -- salvage',
  },
  nothing_to_salvage: {
    status: 409,
    vi: 'Nhật ký ghi của {file} không bị hỏng; chưa có gì được thay đổi',
    en: 'The write-ahead log of {file} is not damaged. Nothing was changed',
  },

  // One event among many: told as a rejection inside the 200
  invalid_event: {
    status: 400,
    vi: 'Sự kiện không hợp lệ ở “{field}”: {problem}',
    en: 'The event is not valid at "{field}": {problem}',
  },
  bad_time: {
    status: 400,
    vi: 'Thời điểm không hợp lệ: cần ISO 8601 có múi giờ, ví dụ 2026-11-22T11:04:05+07:00',
    en: 'Bad time: ISO 8601 with a zone is needed, such as 2026-11-22T11:04:05+07:00',
  },
  ancient_event: {
    status: 400,
    vi: 'Thời điểm của sự kiện trước năm 1993',
    en: 'The event is of before 1993',
  },
  future_event: {
    status: 400,
    vi: 'Thời điểm của sự kiện vượt trước đồng hồ máy chủ quá 5 phút',
    en: "The event is more than 5 minutes ahead of the server's clock",
  },
  unknown_element: {
    status: 404,
    vi: 'Không có phần tử “{element}” trong hệ thống',
    en: 'There is no element "{element}" in the inventory',
  },
  foreign_element: {
    status: 403,
    vi: 'Phần tử “{element}” không thuộc nhà mạng của khoá API này',
    en: 'The element "{element}" does not belong to the operator of this API key',
  },

  // Files
  import_invalid: {
    status: 422,
    vi: 'Tệp có lỗi, chưa có gì được thay đổi',
    en: 'The file has errors; nothing was changed',
  },
  network_too_large: {
    status: 422,
    vi: 'Không tính được vùng phủ của mạng này ({problem}): hãy tìm các ô, trạm hoặc ranh giới bị lặp lại nhiều lần',
    en: 'The coverage of this network cannot be computed ({problem}): look for cells, stations or borders that are there many times over',
  },

  // Schedules
  bad_cron: {
    status: 400,
    vi: 'Lịch “{cron}” không hợp lệ: cần đúng 5 trường phút, giờ, ngày, tháng, thứ, cách nhau bởi dấu cách, và phải có ngày xảy ra',
    en: 'The schedule "{cron}" is not valid: exactly five fields (minute, hour, day, month, weekday), parted by spaces, that come to pass are needed',
  },
  too_many_schedules: {
    status: 409,
    vi: 'Đã có {most} lịch gửi; hãy xoá bớt trước khi thêm',
    en: 'There are {most} schedules already; remove one before adding another',
  },
  mail_off: {
    status: 409,
    vi: 'Máy chủ chưa cấu hình thư',
    en: 'Mail is not configured on this server',
  },
  nothing_to_mail: {
    status: 409,
    vi: 'Không có tệp hoặc địa chỉ nào để gửi thư',
    en: 'There is no file or no address to mail',
  },

  // The server itself
  internal: {
    status: 500,
    vi: 'Lỗi bên trong máy chủ; chi tiết đã được ghi vào nhật ký',
    en: 'Internal error; the details are in the log',
  },
  cancelled: { status: 409, vi: 'Đã huỷ theo yêu cầu', en: 'Cancelled on request' },
  history_not_ready: {
    status: 503,
    vi: 'Lịch sử đang được tổng hợp; hãy thử lại sau ít phút',
    en: 'History is being rolled up; try again in a few minutes',
  },
  history_recomputing: {
    status: 503,
    vi: 'Có tin đến muộn trong kỳ, đang tính lại {days} ngày; hãy thử lại sau ít phút',
    en: 'Events of the period came late, {days} days are being worked out again; try again in a few minutes',
  },
  not_saved: {
    status: 503,
    vi: 'Chưa ghi được xuống đĩa nên chưa nhận: {reason}. Sau đó hãy gửi lại toàn bộ',
    en: 'It could not be written to disk and was not taken: {reason}. Then send all of it again',
    terms: {
      full: {
        vi: 'đĩa đã đầy, hãy dọn chỗ trống trên đĩa của thư mục dữ liệu',
        en: 'the disk is full, make room on the disk of the data folder',
      },
      'read-only': {
        vi: 'đĩa hoặc thư mục dữ liệu đang chỉ cho đọc, hãy cho máy chủ ghi lại',
        en: 'the disk or the data folder is read-only, let the server write there again',
      },
      locked: {
        vi: 'một chương trình khác đang giữ tệp dữ liệu, hãy đóng chương trình đó',
        en: 'another program holds the database, close it',
      },
      damaged: {
        vi: 'tệp dữ liệu bị hỏng, hãy dừng máy chủ, chạy lệnh doctor rồi khôi phục bản sao lưu',
        en: 'the database is damaged, stop the server, run doctor and restore a backup',
      },
      io: {
        vi: 'đĩa báo lỗi đọc ghi, hãy xem đĩa và nhật ký của máy chủ',
        en: 'the disk failed to read or write, look at it and at the log of the server',
      },
    },
  },
  starting: {
    status: 503,
    vi: 'Máy chủ đang khởi động; hãy thử lại sau ít giây',
    en: 'The server is starting; try again in a few seconds',
  },
  stopping: {
    status: 503,
    vi: 'Máy chủ đang dừng; hãy gửi lại toàn bộ sau ít giây',
    en: 'The server is stopping; send all of it again in a few seconds',
  },
  data_dir_locked: {
    status: 503,
    vi: 'Thư mục dữ liệu {dataDir} đang được một máy chủ khác dùng',
    en: 'Another server is using the data folder {dataDir}',
  },
  data_dir_unusable: {
    status: 500,
    vi: 'Không dùng được thư mục dữ liệu {dataDir} ({problem}); hãy đặt DATA_DIR là một thư mục máy chủ được ghi',
    en: 'The data folder {dataDir} cannot be used ({problem}): set DATA_DIR to a folder the server may write to',
  },
  address_unusable: {
    status: 500,
    vi: 'Không mở được địa chỉ {address}: {problem}',
    en: 'Cannot listen on {address}: {problem}',
  },
  data_unreadable: {
    status: 500,
    vi: 'Không đọc được dữ liệu kèm theo “{file}”: {problem}',
    en: 'The data file "{file}" cannot be read: {problem}',
  },
} as const satisfies Record<string, ErrorEntry>;
