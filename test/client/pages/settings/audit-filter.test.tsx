// @vitest-environment jsdom
/** The days of the audit's filter are written and read day first, whatever the browser's language. */
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { EVERYTHING, type AuditFilter } from '../../../../client/pages/settings/audit/filter.ts';
import { FilterForm } from '../../../../client/pages/settings/audit/filter-form.tsx';
import { texts } from '../../../../client/pages/settings/texts.ts';
import { addTexts } from '../../../../client/ui/add-texts.ts';
import { startTexts } from '../../../../client/app/i18n.ts';
import { renderPage } from '../../../support/render.tsx';

afterEach(cleanup);

async function form(filter: Partial<AuditFilter> = {}) {
  const asked: AuditFilter[] = [];
  await startTexts('vi');
  addTexts('settings', texts);
  const taken = (next: AuditFilter) => asked.push(next);
  await renderPage(<FilterForm filter={{ ...EVERYTHING, ...filter }} onFilter={taken} />, null);
  const [from, to] = ['Từ ngày', 'Đến ngày'].map((name) => screen.getByRole<HTMLInputElement>('textbox', { name }));
  if (from === undefined || to === undefined) throw new Error('no fields');
  return {
    ...{ from, to },
    write: (field: HTMLInputElement, text: string) => {
      fireEvent.change(field, { target: { value: text } });
      fireEvent.blur(field);
    },
    /** @returns what is asked for then, null: nothing */
    submit: () => {
      fireEvent.submit(screen.getByRole('form'));
      return asked.pop() ?? null;
    },
  };
}

it('are shown day first and taken as people write them', async () => {
  const { from, to, write, submit } = await form({ from: '2026-11-02', to: '2026-11-09' });
  expect([from.type, from.value, to.value]).toEqual(['text', '02/11/2026', '09/11/2026']);
  write(from, '3.11.2026');
  write(to, '');
  expect(submit()).toEqual({ ...EVERYTHING, from: '2026-11-03' });
});

it('are left empty, and neither changes the other', async () => {
  const { from, to, write, submit } = await form();
  const told = () => document.getElementById(to.getAttribute('aria-describedby') ?? '')?.textContent;
  expect(submit()).toEqual(EVERYTHING);
  write(to, '01112026');
  expect(submit()).toEqual({ ...EVERYTHING, to: '2026-11-01' });
  write(from, '02/11/2026');
  expect([from.value, to.value]).toEqual(['02/11/2026', '01/11/2026']);
  expect(told()).toBe('Ngày này trước “Từ ngày”. Ghi từ 02/11/2026 trở đi, hoặc để trống.');
  expect(submit()).toBeNull();
  expect(document.activeElement).toBe(to);
  write(to, '02/11/2026');
  expect(told()).toBeUndefined();
  expect(submit()).toEqual({ ...EVERYTHING, from: '2026-11-02', to: '2026-11-02' });
});

it('are not asked with while one of them is none', async () => {
  const { from, write, submit } = await form();
  for (const text of ['31/02/2026', '11/18/2026', 'hôm qua']) {
    write(from, text);
    expect(submit()).toBeNull();
    expect(document.activeElement).toBe(from);
    const told = document.getElementById(from.getAttribute('aria-describedby') ?? '');
    expect(told?.textContent).toBe('Ngày ghi như 18/11/2026, hoặc để trống.');
  }
  write(from, '18/11/2026');
  expect(submit()).toEqual({ ...EVERYTHING, from: '2026-11-18' });
});
