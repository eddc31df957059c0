import type { EnglishOf } from '../../../ui/texts.ts';

const vi = {
  planTitle: 'Đặt lịch bảo trì',
  changeTitle: 'Sửa lịch bảo trì',
  planText:
    '{{name}}. Trong thời gian này phần tử hiện là “Bảo trì”, không tính là sự cố; vùng phủ vẫn tính theo cell thực phát. Việc này được ghi vào nhật ký.',
  changeText: '{{name}}, bắt đầu {{start}}. Chỉ đổi được giờ kết thúc và lý do.',
  reason: 'Lý do',
  reasonHint: 'Làm gì, ai làm; nhiều nhất 500 ký tự',
  noReason: 'Nhập lý do',
  start: 'Bắt đầu (giờ Việt Nam)',
  end: 'Kết thúc (giờ Việt Nam)',
  noTime: 'Nhập ngày và giờ, như 18/11/2026 14:30',
  endsFirst: 'Giờ kết thúc phải sau giờ bắt đầu',
  over: 'Giờ kết thúc đã qua',
  tooLong: 'Dài nhất {{days}} ngày; việc dài hơn thì đặt thêm lịch',
  plan: 'Đặt lịch',
  save: 'Lưu',
  working: 'Đang ghi…',
  silent: 'Máy chủ chưa trả lời; chưa rõ đã ghi hay chưa. Xem lại danh sách trước khi gửi lại.',
  endTitle: 'Kết thúc bảo trì bây giờ?',
  endText: '{{name}}: “{{reason}}”. Trạng thái thật của phần tử hiện lại ngay.',
  endNow: 'Kết thúc ngay',
  withdrawTitle: 'Rút lịch bảo trì?',
  withdrawText: '{{name}}: “{{reason}}”, {{span}}. Lịch vẫn còn trong danh sách đã qua.',
  withdraw: 'Rút lịch',
};

const en: EnglishOf<typeof vi> = {
  planTitle: 'Plan maintenance',
  changeTitle: 'Change maintenance',
  planText:
    '{{name}}. While it lasts, the element is shown in maintenance and counts as no outage; coverage still follows the cells that are on air. It is written into the audit.',
  changeText: '{{name}}, from {{start}}. Only the end and the reason can change.',
  reason: 'Reason',
  reasonHint: 'What is done, and by whom; 500 characters at most',
  noReason: 'Give the reason',
  start: 'Start (time of Vietnam)',
  end: 'End (time of Vietnam)',
  noTime: 'Give a day and a time, such as 18/11/2026 14:30',
  endsFirst: 'The end must come after the start',
  over: 'This end has passed',
  tooLong: 'At most {{days}} days; plan longer work again',
  plan: 'Plan it',
  save: 'Save',
  working: 'Writing…',
  silent:
    'The server did not answer, and whether it was written is not known. Look at the list before you send it again.',
  endTitle: 'End the maintenance now?',
  endText: '{{name}}: “{{reason}}”. The element is shown as it is again at once.',
  endNow: 'End it now',
  withdrawTitle: 'Withdraw the maintenance?',
  withdrawText: '{{name}}: “{{reason}}”, {{span}}. It stays in the list of what has passed.',
  withdraw: 'Withdraw it',
};

export const texts = { vi, en };
