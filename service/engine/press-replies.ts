import type { Fact } from '../../shared/facts.js';
import { pressedLineId } from '../../shared/pressed-line.js';
import { wordsFor } from '../../shared/words.js';
import { answerTo, type Standing } from './answer-lines.js';
import { sentences } from './answer-messages.js';
import type { DeriveInput } from './derived.js';
import type { CommandAnswer } from './feature.js';
import type { JudgedLine } from './judge-line.js';
import { isPress, pressesTakenBack } from './pressed-lines.js';

/** What who pressed a button is told in the answer to her request: nothing of it is sent to her (0.1, rule 2). */
export type PressReply = Pick<CommandAnswer, 'outcome' | 'text'>;

interface Judged {
  readonly facts: readonly Fact[];
  readonly lines: readonly JudgedLine[];
  readonly answers: readonly CommandAnswer[];
}

/** Of every press in the ticket, by `replyKey`. A line that was not even judged is somebody's who has no say here. */
export function repliesToPresses({ facts, lines, answers }: Judged, standing: Standing): ReadonlyMap<string, PressReply> {
  const say = sentences[standing.community.locale];
  const { words } = standing.community;
  const judged = new Map(lines.map((one) => [one.line.id, one]));
  const takenBack = pressesTakenBack(facts);
  return ofPresses(facts, (id, isTakingBack): PressReply => {
    if (isTakingBack) return takenBack.has(id) ? { outcome: 'done', text: null } : { outcome: 'refused', text: say.notTakenBack(words) };
    if (takenBack.has(id)) return { outcome: 'told', text: say.takenBack(words) };
    const line = judged.get(id);
    return line === undefined ? { outcome: 'refused', text: say.noSay(words) } : answerTo(line, answers, standing);
  });
}

/** In a topic that is of no community nobody has set a language. Of one that nobody has read yet it is not known. */
export function repliesOutside({
  topicId,
  material: { facts },
}: Pick<DeriveInput, 'topicId' | 'material'>): ReadonlyMap<string, PressReply> {
  if (!facts.some(({ body }) => body.type === 'TopicPlace' && body.topic === topicId)) return new Map();
  return ofPresses(facts, () => ({ outcome: 'refused', text: sentences.en.notFollowed(wordsFor('en', {})) }));
}

export function replyKey(lineId: string, isTakingBack: boolean): string {
  return isTakingBack ? `back:${lineId}` : lineId;
}

function ofPresses(facts: readonly Fact[], reply: (id: string, isTakingBack: boolean) => PressReply): Map<string, PressReply> {
  return new Map(
    facts.filter(isPress).map(({ body }) => {
      const [id, isTakingBack] = [pressedLineId(body), body.type === 'LineTakenBack'];
      return [replyKey(id, isTakingBack), reply(id, isTakingBack)];
    }),
  );
}
