import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { addSeconds } from '../../shared/instant.js';
import type { ClocksView } from '../../service/features/clocks/view.js';
import { TOPIC, fact } from './engine-story.js';
import { LAST, historyArbitrary, inFoldingOrder, judgeAt, nowArbitrary, rearranged, shownAt, type History } from './histories.js';

export interface Property {
  readonly name: string;
  readonly property: fc.IProperty<unknown>;
}

const END = addSeconds(LAST, 48 * 3600);

/** What holds for every history of a topic; the tests run a few hundred, the long run goes on by the clock. */
export const PROPERTIES: readonly Property[] = [
  { name: 'gives the same for any order of arrival and any repetition', property: anyOrder() },
  { name: 'gives the same whether it woke at every instant or only at the end', property: lateWakes() },
  { name: 'names every moment at which time alone changes something', property: nothingBetweenWakes() },
  { name: 'is not changed by what lies in the future', property: futureFacts() },
  { name: 'is private from a message or a refused read on until a read shows otherwise', property: privacy() },
  { name: 'isolates nothing: no feature fails on any history', property: noFailures() },
];

function anyOrder(): fc.IProperty<unknown> {
  return fc.property(historyArbitrary, nowArbitrary, fc.infiniteStream(fc.nat()), (history, now, keys) => {
    const other = rearranged(history, keys);

    deepStrictEqual(shownAt(other, now), shownAt(history, now));
    deepStrictEqual(judgeAt(other, now).derived.nextWakeAt, judgeAt(history, now).derived.nextWakeAt);
  });
}

/** The moments at which a service that is never late wakes, from the last fact on. */
function wakesOf(history: History): string[] {
  const wakes: string[] = [];
  for (
    let next = judgeAt(history, LAST).derived.nextWakeAt;
    next !== null && next <= END;
    next = judgeAt(history, next).derived.nextWakeAt
  ) {
    ok(next > (wakes.at(-1) ?? LAST), `the wake at ${next} does not lie ahead`);
    wakes.push(next);
  }
  return wakes;
}

function lateWakes(): fc.IProperty<unknown> {
  return fc.property(historyArbitrary, (history) => {
    const wakes = wakesOf(history);
    const punctual = new Map<string, string>();
    for (const wake of wakes)
      for (const breach of breachesAt(history, wake)) if (!punctual.has(breach.name)) punctual.set(breach.name, breach.at);
    for (const breach of breachesAt(history, LAST)) punctual.set(breach.name, breach.at);

    deepStrictEqual(Object.fromEntries(breachesAt(history, END).map((one) => [one.name, one.at])), Object.fromEntries(punctual));
    deepStrictEqual(shownAt(history, END), shownAt(history, wakes.at(-1) ?? LAST));
  });
}

function breachesAt(history: History, now: string): Array<{ name: string; at: string }> {
  const view = judgeAt(history, now).derived.ticket.views['clocks'] as ClocksView;
  return view.cycles.flatMap(({ metric, number, breachedAt }) =>
    breachedAt === null ? [] : [{ name: `${metric} ${number}`, at: breachedAt }],
  );
}

function nothingBetweenWakes(): fc.IProperty<unknown> {
  return fc.property(historyArbitrary, fc.integer({ min: 0, max: 48 * 3600 }), (history, seconds) => {
    const now = addSeconds(LAST, seconds);
    const woken = wakesOf(history).findLast((wake) => wake <= now) ?? LAST;

    deepStrictEqual(shownAt(history, now), shownAt(history, woken));
  });
}

function futureFacts(): fc.IProperty<unknown> {
  return fc.property(historyArbitrary, historyArbitrary, nowArbitrary, (history, later, now) => {
    const known = { ...history, facts: history.facts.filter((one) => one.at <= now) };
    const future = later.facts.filter((one) => one.at > addSeconds(now, 60));

    deepStrictEqual(shownAt({ ...known, facts: [...future, ...known.facts] }, now), shownAt(known, now));
    const wakes = [judgeAt(known, now).derived.nextWakeAt, ...future.map((one) => one.at)].filter((wake) => wake !== null).sort();
    deepStrictEqual(judgeAt({ ...known, facts: [...future, ...known.facts] }, now).derived.nextWakeAt, wakes[0] ?? null);
  });
}

function privacy(): fc.IProperty<unknown> {
  return fc.property(historyArbitrary, nowArbitrary, (history, now) => {
    const last = inFoldingOrder(history.facts).findLast(
      ({ at, body }) =>
        at <= addSeconds(now, 60) &&
        ((body.type === 'TopicPlace' && body.topic === TOPIC) || (body.type === 'Unreadable' && body.thing === `topic:${TOPIC}`)),
    );
    const isPrivate = last?.body.type === 'Unreadable' || (last?.body.type === 'TopicPlace' && last.body.archetype === 'private_message');

    deepStrictEqual(judgeAt(history, now).derived.topic.isPrivate, isPrivate);
    const message = fact(addSeconds(now, 30), { type: 'TopicPlace', topic: TOPIC, category: null, archetype: 'private_message' });
    const known = history.facts.filter((one) => one.at <= now);
    ok(judgeAt({ ...history, facts: [message, ...known] }, now).derived.topic.isPrivate);
  });
}

function noFailures(): fc.IProperty<unknown> {
  return fc.property(historyArbitrary, nowArbitrary, (history, now) => deepStrictEqual(judgeAt(history, now).failures, []));
}
