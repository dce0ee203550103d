import type { Fact } from '../../shared/facts.js';
import type { TicketView } from './feature.js';
import type { ResolveName } from './resolve-name.js';
import { timelineOf } from './timeline.js';
import { TopicState } from './topic-state.js';

/** What is known of the topics with which this one exchanged posts. */
interface Known {
  readonly neighbours: ReadonlyMap<number, readonly Fact[]> | undefined;
  readonly botId: number;
  readonly resolve: ResolveName;
}

/** Table 0.3: which of the topics whose posts came here were merged into this one. What ever was private is named nowhere (ES-02). */
export function mergedHere(topicId: number, known: Known): TicketView['topic']['mergedHere'] {
  return [...(known.neighbours?.keys() ?? [])].flatMap((topic) => {
    const state = stateOf(topic, known);
    const isHere = state?.merged?.into === topicId && !state.wasPrivate;
    return isHere && state.merged ? [{ topic, asker: state.asker, at: state.merged.at }] : [];
  });
}

export function isKnownPublic(topic: number, known: Known): boolean {
  const state = stateOf(topic, known);
  return state !== null && state.placedAt !== null && !state.wasPrivate;
}

function stateOf(topic: number, { neighbours, botId, resolve }: Known): TopicState | null {
  const facts = neighbours?.get(topic) ?? [];
  const last = facts.reduce((latest, { at }) => (at > latest ? at : latest), '');
  if (last === '') return null;
  const state = new TopicState(topic, botId, resolve);
  for (const step of timelineOf(topic, facts, last).steps) for (const fact of step.facts) state.apply(fact);
  return state;
}
