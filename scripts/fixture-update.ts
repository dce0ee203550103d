import { writeFileSync } from 'node:fs';
import { openEmbedded } from '../service/adapters/prisma/open.js';
import { createStore } from '../service/adapters/prisma/prisma-store.js';
import { EXPECTED_FILES, replayExpected } from './fixtures/expected-stories.js';

/** `npm run fixture:update`: replays the recorded stories and writes into the expected files what comes of them now. */
const store = createStore(await openEmbedded({ folder: 'memory' }));
for (const expected of EXPECTED_FILES) {
  const { text, changed } = await replayExpected(expected, store);
  if (changed.length > 0) writeFileSync(expected.file, text);
  process.stdout.write(`${expected.file}: ${changed.length === 0 ? 'nothing changed' : `changed ${changed.join(', ')}`}\n`);
}
await store.close();
process.exit(0);
