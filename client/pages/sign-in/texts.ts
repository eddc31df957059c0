import type { EnglishOf } from '../../ui/texts.ts';

const vi = {
  title: 'Đăng nhập',
  product: 'Giám sát hạ tầng viễn thông',
  why: 'Dùng tài khoản do quản trị viên cấp.',
  back: 'Đăng nhập xong, bạn sẽ trở lại trang đang xem.',
  ended: 'Phiên đăng nhập đã kết thúc. Đăng nhập lại, bạn sẽ trở lại trang đang xem.',
  name: 'Tên đăng nhập',
  password: 'Mật khẩu',
  enter: 'Đăng nhập',
  entering: 'Đang đăng nhập…',
  noName: 'Nhập tên đăng nhập',
  noPassword: 'Nhập mật khẩu',
  forgotten: 'Quên mật khẩu? Quản trị viên có thể đặt lại cho bạn.',
  without: 'Xem không cần đăng nhập',
  tooMany:
    'Đăng nhập sai quá nhiều lần. Thử lại từ {{time}} (sau {{duration}}), hoặc nhờ quản trị viên đặt lại mật khẩu.',
  silent: 'Máy chủ chưa trả lời. Kiểm tra mạng rồi thử lại.',
  checking: 'Đang kiểm tra phiên đăng nhập',
  unreachable: 'Chưa kết nối được máy chủ',
  change: {
    title: 'Đổi mật khẩu được cấp',
    text: 'Xin chào {{name}}. Mật khẩu được cấp chỉ dùng một lần; hãy đặt mật khẩu của riêng bạn để tiếp tục.',
    leave: 'Đăng nhập bằng tài khoản khác',
  },
  language: 'Ngôn ngữ',
  theme: 'Giao diện',
  light: 'Nền sáng',
  dark: 'Nền tối',
};

const en: EnglishOf<typeof vi> = {
  title: 'Sign in',
  product: 'Telecom infrastructure monitoring',
  why: 'With the account an administrator gave you.',
  back: 'Afterwards you are back on the page you were on.',
  ended: 'Your session has ended. Sign in again, and you are back on the page you were on.',
  name: 'Account name',
  password: 'Password',
  enter: 'Sign in',
  entering: 'Signing in…',
  noName: 'Type the account name',
  noPassword: 'Type the password',
  forgotten: 'Forgotten? An administrator can give you a new one.',
  without: 'Look without signing in',
  tooMany:
    'Too many wrong sign-ins. Try again from {{time}} on (in {{duration}}), or ask an administrator for a new password.',
  silent: 'The server did not answer. Check the network and try again.',
  checking: 'Checking the session',
  unreachable: 'The server cannot be reached',
  change: {
    title: 'Change the password you were given',
    text: 'Welcome, {{name}}. The password you were given is for this once; choose one of your own to go on.',
    leave: 'Sign in with another account',
  },
  language: 'Language',
  theme: 'Theme',
  light: 'Light',
  dark: 'Dark',
};

export const texts = { vi, en };
