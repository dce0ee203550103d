import { stringify } from 'yaml';
import { compareFacts, type Fact } from '../../shared/facts.js';
import { toInstant } from '../../shared/instant.js';
import { judge } from '../engine/judge.js';
import { viewForPages } from '../engine/view-for-pages.js';
import { masked, privateWords } from './private-words.js';
import { DONE, FELL_SHORT, WRONG_USAGE } from './answer.js';
import type { DeskCommand } from './desk.js';
import { explainClock } from './explain-clock.js';

/** `explain <topic>`: what is true and wanted, why, and where each fact came from; `--as-of` from the facts up to that time, as known today. */
export const explain: DeskCommand = async ({ store, forumId, rules, clock }, { topic, asOf, clock: metric, cycle }) => {
  const topicId = Number(/^(?:HD-)?(\d+)$/i.exec(topic ?? '')?.[1]);
  if (!Number.isSafeInteger(topicId))
    return { code: WRONG_USAGE, text: `${topic ?? ''} is no topic. Give its number or its reference, like HD-20.` };
  const at = asOf === undefined ? clock.now() : toInstant(asOf);
  if (at === null) return { code: WRONG_USAGE, text: `--as-of ${asOf ?? ''} is no time; write it as 2026-11-22T04:21:09Z.` };
  const row = await store.forum(forumId);
  const known = await store.material(forumId, topicId);
  const isUpTo = (fact: Fact): boolean => fact.at <= at;
  const material =
    asOf === undefined ? known : { ...known, facts: known.facts.filter(isUpTo), memberships: known.memberships.filter(isUpTo) };
  if (material.facts.length === 0)
    return {
      code: FELL_SHORT,
      text: `Nothing is known of topic ${topicId}${asOf === undefined ? '' : ` up to ${at}`}. A topic becomes known by its delivery or by the sweep.`,
    };
  const judged = (some: typeof known, now: string) => judge(rules, { topicId, botId: row?.botId ?? 0, now, material: some }, some.effects);
  const judgement = judged(material, at);
  if (metric !== undefined) return explainClock(judgement, { metric, cycle, asOf: at });
  const today = asOf === undefined ? judgement : judged(known, clock.now());
  const words = privateWords(known, [judgement.derived.ticket, today.derived.ticket]);
  const result = {
    asOf: at,
    isTicket: judgement.state !== null,
    view: masked(viewForPages(judgement), words),
    failures: masked(judgement.failures, words),
    facts: [...material.facts].sort(compareFacts).map(describe),
    memberships: material.memberships.map(describe),
    acts: asOf === undefined ? await store.acts(forumId, topicId) : [],
  };
  return { code: DONE, text: stringify(result, { lineWidth: 0, aliasDuplicateObjects: false }), json: result };
};

function describe({ at, thing, learntAt, source, unconfirmed, body: { type, ...body } }: Fact) {
  return { at, thing, type, ...body, learntAt, source, ...(unconfirmed && { unconfirmed }) };
}
