import { MIN_DIFFERENT } from '../../server/contract/easy-passwords.ts';
import { MAX_PASSWORD, MIN_PASSWORD } from '../../server/contract/roles.ts';
import type { EnglishOf } from './texts.ts';

const bounds = `${String(MIN_PASSWORD)}–${String(MAX_PASSWORD)}`;

const vi = {
  show: 'Hiện mật khẩu',
  hide: 'Ẩn mật khẩu',
  current: 'Mật khẩu hiện tại',
  next: 'Mật khẩu mới',
  again: 'Nhập lại mật khẩu mới',
  rulesTitle: 'Mật khẩu mới cần:',
  rules: {
    length: `dài ${bounds} ký tự`,
    other: 'khác mật khẩu hiện tại',
    nameless: 'không chứa tên đăng nhập',
    varied: `có ít nhất ${String(MIN_DIFFERENT)} ký tự khác nhau (không kể dấu và hoa thường)`,
    hard: 'không chỉ là chữ số, một dãy như abcdef hay một từ dễ đoán như matkhau, admin',
  },
  met: 'đạt',
  unmet: 'chưa đạt',
  problems: {
    current: 'Nhập mật khẩu hiện tại',
    rules: 'Mật khẩu mới chưa đạt các yêu cầu ở trên',
    again: 'Hai lần nhập mật khẩu mới không giống nhau',
  },
  change: 'Đổi mật khẩu',
  changing: 'Đang đổi mật khẩu…',
};

const en: EnglishOf<typeof vi> = {
  show: 'Show the password',
  hide: 'Hide the password',
  current: 'Present password',
  next: 'New password',
  again: 'New password again',
  rulesTitle: 'A new password:',
  rules: {
    length: `has ${bounds} characters`,
    other: 'is not the present one',
    nameless: 'does not hold the account’s name',
    varied: `has ${String(MIN_DIFFERENT)} different characters or more (marks and capitals do not count)`,
    hard: 'is more than digits, a run such as abcdef or a word that is guessed first, such as password or admin',
  },
  met: 'met',
  unmet: 'not met yet',
  problems: {
    current: 'Type the present password',
    rules: 'The new password does not keep the rules above yet',
    again: 'The new password was typed in two ways',
  },
  change: 'Change the password',
  changing: 'Changing the password…',
};

export const texts = { vi, en };
