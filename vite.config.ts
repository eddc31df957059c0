import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Where the server listens while the client is served by `vite`. */
const server = process.env['PHU_SONG_SERVER'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: fileURLToPath(new URL('client', import.meta.url)),
  publicDir: 'app/public',
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    // The fonts stay files: a data: URL could not be cached by itself and the content policy would have to allow it.
    assetsInlineLimit: 0,
    // One page, wanted whole at once: pieces would only come later. In kB before compression.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      // What the first page needs comes in one piece: cut up by which other page needs it too, it would be larger, and more to fetch.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      onLog: (level, log, tell) => {
        // 'use client' is meant for server rendering, which there is none of.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
    },
  },
  server: {
    proxy: { '/api': { target: server }, '/socket.io': { target: server, ws: true } },
  },
});
