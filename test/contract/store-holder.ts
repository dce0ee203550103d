/** A process of its own that holds a data folder and stores deliveries until it is killed; says each that was acknowledged. */
import { openEmbedded } from '../../service/adapters/prisma/open.js';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';
import { delivery } from './store-lessons.js';

const store = createStore(await openEmbedded({ folder: process.argv[2] ?? '' }));
for (let number = 1; ; number += 1) {
  await store.storeDeliveries([delivery('forum', { eventId: `e${number}` })]);
  process.stdout.write(`e${number}\n`);
}
