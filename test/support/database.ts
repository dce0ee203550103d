import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import type { ForumMode, Store } from '../../service/ports/store.js';
import type { Database } from '../../service/adapters/prisma/database.js';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';
import { openThrowaway } from './embedded.js';

export interface TestStore {
  readonly store: Store;
  readonly database: Database;
  /** Opens a forum of its own in the shared database: tests of one file do not see each other's rows. */
  newForum(mode?: ForumMode): Promise<string>;
}

export const TEST_SECRET = 'a secret for tests';
export const BOT_ID = 999;

/**
 * A store on one in-memory PGlite for the test file that calls it at its top level or in a `describe`; opened before its first
 * test and closed after its last. `open` gives another database than the embedded one.
 */
export function testStore(open: () => Promise<Database> = () => openThrowaway()): TestStore {
  let opened: { readonly database: Database; readonly store: Store } | null = null;
  const now = (): { readonly database: Database; readonly store: Store } => {
    if (opened === null) throw new Error('the store is open inside tests only');
    return opened;
  };
  beforeAll(async () => {
    const database = await open();
    opened = { database, store: createStore(database) };
  });
  afterAll(async () => {
    await opened?.store.close();
    opened = null;
  });

  return {
    get store() {
      return now().store;
    },
    get database() {
      return now().database;
    },
    async newForum(mode = 'live') {
      const id = `forum-${randomUUID()}`;
      await now().store.openForum({ id, botId: BOT_ID, botName: 'desk', mode, secret: TEST_SECRET });
      return id;
    },
  };
}
