import { io } from 'socket.io-client';
import { turnedAway } from '../model/session.ts';
import { Feed } from './feed.ts';
import { snapshotFetcher } from './snapshot.ts';

/** Begins to follow the server this page came from. */
export function startFeed(): Feed {
  const socket = io({ transports: ['websocket', 'polling'], reconnection: false, autoConnect: false, forceNew: true });
  const feed = new Feed(socket, snapshotFetcher('/api/v1/snapshot'), () => void turnedAway());
  feed.start();
  return feed;
}
