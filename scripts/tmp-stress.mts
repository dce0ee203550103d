import { openEmbedded, openServer } from '../service/adapters/prisma/open.js';
import { createStore } from '../service/adapters/prisma/prisma-store.js';
import { postIn, fact, lesson, result, ticketRow, effect, at, START } from '../test/contract/store-lessons.js';
import { markerOf } from '../shared/marker.js';
const url = process.argv[2];
const db = url ? await openServer({ url }) : await openEmbedded({ folder: 'memory' });
const s = createStore(db); const f = 'stress' + Date.now();
await s.openForum({ id: f, botId: 1, botName: 'b', mode: 'live', secret: 'x' });
const errors: Record<string, number> = {}; const ran: Record<string, number> = {};
const go = async (name: string, n: number, work: (i: number) => Promise<unknown>) => { for (let i = 0; i < n; i++) { try { await work(i); ran[name] = (ran[name] ?? 0) + 1; } catch (e: any) { errors[`${name} ${e.message}`] = (errors[`${name} ${e.message}`] ?? 0) + 1; } } };
let rev = 0; const now = () => at(60 * 60 * 24 + rev * 3);
const r = (n: number) => Math.floor(Math.random() * n);
const t0 = Date.now(); const N = 60;
await Promise.all([
  ...[1, 2, 3].map(() => go('learn', N, () => s.learn(f, lesson({ facts: Array.from({ length: 8 }, () => [...postIn(r(6), r(40), r(9)), fact({ type: 'Placed', post: r(40), topic: r(6) }, r(99))]).flat(), needs: [{ thing: `topic:${r(6)}`, why: 'bell', by: START }, { thing: `topic:${r(6)}`, why: 'bell', by: START }], confirmations: [r(20), r(20)].map((k) => ({ marker: markerOf('x', 'k' + k, r(30)), postId: 1, topicId: 2, at: START })) })))),
  ...[1, 2, 3].map(() => go('ticket', N, () => { const topic = r(6); return s.withTicket(f, topic, async (t) => { await t.load(); rev++; await t.save(result({ ticket: ticketRow(topic), needs: [{ thing: `topic:${r(6)}`, why: 'sweep', by: START }], effects: { add: [effect({ key: 'k' + r(20), revision: 1000 + rev })], cancel: [], overrule: [] } }), START); }); })),
  ...[1, 2, 3].map(() => go('claim', N, async () => { const c = await s.claimEffect(f, now(), 90); if (c) await s.endAttempt(c, r(2) ? { outcome: 'done', postId: 1, topicId: 1 } : { outcome: 'retry', notBefore: START, reason: 'x' }, now()); })),
  go('expire', N, () => s.expireLeases(f, now())), go('members', N, () => s.learn(f, lesson({ facts: [fact({ type: 'MembershipBegan', group: 1, user: r(9) }, r(999))] }))),
]);
console.log(url ? 'pg' : 'pglite', Date.now() - t0, 'ms', ran, errors);
const t1 = Date.now();
const slow = await s.withTicket(f, 1, async (t) => { await new Promise((d) => setTimeout(d, 6000)); await t.save(result({}), START); }).catch((e) => `${e.name} ${e.message}`);
console.log('slow:', slow, Date.now() - t1); await s.ping(); console.log('ping ok');
await s.close();
