/** Pages of a browser test: in a language and a theme, with an ear for what they complain of. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';

export interface Look {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  language?: 'vi' | 'en';
}

export interface WatchedPage {
  page: Page;
  /** Errors of the console, of scripts, refused and failed requests. */
  complaints: string[];
  close: () => Promise<void>;
}

export async function watchedPage(
  browser: Browser,
  { width = 1440, height = 900, theme = 'light', language = 'vi' }: Look = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  await context.addInitScript(
    (chosen) => {
      localStorage.setItem('phu-song', JSON.stringify(chosen));
    },
    { theme, language },
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on(
    'response',
    (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`),
  );
  return { page, complaints, close: () => context.close() };
}

/** What keeps a person out (axe), one line a rule. */
export async function barriersOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`);
}

/** Names of what holds more than it has room for, or reaches beyond the window. */
export function spilt(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((boxes) =>
    boxes.flatMap((box) => {
      const isSpilt =
        box.scrollWidth > box.clientWidth + 1 || box.getBoundingClientRect().right > window.innerWidth + 1;
      return isSpilt ? [box.textContent.trim().slice(0, 60)] : [];
    }),
  );
}

/** 97.34 → 97,3, as a table says it. */
export function vi(value: number | null | undefined, digits = 1): string {
  return value === null || value === undefined
    ? '–'
    : new Intl.NumberFormat('vi-VN', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}
