import { createDiscourseForum } from '../../service/adapters/discourse/discourse-forum.js';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { openEmbedded } from '../../service/adapters/prisma/open.js';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';
import { applyCommunities } from '../../service/assembly/apply-communities.js';
import { learnDirectory } from '../../service/assembly/learn-directory.js';
import { createService } from '../../service/assembly/service.js';
import { rules } from '../../service/features/list.js';
import type { Forum } from '../../service/ports/forum.js';
import type { Store } from '../../service/ports/store.js';
import { SAMPLE_BOT, SAMPLE_KEYS, setUpSample } from '../../service/sandbox/sample.js';
import { createSandbox } from '../../service/sandbox/sandbox.js';
import { type Measure } from './measure.js';

const SECRET = 'secret-of-the-benchmark';
const REPLIES = 197;
const LOG = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** 200 deliveries on one topic with three changes of what the desk says: how often it writes and reads. */
export async function burst(): Promise<Measure> {
  const sandbox = createSandbox({ clock: systemClock, port: 0, deliverFirst: false });
  setUpSample(sandbox);
  await sandbox.start();
  const counts = { writes: 0, reads: 0 };
  const forum = counting(
    createDiscourseForum({ url: sandbox.url, apiKey: SAMPLE_KEYS.bot, apiUsername: SAMPLE_BOT, clock: systemClock, id: 'burst' }),
    counts,
  );
  const store = createStore(await openEmbedded({ folder: 'memory' }));
  const row = await store.openForum({ id: forum.id, botId: (await forum.whoAmI()).id, botName: SAMPLE_BOT, mode: 'live', secret: 'x' });
  await learnDirectory({ store, forum, clock: systemClock });
  const category = sandbox.state.categories.find((one) => one.name === 'Housing Desk')?.id ?? 0;
  const text = `communities:\n  - { id: housing, category: ${category}, experts: housing_experts, facilitators: facilitators, settleSeconds: 1 }\n`;
  await applyCommunities({ name: 'bench', text }, { store, forumId: forum.id, features: rules.features, clock: systemClock, forum: null });
  const service = await createService({
    store,
    forum,
    row,
    clock: systemClock,
    log: LOG,
    secrets: [SECRET],
    host: '127.0.0.1',
    port: 0,
    mostSeconds: 1,
    topicUrl: String,
    crashPoint: undefined,
    onFailure: (error) => {
      throw error;
    },
  });
  sandbox.admin.setOnlyHook({ url: `http://127.0.0.1:${service.port}/hooks/all`, secret: SECRET });
  service.begin();
  await service.sweep.sweepAll();
  await quiet(store, forum.id);
  Object.assign(counts, { writes: 0, reads: 0 });
  // First change: the question itself. Two more: the first reply by a member, the first by an expert.
  const topic = sandbox.as('paula').ask({
    category: 'Housing Desk',
    title: 'Heating is cold since Sunday',
    raw: 'The radiators have been cold since Sunday. Whom do I tell?',
  });
  await sandbox.settled();
  await quiet(store, forum.id);
  for (let reply = 0; reply < REPLIES - 1; reply += 1)
    sandbox.as(reply % 2 ? 'timo' : 'sofia').reply(topic.topicId, `Reply number ${reply}, the same as the one before but for its number.`);
  await sandbox.settled();
  await quiet(store, forum.id);
  sandbox.as('ute').reply(topic.topicId, 'The landlord must repair a broken heating within two working days.');
  await sandbox.settled();
  await quiet(store, forum.id);
  await service.stop();
  await sandbox.stop();
  await store.close();
  return {
    name: 'burst',
    value: counts.writes,
    unit: 'writes for 200 deliveries',
    floor: 3,
    ratio: counts.writes / 3,
    spread: [counts.writes, counts.writes],
    details: { reads: counts.reads },
    lines: [`200 deliveries on one topic with three changes: ${counts.writes} writes (aim 3), ${counts.reads} reads (aim at most 3)`],
  };
}

/** Until nothing is dirty, to be read or to be written, for half a second. */
async function quiet(store: Store, forumId: string): Promise<void> {
  for (let still = 0; still < 5;) {
    await systemClock.sleep(100);
    const waiting = await store.effects(forumId, { states: ['waiting', 'in_flight'] });
    const isQuiet =
      waiting.length === 0 &&
      (await store.dirtyTopics(forumId, 1)).length === 0 &&
      (await store.waitingDeliveries(forumId, 1)).length === 0;
    still = isQuiet ? still + 1 : 0;
  }
}

function counting(forum: Forum, counts: { writes: number; reads: number }): Forum {
  const counted = (name: keyof Forum, kind: 'writes' | 'reads') => ({
    [name]: (...given: unknown[]) => {
      counts[kind] += 1;
      return (forum[name] as (...words: unknown[]) => unknown)(...given);
    },
  });
  const reads = (['readTopic', 'readPost', 'readPostWindow'] as const).map((name) => counted(name, 'reads'));
  const writes = (['createPost', 'createMessage', 'editPost', 'setTags', 'setNotice'] as const).map((name) => counted(name, 'writes'));
  return Object.assign({ ...forum }, ...reads, ...writes) as Forum;
}
