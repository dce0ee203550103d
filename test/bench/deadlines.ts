import { openPeer, type Asked, type Start } from './deadlines/ask.js';
import { installBiz } from './deadlines/biz-gem.js';
import { vectors, YEAR_CALENDAR, yearOfQuestions } from './deadlines/material.js';
import type { Reply } from './deadlines/peer.js';
import { costOf, isRight, measureOf, rateOf, saidOf, same, type PeerFigures } from './deadlines/report.js';
import type { Measure } from './measure.js';

const ROUNDS = 5;
const QUESTIONS = 500;
const SEED = 1;
const YEAR = { milliseconds: 400, limit: 60_000 };
const VECTOR = { milliseconds: 10, limit: 3_000 };
const NPM_PEERS = ['dayjs-business-time', 'moment-business-time'];

/** A peer may be bound to the zone of its process. */
type StartIn = (tz: string) => Start;

/** Due and elapsed on the published cases and on a year of random ones, beside packages that do the same. */
export async function deadlines(): Promise<Measure> {
  const biz = await installBiz();
  const peers = new Map<string, StartIn>(NPM_PEERS.map((name) => [name, (tz) => nodePeer(name, tz)]));
  if (typeof biz !== 'string') peers.set('biz', () => biz.start);
  try {
    const ours = await askVectors(() => nodePeer('ours', 'UTC'));
    const year = await askYear(new Map([['ours', () => nodePeer('ours', 'UTC')], ...peers]));
    const figures: PeerFigures[] = [];
    for (const [name, start] of peers) figures.push(figuresOf(name, { ours, year, replies: await askVectors(start) }));
    return measureOf({ figures, ours, year, seed: SEED, asked: QUESTIONS, missing: typeof biz === 'string' ? biz : null });
  } finally {
    if (typeof biz !== 'string') biz.remove();
  }
}

function nodePeer(name: string, tz: string): Start {
  const words = ['--import', 'tsx', 'test/bench/deadlines/peer-process.ts', name];
  return { command: process.execPath, words, env: { ...process.env, TZ: tz } };
}

/** One reply per published case, in order. */
async function askVectors(startIn: StartIn): Promise<Reply[]> {
  const opened = new Map<string, Asked>();
  const replies: Reply[] = [];
  for (const { calendar, ...question } of vectors()) {
    const start = startIn(calendar.tz);
    const zone = start.env['TZ'] ?? '';
    const asked = opened.get(zone) ?? openPeer(start);
    opened.set(zone, asked);
    // Elapsed is asked up to the due that is right, or a day.
    const until = question.expectedDue ?? new Date(Date.parse(question.start) + 86_400_000).toISOString();
    const group = { calendar, questions: [{ ...question, until }], milliseconds: VECTOR.milliseconds };
    replies.push(await quickest(() => asked.ask(group, VECTOR.limit)));
  }
  for (const asked of opened.values()) asked.stop();
  return replies;
}

/** So short a time is spoilt when the machine does something else in it: the best of three counts, for all alike. */
async function quickest(ask: () => Promise<Reply>): Promise<Reply> {
  let best = await ask();
  for (let again = 0; again < 2 && 'due' in best; again += 1) {
    const reply = await ask();
    if ('due' in reply && costOf(reply) < costOf(best)) best = reply;
  }
  return best;
}

/** Rounds of the same questions to all in turn, so that a busy moment of the machine meets all. */
async function askYear(peers: ReadonlyMap<string, StartIn>): Promise<ReadonlyMap<string, readonly Reply[]>> {
  const questions = yearOfQuestions(QUESTIONS, SEED);
  const opened = [...peers].map(([name, start]) => ({ name, asked: openPeer(start(YEAR_CALENDAR.tz)), replies: [] as Reply[] }));
  // The first round warms up.
  for (let turn = 0; turn <= ROUNDS; turn += 1) {
    for (const { asked, replies } of opened) {
      const reply = await asked.ask({ calendar: YEAR_CALENDAR, questions, milliseconds: YEAR.milliseconds }, YEAR.limit);
      if (turn > 0) replies.push(reply);
    }
  }
  for (const { asked } of opened) asked.stop();
  return new Map(opened.map(({ name, replies }) => [name, replies]));
}

interface Material {
  readonly ours: readonly Reply[];
  readonly year: ReadonlyMap<string, readonly Reply[]>;
  readonly replies: readonly Reply[];
}

function figuresOf(name: string, { ours, year, replies }: Material): PeerFigures {
  const [own, theirs] = [saidOf(year.get('ours')), saidOf(year.get(name))];
  const right = vectors().map((vector, index) => isRight(vector, replies[index]));
  const costs = right.flatMap((isSo, index) => {
    const [mine, its] = [ours[index], replies[index]];
    return isSo && mine && its && 'due' in mine && 'due' in its ? [[costOf(mine), costOf(its)] as const] : [];
  });
  const total = (side: 0 | 1): number => costs.reduce((sum, pair) => sum + pair[side], 0);
  return {
    name,
    rates: theirs.map(rateOf),
    ratios: theirs.flatMap((said, index) => (own[index] ? [costOf(said) / costOf(own[index])] : [])),
    agreed: [agreement(own[0]?.due, theirs[0]?.due), agreement(own[0]?.elapsed, theirs[0]?.elapsed)],
    replies,
    right,
    vectorRatio: total(1) / total(0),
  };
}

function agreement(ours: ReadonlyArray<string | number | null> = [], theirs: ReadonlyArray<string | number | null> = []): number {
  return ours.filter((value, index) => same(value, theirs[index])).length;
}
