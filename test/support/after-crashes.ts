import { createHash } from 'node:crypto';
import { openEmbedded } from '../../service/adapters/prisma/open.js';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';
import { sql } from '../../service/adapters/prisma/rows.js';
import type { Database } from '../../service/adapters/prisma/database.js';
import { judge } from '../../service/engine/judge.js';
import type { StatusValue } from '../../service/engine/effects.js';
import { rules } from '../../service/features/list.js';
import type { Effect, Store } from '../../service/ports/store.js';
import type { Sandbox } from '../../service/sandbox/sandbox.js';
import type { Post } from '../../service/sandbox/state.js';
import { SAMPLE_BOT } from '../../service/sandbox/sample.js';
import { markerIn, withoutMarker } from '../../shared/marker.js';
import { hashText } from '../../shared/text.js';
import { until, type CrashStage } from './crash-stage.js';

const CALM_MS = 4_500;
const MOST_CALM_MS = 60_000;
/** A machine that is busy with other things needs longer; what is lost stays lost however long one waits. */
const MOST_MS = 240_000;
const FINISHED: ReadonlySet<string> = new Set(['done', 'cancelled']);

export interface Aftermath {
  /** What is wrong, by topic. */
  readonly byTopic: ReadonlyMap<number, readonly string[]>;
  /** What is wrong with the whole. */
  readonly problems: readonly string[];
  /** Attempts that did not report back. */
  readonly lostAttempts: number;
  readonly deliveries: number;
}

/** The service works until nothing changes any more, ends in peace, and then its database is held against the forum. */
export async function aftermath(stage: CrashStage): Promise<Aftermath> {
  const end = performance.now() + MOST_MS;
  for (let calm = CALM_MS; ; calm *= 2) {
    await workUntilCalm(stage, calm);
    const database = await openEmbedded({ folder: stage.service.folder });
    try {
      const store = createStore(database);
      const found = await compare({ stage, store, database });
      const isDone = found.open.length === 0 && [...found.byTopic.values()].every((problems) => problems.length === 0);
      if (isDone || performance.now() > end) return { ...found, problems: [...found.problems, ...found.open] };
    } finally {
      await database.close();
    }
  }
}

async function workUntilCalm({ service, sandbox }: CrashStage, calm: number): Promise<void> {
  if (!(await service.start())) throw new Error(`the service did not start again:\n${service.output()}`);
  let seen = '';
  let since = performance.now();
  await until(() => {
    const now = sandbox.state.posts.map((post) => `${post.id}:${post.version}:${post.revisions.length}:${post.raw.length}`).join();
    if (now !== seen) [seen, since] = [now, performance.now()];
    return performance.now() - since > calm;
  }, MOST_CALM_MS);
  service.kill('SIGTERM');
  await service.ended();
}

interface Comparing {
  readonly stage: CrashStage;
  readonly store: Store;
  readonly database: Database;
}

async function compare({ stage, store, database }: Comparing): Promise<Aftermath & { readonly open: readonly string[] }> {
  const forumId = new URL(stage.sandbox.url).host;
  const effects = await store.effects(forumId, {});
  const attempts = await database.rows<{ outcome: string | null }>(sql`select outcome from attempt where forum_id = ${forumId}`);
  const isLive = (await store.forum(forumId))?.mode === 'live';
  const byTopic = new Map<number, string[]>();
  for (const topicId of stage.asked.keys()) byTopic.set(topicId, await problemsOf(topicId, { stage, store, effects }));
  return {
    byTopic,
    problems: [
      ...(isLive ? [] : ['the forum is not live']),
      ...doubled(stage.sandbox),
      ...(await lostDeliveries(stage.sandbox, { database, forumId })),
    ],
    open: [
      ...effects
        .filter((effect) => !FINISHED.has(effect.state))
        .map((effect) => `${effect.key}#${effect.revision} is ${effect.state} (${effect.reason ?? ''})`),
      ...attempts.flatMap(({ outcome }) => (outcome === null ? ['an attempt is open'] : [])),
    ],
    lostAttempts: attempts.filter(({ outcome }) => outcome === 'unknown').length,
    deliveries: stage.sandbox.sent().filter(({ status }) => status === 200).length,
  };
}

interface Judging {
  readonly stage: CrashStage;
  readonly store: Store;
  readonly effects: readonly Effect[];
}

/** No effect missing: the one status post says what the facts say, and the facts are what the forum shows. */
async function problemsOf(topicId: number, { stage, store, effects }: Judging): Promise<string[]> {
  const { sandbox } = stage;
  const forumId = new URL(sandbox.url).host;
  const ours = sandbox.state.posts.filter((post) => post.topicId === topicId && isByBot(sandbox, post));
  const [status, ...others] = ours;
  const own = effects.filter((effect) => effect.topicId === topicId);
  const material = await store.material(forumId, topicId);
  const botId = sandbox.state.users.find((user) => user.username === SAMPLE_BOT)?.id ?? 0;
  const { wants, derived } = judge(rules, { topicId, botId, now: new Date().toISOString(), material }, own);
  const wanted = wants.find((want) => want.kind === 'status')?.value as StatusValue | undefined;
  const problems: string[] = [];
  if (!wanted) problems.push('no status is wanted');
  if (!status || others.length > 0) problems.push(`${ours.length} posts by the bot`);
  if (status && markerIn(status.raw) === null) problems.push('the status post has lost its marker');
  if (status && wanted && hashText(withoutMarker(status.raw)) !== hashText(wanted.raw))
    problems.push(`the status post says: ${status.raw}\nwanted: ${wanted.raw}`);
  if (status?.revisions.some(({ raw }) => raw.before === raw.after)) problems.push('the same text was written twice');
  const people = sandbox.state.posts.filter((post) => post.topicId === topicId && !isByBot(sandbox, post));
  for (const post of people) {
    const known = derived.topic.posts.get(post.id);
    if (!known) problems.push(`post ${post.id} is not known`);
    else if (post.type === 1 && known.textHash !== hashText(post.raw)) problems.push(`the text of post ${post.id} is not the forum's`);
  }
  const topic = sandbox.state.topics.find((one) => one.id === topicId);
  const accepted = topic?.acceptedPostId ?? null;
  if ((derived.topic.accepted?.post ?? null) !== accepted) problems.push(`the accepted answer is not ${String(accepted)}`);
  if (derived.topic.assignee !== (topic?.assignment?.userId ?? null)) problems.push(`its owner is ${String(derived.topic.assignee)}`);
  return problems;
}

/** None doubled: by marker over the whole forum, and by text within a topic. */
function doubled(sandbox: Sandbox): string[] {
  const seen = new Set<string>();
  return sandbox.state.posts
    .filter((post) => isByBot(sandbox, post))
    .flatMap((post) => {
      const names = [markerIn(post.raw) ?? `no marker in ${post.id}`, `${post.topicId}: ${withoutMarker(post.raw)}`];
      const again = names.filter((name) => seen.has(name));
      for (const name of names) seen.add(name);
      return again.map((name) => `twice in the forum: ${name}`);
    });
}

/** Every delivery that was answered with 200 is in the inbox. */
async function lostDeliveries(sandbox: Sandbox, { database, forumId }: { database: Database; forumId: string }): Promise<string[]> {
  const rows = await database.rows<{ event_id: string; body_hash: string; state: string }>(
    sql`select event_id, body_hash, state from delivery where forum_id = ${forumId}`,
  );
  const known = new Map(rows.map((row) => [`${row.event_id}/${row.body_hash}`, row.state]));
  return sandbox.sent().flatMap(({ eventId, event, body, status }) => {
    if (status !== 200) return [];
    const state = known.get(`${eventId}/${createHash('sha256').update(body).digest('hex')}`);
    return state === 'done' ? [] : [`delivery ${eventId} (${event}) was answered with 200 and is ${state ?? 'not in the inbox'}`];
  });
}

function isByBot(sandbox: Sandbox, post: Post): boolean {
  return sandbox.state.users.find((user) => user.id === post.userId)?.username === SAMPLE_BOT;
}
