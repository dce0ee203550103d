import { parseCommand } from '../../shared/commands/parse.js';
import type { Fact } from '../../shared/facts.js';
import { pressedLineId } from '../../shared/pressed-line.js';
import { LOCALES } from '../../shared/words.js';
import type { TicketView } from './feature.js';
import { pressesTakenBack } from './pressed-lines.js';
import type { ResolveName } from './resolve-name.js';
import { timelineOf } from './timeline.js';
import { TopicState } from './topic-state.js';

/** What is known of the topics with which this one exchanged posts. */
interface Known {
  readonly neighbours: ReadonlyMap<number, readonly Fact[]> | undefined;
  readonly botId: number;
  readonly resolve: ResolveName;
  readonly texts: ReadonlyMap<string, string>;
}

/** Table 0.3: which of the topics whose posts came here were merged into this one. What ever was private is named nowhere (ES-02). */
export function mergedHere(topicId: number, known: Known): TicketView['topic']['mergedHere'] {
  return [...(known.neighbours?.keys() ?? [])].flatMap((topic) => {
    const state = stateOf(topic, known);
    const isHere = state?.merged?.into === topicId && !state.wasPrivate;
    return isHere && state.merged ? [{ topic, asker: state.asker, meToo: meTooIn(topic, known), at: state.merged.at }] : [];
  });
}

/** By its buttons: they stand in no post that came here. */
function meTooIn(topic: number, { neighbours, texts }: Known): number[] {
  const facts = neighbours?.get(topic) ?? [];
  const takenBack = pressesTakenBack(facts);
  const authors = facts.flatMap(({ body }) => {
    if (body.type !== 'LineGiven' || body.post !== null || takenBack.has(pressedLineId(body))) return [];
    return isMeToo(texts.get(body.textId ?? '') ?? '') ? [body.author] : [];
  });
  return [...new Set(authors)];
}

function isMeToo(line: string): boolean {
  const name = line.split(/[\s:,]/, 1)[0]?.slice(1) ?? '';
  return LOCALES.some((locale) => {
    const parsed = parseCommand(line, { names: [name], locale, translations: {}, today: '2000-01-01' });
    return parsed.ok && parsed.word === 'me too';
  });
}

export function isKnownPublic(topic: number, known: Known): boolean {
  const state = stateOf(topic, known);
  return state !== null && state.placedAt !== null && !state.wasPrivate;
}

function stateOf(topic: number, { neighbours, botId, resolve }: Omit<Known, 'texts'>): TopicState | null {
  const facts = neighbours?.get(topic) ?? [];
  const last = facts.reduce((latest, { at }) => (at > latest ? at : latest), '');
  if (last === '') return null;
  const state = new TopicState(topic, botId, resolve);
  for (const step of timelineOf(topic, facts, last).steps) for (const fact of step.facts) state.apply(fact);
  return state;
}
