/** The program: the server as the environment asks for it, until it is told to stop. */
import process from 'node:process';
import { ConfigError, readConfig } from './config.ts';
import { AppError } from './errors.ts';
import { start } from './main.ts';
import { StorageError } from './store/store.ts';

const STOP_MS = 5_000;

async function run(): Promise<void> {
  // Accounts, sessions and the audit are in the files it makes.
  process.umask(0o077);
  const running = await start(readConfig(process.env));
  process.stdout.write(`Phủ Sóng: ${running.url}\n`);
  if (running.firstPassword !== null) {
    process.stdout.write(
      `First account: admin, password ${running.firstPassword} (told once; to be changed at the first sign-in)\n`,
    );
  }
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void running.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

run().catch((error: unknown) => {
  const said = error instanceof ConfigError || error instanceof AppError || error instanceof StorageError;
  process.stderr.write(`${said ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
