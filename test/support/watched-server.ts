/** The server with a watch on its event loop: SIGUSR2 prints the longest it was held up since the last time. Bundled by own-program.ts. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/main.ts';

const RESOLUTION_MS = 2;
const { url } = await start(readConfig(process.env));
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on('SIGUSR2', () => {
  process.stdout.write(`held up ${(delay.max / 1e6 - RESOLUTION_MS).toFixed(1)} ms\n`);
  delay.reset();
});
process.stdout.write(`${url}\n`);
