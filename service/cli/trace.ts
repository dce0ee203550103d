import { stringify } from 'yaml';
import { discourseDeliveries } from '../adapters/discourse/delivery-reader.js';
import { interpret } from '../inbox/interpret.js';
import type { Store } from '../ports/store.js';
import { DONE, FELL_SHORT, WRONG_USAGE } from './answer.js';
import type { DeskCommand } from './desk.js';

/** `trace <delivery>`: every stage of one delivery: what was kept of it, birth or bell, reads, facts, view, wants, effects, acts. */
export const trace: DeskCommand = async ({ store, forumId }, { delivery: word }) => {
  const id = Number(word);
  if (!Number.isSafeInteger(id) || id < 1)
    return { code: WRONG_USAGE, text: `${word ?? ''} is no delivery. Give its number, as \`explain\` shows it behind \`delivery:\`.` };
  const delivery = await store.delivery(id);
  if (delivery?.forumId !== forumId) return { code: FELL_SHORT, text: `There is no delivery ${id}.` };
  const { hook, event, eventId, receivedAt, state, note, body } = delivery;
  const reading = body === '' ? null : discourseDeliveries.readDelivery(event, JSON.parse(body));
  const row = await store.forum(forumId);
  const meaning = reading?.ok
    ? interpret(
        reading.seen,
        { receivedAt, source: `delivery:${id}` },
        { botId: row?.botId ?? 0, keepsText: () => false, watches: () => true },
      )
    : null;
  const facts = (await store.allFacts(forumId)).filter((fact) => fact.source === `delivery:${id}`);
  const bodies = [...(meaning?.notebook.facts ?? []), ...facts].map((one) => one.body);
  const posts = bodies.flatMap((fact) => ('post' in fact && fact.post !== null ? [fact.post] : []));
  const topicIds = new Set([
    ...bodies.flatMap((fact) => ('topic' in fact ? [fact.topic] : [])),
    ...(await store.topicsOfPosts(forumId, posts)).values(),
  ]);
  const topics = await Promise.all([...topicIds].map((topic) => topicStage(store, forumId, topic)));
  const result = {
    delivery: { id, hook, event, eventId, receivedAt, state, note },
    body: body === '' ? 'no longer kept' : (JSON.parse(body) as unknown),
    reading: reading === null ? 'no longer readable' : reading.ok ? reading.seen : { problem: reading.problem },
    asksFor: meaning?.needs ?? [],
    factsFirstLearntFromIt: facts.map(({ at, body: fact }) => ({ at, ...fact })),
    stillToRead: (await store.needs(forumId)).filter((need) => [...topicIds].some((topic) => need.thing === `topic:${topic}`)),
    topics,
  };
  return { code: DONE, text: stringify(result, { lineWidth: 0, aliasDuplicateObjects: false }), json: result };
};

async function topicStage(store: Store, forumId: string, topic: number) {
  return {
    topic,
    view: (await store.ticket(forumId, topic))?.view ?? 'no ticket',
    effects: await store.effects(forumId, { topicId: topic }),
    acts: await store.acts(forumId, topic),
  };
}
