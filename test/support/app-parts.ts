/** What createApp needs beside the routes a test is about: no built client, no base map, nobody in front. */
export const OUTSIDE = { clientDir: '/nowhere', tileUrl: null, trustProxy: false };
