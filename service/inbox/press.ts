import { commandLinesIn, normaliseLine } from '../../shared/commands/lines.js';
import { CONTRACT } from '../../shared/contracts/plugin/common.js';
import type { CommandAnswerBody, CommandRequest } from '../../shared/contracts/plugin/requests.js';
import { factOf, type FactBody, type LineGiven } from '../../shared/facts.js';
import { nameKey } from '../../shared/names.js';
import { namedIn, withNames } from '../../shared/placeholders.js';
import { pressedLineId } from '../../shared/pressed-line.js';
import { settingsTimeline } from '../engine/communities.js';
import { Notebook } from '../engine/observations.js';
import { replyKey } from '../engine/press-replies.js';
import type { TicketProcessor } from '../engine/process.js';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';
import type { Queue } from '../ports/queue.js';
import type { Need, Store } from '../ports/store.js';
import type { WaitingForReplies } from './replies.js';

export interface PressParts {
  readonly forumId: string;
  readonly botName: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: Queue;
  readonly log: Log;
  readonly processor: TicketProcessor;
  readonly replies: WaitingForReplies;
  readonly crashPoint?: (name: string) => void;
}

export type GivePress = (request: CommandRequest) => Promise<CommandAnswerBody>;

/** So long after a press arrived, who pressed is told that it is recorded; the forum itself waits five seconds. */
const WAIT_MILLISECONDS = 4_000;

/**
 * The third door (0.1, rule 1): what a button says is recorded as a line to the desk, then judged like any other. The same press again
 * is the same line, and is answered again.
 */
export function createPresses(parts: PressParts): GivePress {
  const { forumId, store, clock, queue, replies, crashPoint } = parts;
  return async (request) => {
    const line = pressOf(request);
    const key = replyKey(pressedLineId(line), request.takeBack === true);
    const waiting = replies.waitFor(key);
    const late = new AbortController();
    const isLate = clock.sleep(WAIT_MILLISECONDS, late.signal).then(() => null);
    try {
      const place = await placeOf(line, parts);
      await record(request, place, parts);
      crashPoint?.('press:after-commit');
      if (place.needs.length > 0) queue.ring('reads');
      // Whoever derives it tells what came of it; a long derivation goes on after the answer.
      void derive(place.topic, parts);
      const reply = await Promise.race([waiting.reply, isLate]);
      if (reply?.outcome === 'refused')
        await store.note(forumId, { kind: 'refused-press', thing: `topic:${line.topic}`, text: 'a line of a button', at: clock.now() });
      return { contract: CONTRACT, outcome: reply?.outcome ?? 'waiting', text: await named(reply?.text ?? null, parts) };
    } finally {
      waiting.stop();
      late.abort();
    }
  };
}

/** As in what is written into the forum: rules know people by their ids only. */
async function named(text: string | null, { store, forumId }: PressParts): Promise<string | null> {
  if (text === null) return null;
  const names = await store.labels(forumId, namedIn(text));
  return withNames(text, (thing) => names.get(thing) || null);
}

function pressOf({ id, topicId, postId, actor }: CommandRequest): Pick<LineGiven, 'press' | 'topic' | 'post' | 'author'> {
  return { press: id, topic: topicId, post: postId, author: actor.id };
}

interface Place {
  readonly topic: number;
  /** The post was seen in another topic: it is here now. */
  readonly isMoved: boolean;
  readonly needs: readonly Need[];
}

/** What is not known yet is read first; the line counts when it is. */
async function placeOf({ topic, post }: ReturnType<typeof pressOf>, { store, forumId, clock }: PressParts): Promise<Place> {
  const known = await store.topicPlace(forumId, topic);
  const seenIn = post === null ? topic : (await store.topicsOfPosts(forumId, [post])).get(post);
  const isUnknown = known === null || seenIn !== topic;
  const needs = isUnknown ? [{ thing: `topic:${topic}` as const, why: 'bell' as const, by: clock.now() }] : [];
  return { topic, isMoved: seenIn !== undefined && seenIn !== topic, needs };
}

/** One transaction, before anything else is done. */
async function record(request: CommandRequest, { isMoved, needs }: Place, parts: PressParts): Promise<void> {
  const { store, forumId, clock } = parts;
  const notebook = new Notebook();
  const learnt = { at: request.at, learntAt: clock.now(), source: 'button' };
  const press = pressOf(request);
  const textId = pressedLineId(press);
  const given: FactBody = { type: 'LineGiven', ...press, textId, hasName: request.actor.hasName };
  const fact = factOf(request.takeBack ? { type: 'LineTakenBack', ...press } : given, learnt);
  // The first time counts, whatever a later one says.
  if ((await store.fact(forumId, fact.key)) === null) {
    notebook.facts.push(fact);
    // It stands nowhere in the forum for others to read (design section 9).
    if (!request.takeBack) notebook.text({ id: textId, thing: fact.thing, isPrivate: true, body: textOf(request, parts), at: request.at });
    notebook.person({ id: press.author, name: '', key: nameKey(request.actor.username) }, learnt);
    for (const body of await membershipsTold(request, parts)) notebook.note(body, learnt);
    if (isMoved && press.post !== null) notebook.note({ type: 'Placed', post: press.post, topic: press.topic }, learnt);
  }
  const { facts, texts, labels } = notebook;
  await store.learn(forumId, { facts, texts, labels, confirmations: [], needs, cause: { type: 'none' } });
}

/** As it would stand in a post. */
function textOf({ line }: CommandRequest, { botName }: PressParts): string {
  const raw = `@${botName} ${line.replace(/\s+/g, ' ').trim()}`;
  return commandLinesIn(raw, [botName])[0] ?? normaliseLine(raw);
}

/** The forum knows who is in which group; what is known here of groups with a role may be minutes old. */
async function membershipsTold({ actor, at }: CommandRequest, { store, forumId }: PressParts): Promise<FactBody[]> {
  const settings = settingsTimeline(await store.settings(forumId), await store.parents(forumId));
  const communities = [...new Set(settings.changes.map(({ community }) => community))].flatMap(
    (community) => settings.inForce(community, at)?.settings ?? [],
  );
  const bound = new Set(communities.flatMap(({ roles, alsoGroups = [] }) => [...Object.values(roles).flat(), ...alsoGroups]));
  const known = new Set(await store.groupsOf(forumId, actor.id));
  return [...bound].flatMap((group): FactBody[] => {
    const isTold = actor.groupIds.includes(group);
    if (isTold === known.has(group)) return [];
    return [{ type: isTold ? 'MembershipBegan' : 'MembershipEnded', group, user: actor.id }];
  });
}

/** At once, before what else waits to be derived. What fails is set aside by the loop, and the line stays recorded. */
async function derive(topic: number, { store, forumId, processor, queue, log }: PressParts): Promise<void> {
  try {
    for (const ticket of await store.ticketsAt(forumId, topic)) await processor.process(forumId, ticket);
    queue.ring('outbox');
  } catch (error) {
    log.warn(
      { topic, error: error instanceof Error ? error.name : 'unknown' },
      'what a button said is recorded and could not be derived at once',
    );
    queue.ring('tickets');
  }
}
