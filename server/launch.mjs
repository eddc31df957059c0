/**
 * Gets from a fresh clone to a running product with nothing but Node and npm:
 *
 *   start   install what is missing, build what changed, become the server
 *   cli     the same, then one command of server/cli
 *   build   install and build only
 *   test    install the development packages too, build, run vitest
 *   bench   the same, then the measurements of test/bench
 *
 * `npm start` runs it by `exec`, so that npm's signals reach it and not a shell in between; Windows, which has no exec, takes
 * the second half of that line.
 *
 * Plain JavaScript that old Nodes can parse, standing alone: it runs before any package is there.
 */
const WANTED = { major: 20, minor: 19 };

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < WANTED.major || (major === WANTED.major && minor < WANTED.minor)) {
  console.error(
    `Phủ Sóng cần Node.js ${WANTED.major}.${WANTED.minor} trở lên, máy này có ${process.versions.node}.\n` +
      `Phủ Sóng needs Node.js ${WANTED.major}.${WANTED.minor} or newer, this is ${process.versions.node}: https://nodejs.org`,
  );
  process.exitCode = 1;
} else {
  // Imported only now, so that an old Node gets the message above and not a syntax error.
  void import('./launch/commands.mjs').then(({ launch }) => launch(process.argv.slice(2)));
}
