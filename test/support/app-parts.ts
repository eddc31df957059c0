import type { RequestHandler } from 'express';

/** What createApp needs beside the routes a test is about: no built client, no base map, nobody in front. */
export const OUTSIDE = {
  ...{ clientDir: '/nowhere', tileUrl: null, trustProxy: false },
  metrics: { contentType: 'text/plain', text: () => Promise.resolve('figures'), token: null },
  onForeign: () => Promise.resolve(),
  log: ((_request, _response, next) => {
    next();
  }) as RequestHandler,
};
