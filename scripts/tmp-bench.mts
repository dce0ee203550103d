import { mkdtempSync } from 'node:fs';
import { openEmbedded, openServer } from '../service/adapters/prisma/open.js';
import { createStore } from '../service/adapters/prisma/prisma-store.js';
import { delivery } from '../test/contract/store-lessons.js';
const body = JSON.stringify({ post: { id: 1, raw: 'x'.repeat(3000) } });
let n = 0; const f = 'bench' + Date.now();
for (const [name, open] of [['memory', () => openEmbedded({ folder: 'memory' })], ['folder', () => openEmbedded({ folder: mkdtempSync('/tmp/hdb-') })], ['server', () => openServer({ url: 'postgresql://postgres@127.0.0.1:55439/hd' })]] as const) {
  const t0 = performance.now(); const s = createStore(await open()); console.log(name, 'open', (performance.now() - t0).toFixed(0));
  for (const size of [1, 20, 1, 20]) {
    const rows = size === 1 ? 400 : 2000; const t = performance.now(); const c = process.cpuUsage();
    for (let i = 0; i < rows; i += size) await s.storeDeliveries(Array.from({ length: size }, () => delivery(f, { eventId: `e${n++}`, body })));
    const ms = performance.now() - t; const cpu = process.cpuUsage(c); console.log(name, 'batch', size, (rows / ms * 1000).toFixed(0), 'rows/s', 'cpu ms/row', ((cpu.user + cpu.system) / 1000 / rows).toFixed(2));
  }
  await s.close();
}
