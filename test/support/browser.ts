/** A real Chromium for the tests, when this machine has one. */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where Playwright keeps the browsers it fetched, and the program inside a build's folder. */
const PLAYWRIGHT_CACHES = ['.cache/ms-playwright', 'Library/Caches/ms-playwright', 'AppData/Local/ms-playwright'];
const PLAYWRIGHT_PROGRAMS = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-win/chrome.exe',
];

/** Path of the browser, undefined when none is found. CHROMIUM_PATH names one outright. */
const chromiumPath = findChromium();

/**
 * For `describe.skipIf`: says once why the browser tests do not run. With REQUIRE_BROWSER=1 (as in CI) a missing browser is an error.
 */
export function noBrowser(): boolean {
  if (chromiumPath !== undefined) return false;
  const why = 'no Chromium was found; install one or set CHROMIUM_PATH';
  if (process.env['REQUIRE_BROWSER'] === '1') throw new Error(`Browser tests: ${why}.`);
  console.warn(`Browser tests are skipped: ${why}.`);
  return true;
}

/** A fresh browser with a profile of its own; close() it. */
export function launchBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('There is no Chromium; ask noBrowser() first.');
  return chromium.launch({ executablePath: chromiumPath, args: FLAGS });
}

function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not there.`);
    return named;
  }
  return [...USUAL_PLACES, ...fetchedByPlaywright()].find((path) => existsSync(path));
}

function fetchedByPlaywright(): string[] {
  return PLAYWRIGHT_CACHES.map((cache) => join(homedir(), cache))
    .filter((cache) => existsSync(cache))
    .flatMap((cache) => readdirSync(cache).map((build) => join(cache, build)))
    .filter((build) => /chromium-\d+$/.test(build))
    .flatMap((build) => PLAYWRIGHT_PROGRAMS.map((program) => join(build, program)));
}
