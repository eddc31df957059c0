/** `npm run cli -- …`; help tells the commands. */
import { runCli } from './cli.ts';

// What it makes holds accounts and the audit, as what the server makes does.
process.umask(0o077);
process.exitCode = await runCli(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
