import { openEmbedded } from '../../service/adapters/prisma/open.js';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';
import { rowsParameter, sql } from '../../service/adapters/prisma/rows.js';
import { createRecount } from '../../service/assembly/recount.js';
import { judge, type Judgement } from '../../service/engine/judge.js';
import { viewForPages } from '../../service/engine/view-for-pages.js';
import { startOfDate } from '../../service/features/clocks/desk-seconds.js';
import { clocksSettings } from '../../service/features/clocks/settings.js';
import { rules } from '../../service/features/list.js';
import { preview } from '../../service/reports/preview.js';
import { factOf, type Fact, type FactBody } from '../../shared/facts.js';
import { addSeconds } from '../../shared/instant.js';
import type { SettingsVersion } from '../../shared/settings.js';
import { EXPERTS, sampleVersions, START } from './material.js';
import { median, round, spreadOf, type Measure } from './measure.js';

const TICKETS = 10_000;
const ROUNDS = 3;
const BATCH = 500;
const [ASKER, EXPERT, MEMBER] = [3, 4, 5];
const NOW = addSeconds(START, 40 * 86_400);
const EVERYTHING = { counts: () => true, reads: () => true };
const FORUM = 'preview';

/** Replaying the clocks of 10,000 tickets under other settings, reading included, against deriving the same tickets from their facts once. */
export async function previewing(): Promise<Measure> {
  const database = await openEmbedded({ folder: 'memory' });
  const store = createStore(database);
  await store.openForum({ id: FORUM, botId: 2, botName: 'desk_bot', mode: 'observe', secret: 'x' });
  const versions = sampleVersions();
  await store.applySettings(FORUM, versions);
  const floor = await deriveAll(versions, async (rows) => {
    const [tickets, clocks] = [rows.map(({ ticket }) => ticket), rows.flatMap((row) => row.clocks)];
    await database.run(sql`
      insert into ticket (forum_id, topic_id, community, state, is_private, view, derived_at)
      select ${FORUM}, topic, 'housing', state, false, view, ${NOW}::text::timestamptz
      from json_to_recordset(${rowsParameter(tickets)}) as r(topic bigint, state text, view jsonb)`);
    await database.run(sql`
      insert into projection_row (forum_id, topic_id, projection, key, row)
      select ${FORUM}, topic, 'clock', key, "row" from json_to_recordset(${rowsParameter(clocks)}) as r(topic bigint, key text, "row" jsonb)`);
  });
  const times: number[] = [];
  let moved = 0;
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    const started = performance.now();
    const result = await preview(partsFor(store, versions), { communities: ['housing'], since: '2026-10-01' }, EVERYTHING);
    times.push(performance.now() - started);
    if (result?.sample.topics.length !== TICKETS || result.notCounted > 0) throw new Error('the preview left tickets out');
    moved = result.moved.length;
  }
  await store.close();
  const value = median(times);
  return {
    name: 'preview',
    value: round(value),
    unit: `ms for ${TICKETS} tickets`,
    floor: round(floor),
    ratio: round(value / floor),
    spread: spreadOf(times),
    details: { moved },
    lines: [
      `${TICKETS} tickets previewed in ${Math.round(value)} ms (${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))}), ${moved} due times move`,
      `deriving them once from facts in memory: ${Math.round(floor)} ms; the preview looks at each three times and reads it; ratio ${round(value / floor)}`,
    ],
  };
}

function partsFor(store: ReturnType<typeof createStore>, versions: readonly SettingsVersion[]): Parameters<typeof preview>[0] {
  const settings = versions[0]?.settings;
  if (!settings) throw new Error('there is no community');
  const shorter = clocksSettings.parse({ targets: { firstReplyMinutes: 120, updateMinutes: 600 } });
  const trial = {
    version: 2,
    settings: { ...settings, features: { ...settings.features, clocks: { mode: 'on' as const, settings: shorter } } },
  };
  return {
    store,
    forumId: FORUM,
    communities: new Map([['housing', { zone: 'UTC', smallGroupSize: 5 }]]),
    startOfDate,
    recount: createRecount({ trials: new Map([['housing', trial]]), now: NOW, isMember: () => false }),
    deskSeconds: () => 0,
  };
}

interface Stored {
  readonly ticket: { readonly topic: number; readonly state: string; readonly view: unknown };
  readonly clocks: ReadonlyArray<{ readonly topic: number; readonly key: string; readonly row: unknown }>;
}

/** Milliseconds that the derivations alone took. */
async function deriveAll(settings: readonly SettingsVersion[], keep: (rows: readonly Stored[]) => Promise<void>): Promise<number> {
  const memberships = [factOf({ type: 'MembershipBegan', group: EXPERTS, user: EXPERT }, { at: START, learntAt: START, source: 'bench' })];
  const rest = { memberships, settings, parents: new Map(), names: new Map(), texts: new Map(), effects: [] };
  let spent = 0;
  for (let first = 0; first < TICKETS; first += BATCH) {
    const rows: Stored[] = [];
    for (let topic = first + 1; topic <= first + BATCH; topic += 1) {
      const material = { ...rest, facts: factsOf(topic) };
      const started = performance.now();
      const judgement = judge(rules, { topicId: topic, botId: 2, now: NOW, material }, []);
      spent += performance.now() - started;
      rows.push(storedOf(topic, judgement));
    }
    await keep(rows);
  }
  return spent;
}

function storedOf(topic: number, judgement: Judgement): Stored {
  const clocks = judgement.rows.filter(({ projection }) => projection === 'clock').map(({ key, row }) => ({ topic, key, row }));
  return { ticket: { topic, state: judgement.state?.state ?? 'new', view: viewForPages(judgement) }, clocks };
}

/** Over six weeks: asked, answered by a member or an expert or both, asked again, and every third one solved. */
function factsOf(topic: number): Fact[] {
  const asked = addSeconds(START, (topic * 331) % (38 * 86_400));
  const facts: Fact[] = [];
  const note = (body: FactBody, seconds: number): void => {
    const at = addSeconds(asked, seconds);
    facts.push(factOf(body, { at, learntAt: at, source: 'bench' }));
  };
  note({ type: 'TopicBorn', topic }, 0);
  note({ type: 'TopicAuthor', topic, user: ASKER }, 0);
  note({ type: 'TopicPlace', topic, category: 5, archetype: 'regular' }, 0);
  const authors = [ASKER, ...[MEMBER, EXPERT, ASKER, EXPERT].slice(topic % 2, topic % 5)];
  for (const [index, user] of authors.entries()) {
    const post = topic * 10 + index;
    const at = index * (3_600 + (topic % 7) * 1_800);
    note({ type: 'PostBorn', post, replyTo: null }, at);
    note({ type: 'Placed', post, topic }, at);
    note({ type: 'PostAuthor', post, user }, at);
    note({ type: 'PostKindSeen', post, kind: 'regular' }, at);
    note({ type: 'PostVisibility', post, visibility: 'visible' }, at);
    note({ type: 'TextConfirmed', post, version: 1, hash: `hash-${post}`, textId: null }, at);
  }
  if (topic % 3 === 0 && authors.length > 1) note({ type: 'AcceptedAnswer', topic, post: topic * 10 + authors.length - 1 }, 100_000);
  return facts;
}
