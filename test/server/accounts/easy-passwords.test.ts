import { describe, expect, it } from 'vitest';
import { CLI } from '../../../server/accounts/audit.ts';
import { openEntrance } from '../../../server/accounts/open.ts';
import { easeOf, MIN_DIFFERENT } from '../../../server/contract/easy-passwords.ts';
import { WHOLE } from '../../../server/contract/scope.ts';
import { AppError, errorBody, ERRORS } from '../../../server/errors.ts';
import { restartableStore } from '../../support/data-folder.ts';

it.each([
  ['few', ['            ', 'aaaaaaaaaaaaaa', 'abababababab', 'AaÁáÀàẢảÃãẠạ', '112211221122', 'a b a b a b a b']],
  ['run', ['123456789012', '098765432109', '123451234512', '198512251985', '2026 2027 2028 19']],
  ['run', ['abcdefghijkl', 'zyxwvutsrqpo', 'abcde12345abcde', 'aabbccddeeffgg', 'qwertyuiop12', '1q2w3e4r5t6y']],
  ['word', ['password1234', 'matkhau12345', 'mật khẩu 2026', 'MẬT KHẨU Hưng Yên', 'đăng nhập 2026', 'password!!!!']],
  ['word', ['admin@190526', 'P@ssw0rd2580', 'phusong@2026', 'hungyen2026!!', 'adminadmin17', 'quan-tri-1975']],
] as const)('is easy: %s', (why, passwords) => {
  for (const password of passwords) expect([password, easeOf(password)]).toEqual([password, why]);
});

it.each([
  ...['mat khau dau tien', 'mật khẩu đầu tiên', 'một mật khẩu dài', 'một câu dài của tôi', 'correct horse battery'],
  ...['Xk7pQm2vRt9w', '9f3827465012ab', '#(;%!~{>?&+=', 'admin của tỉnh ta', 'пароль не простой'],
])('%s is not easy', (password) => {
  expect(easeOf(password)).toBeNull();
});

describe('an account', () => {
  it('does not take a password that is easily guessed, and says why in both languages', async () => {
    const { accounts } = openEntrance(restartableStore().store, Date.now, () => null);
    const { row, password } = await accounts.create({ name: 'an', fullName: 'An', role: 'viewer', scope: WHOLE }, CLI);
    const told = async (wanted: string) => {
      const error: unknown = await accounts.changePassword(row.id, password, wanted, CLI).catch((why: unknown) => why);
      if (!(error instanceof AppError)) throw new Error(`${wanted} was taken`);
      expect(error.code).toBe('password_unfit');
      return [errorBody(error, 'vi').error.message, errorBody(error, 'en').error.message];
    };
    const choose = ['; hãy chọn mật khẩu khác, dài 12 đến 128 ký tự', ': choose another one, of 12 to 128 characters'];
    const sentences = async (wanted: string) =>
      (await told(wanted)).map((message, n) => message.replace(choose[n] ?? '', ''));
    expect(await sentences('            ')).toEqual([
      `Mật khẩu mới có ít hơn ${String(MIN_DIFFERENT)} ký tự khác nhau`,
      `The new password has fewer than ${String(MIN_DIFFERENT)} different characters`,
    ]);
    expect(await sentences('123456789012')).toEqual([
      'Mật khẩu mới chỉ gồm chữ số hoặc một dãy liền nhau như abcdef',
      'The new password is only digits, or a run of neighbours such as abcdef',
    ]);
    expect((await sentences('matkhau12345'))[0]).toMatch(/^Mật khẩu mới gần như chỉ là một từ dễ đoán/);
    expect((await sentences('ngắn'))[0]).toBe('Mật khẩu mới quá ngắn hoặc quá dài');
    expect((await sentences(password))[0]).toBe('Mật khẩu mới trùng mật khẩu cũ');
    expect((await sentences('một câu của An'))[0]).toBe('Mật khẩu mới chứa tên đăng nhập');
    expect(await accounts.changePassword(row.id, password, 'mat khau dau tien', CLI)).toMatchObject({ id: row.id });
  });

  it('is not made first with such an ADMIN_PASSWORD; one that is there already is not asked', async () => {
    const { accounts } = openEntrance(restartableStore().store, Date.now, () => null);
    await expect(accounts.prepareAdmin('password1234')).rejects.toMatchObject({
      code: 'first_password_unfit',
      message: `ADMIN_PASSWORD ${ERRORS.first_password_unfit.terms?.['word']?.en ?? ''}: set another one`,
    });
    const make = await accounts.prepareAdmin('mat khau dau tien');
    expect(make()).toBeNull();
    expect((await accounts.prepareAdmin('password1234'))()).toBeNull();
    expect(accounts.list()).toHaveLength(1);
  });
});
