/** Errors of accounts, keys and planned work (error-table.ts). */
import type { ErrorEntry } from './error-entry.ts';

/** Why a password will not do (contract/easy-passwords.ts, accounts/accounts.ts). */
const UNFIT: ErrorEntry['terms'] = {
  length: { vi: 'quá ngắn hoặc quá dài', en: 'is too short or too long' },
  old: { vi: 'trùng mật khẩu cũ', en: 'is the old one' },
  name: { vi: 'chứa tên đăng nhập', en: 'holds the name of the account' },
  few: { vi: 'có ít hơn 5 ký tự khác nhau', en: 'has fewer than 5 different characters' },
  run: {
    vi: 'chỉ gồm chữ số hoặc một dãy liền nhau như abcdef',
    en: 'is only digits, or a run of neighbours such as abcdef',
  },
  word: {
    vi: 'gần như chỉ là một từ dễ đoán như matkhau hay admin',
    en: 'is hardly more than a word that is guessed first, such as password or admin',
  },
};

export const PEOPLE = {
  // Keys
  missing_key: {
    status: 401,
    vi: 'Thiếu khoá API: gửi kèm tiêu đề Authorization: Bearer <khoá>',
    en: 'The API key is missing: send the header Authorization: Bearer <key>',
  },
  unknown_key: { status: 401, vi: 'Khoá API không đúng', en: 'The API key is not known' },
  revoked_key: { status: 401, vi: 'Khoá API đã bị thu hồi', en: 'The API key has been revoked' },
  foreign_origin: {
    status: 403,
    vi: 'Yêu cầu đến từ trang của một địa chỉ khác nên bị từ chối',
    en: 'The request comes from a page of another site and is refused',
  },
  forbidden: { status: 403, vi: 'Không có quyền làm việc này', en: 'Not allowed' },
  key_name_taken: {
    status: 409,
    vi: 'Đã có khoá API tên “{name}”',
    en: 'There already is an API key named "{name}"',
  },
  key_name_invalid: {
    status: 400,
    vi: 'Tên khoá API dài 1 đến {most} ký tự trên một dòng, không có ký tự vô hình; tên này dài {length}',
    en: 'The name of an API key has 1 to {most} characters on one line, none of them invisible; this one has {length}',
  },
  key_internal: {
    status: 409,
    vi: 'Khoá “{name}” là của chính máy chủ, không giao cho ai, nên không thay hay thu hồi được',
    en: 'The key "{name}" is the server\'s own and held by nobody: it is neither rotated nor revoked',
  },
  key_not_found: {
    status: 404,
    vi: 'Không có khoá API nào đang hiệu lực là “{name}”',
    en: 'There is no API key "{name}" that is valid',
  },
  key_ambiguous: {
    status: 409,
    vi: 'Có nhiều khoá API đang hiệu lực là “{name}”: hãy ghi phần đầu hoặc id của khoá muốn chọn: {choices}',
    en: 'More than one valid API key is "{name}": name the one that is meant by its prefix or id: {choices}',
  },
  key_replaced: {
    status: 409,
    vi: 'Khoá “{name}” này đã có khoá mới thay ({prefixes}): hãy thu hồi khoá này trước, rồi mới thay khoá mới',
    en: 'This key "{name}" has been replaced already ({prefixes}): revoke this one first, then rotate the new one',
  },
  key_old_valid: {
    status: 409,
    vi: 'Khoá “{name}” cũ vẫn còn hiệu lực: hãy thu hồi khoá cũ ({prefixes}) trước, rồi mới thay khoá này',
    en: 'The old key "{name}" is still valid: revoke that one first ({prefixes}), then rotate this one',
  },

  // Accounts
  sign_in_needed: { status: 401, vi: 'Cần đăng nhập để xem hoặc làm việc này', en: 'Sign in to see or do this' },
  wrong_sign_in: {
    status: 401,
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng',
    en: 'The name or the password is not right',
  },
  too_many_sign_ins: {
    status: 429,
    vi: 'Đăng nhập sai quá nhiều lần; hãy thử lại sau {retryAfterS} giây, hoặc nhờ quản trị viên đặt lại mật khẩu',
    en: 'Too many wrong sign-ins: try again in {retryAfterS} seconds, or ask an administrator for a new password',
  },
  account_disabled: {
    status: 403,
    vi: 'Tài khoản này đã bị khoá; hãy hỏi quản trị viên',
    en: 'This account is disabled; ask an administrator',
  },
  password_change_needed: {
    status: 403,
    vi: 'Hãy đổi mật khẩu được cấp trước khi tiếp tục',
    en: 'Change the password you were given before you go on',
  },
  wrong_password: { status: 403, vi: 'Mật khẩu hiện tại không đúng', en: 'The present password is not right' },
  password_unfit: {
    status: 400,
    vi: 'Mật khẩu mới {why}; hãy chọn mật khẩu khác, dài {least} đến {most} ký tự',
    en: 'The new password {why}: choose another one, of {least} to {most} characters',
    terms: UNFIT,
  },
  first_password_unfit: {
    status: 400,
    vi: 'ADMIN_PASSWORD {why}; hãy đặt mật khẩu khác',
    en: 'ADMIN_PASSWORD {why}: set another one',
    terms: UNFIT,
  },
  account_name_taken: {
    status: 409,
    vi: 'Đã có tài khoản tên “{name}”',
    en: 'There already is an account named "{name}"',
  },
  account_not_found: { status: 404, vi: 'Không có tài khoản “{name}”', en: 'There is no account "{name}"' },
  last_admin: {
    status: 409,
    vi: 'Đây là quản trị viên duy nhất còn hoạt động; hãy thêm người khác trước',
    en: 'This is the last active administrator: add another one first',
  },
  admin_limited: {
    status: 400,
    vi: 'Quản trị viên không giới hạn được theo nhà mạng hay xã, phường; hãy chọn vai trò khác hoặc bỏ giới hạn',
    en: 'An administrator cannot be limited to operators or communes: choose another role, or lift the limit',
  },
  unknown_commune: {
    status: 400,
    vi: 'Không có xã, phường nào mang mã “{code}”',
    en: 'There is no commune with the code "{code}"',
  },
  out_of_scope: {
    status: 403,
    vi: 'Tài khoản này chỉ được xem một số nhà mạng hoặc xã, phường; yêu cầu nằm ngoài phạm vi đó',
    en: 'This account sees some operators or communes only, and this lies outside of them',
  },

  // Maintenance
  maintenance_ends_first: {
    status: 400,
    vi: 'Giờ kết thúc bảo trì phải sau giờ bắt đầu',
    en: 'Maintenance must end after it starts',
  },
  maintenance_over: {
    status: 400,
    vi: 'Giờ kết thúc bảo trì đã qua',
    en: 'The end of the maintenance has passed already',
  },
  maintenance_too_long: {
    status: 400,
    vi: 'Một lịch bảo trì dài nhất {days} ngày',
    en: 'One maintenance window lasts at most {days} days',
  },
  maintenance_overlaps: {
    status: 409,
    vi: 'Trùng giờ với một lịch bảo trì khác của phần tử này; hãy sửa hoặc kết thúc lịch đó',
    en: 'It overlaps another maintenance window of this element: change or end that one',
  },
  maintenance_past: {
    status: 409,
    vi: 'Lịch bảo trì này đã kết thúc nên không sửa được nữa',
    en: 'This maintenance window is over and changes no more',
  },
} as const satisfies Record<string, ErrorEntry>;
