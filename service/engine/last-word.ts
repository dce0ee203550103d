import type { CommunitySettings } from '../../shared/settings.js';
import type { Effect } from '../ports/store.js';
import type { Derived } from './derived.js';
import type { NoticeValue } from './effects.js';
import type { Part, Want } from './feature.js';
import { messages } from './messages.js';

interface LastWord {
  readonly on: ReadonlyArray<Part | Want>;
  readonly derived: Derived;
  readonly effects: readonly Effect[];
  readonly community: Pick<CommunitySettings, 'words' | 'locale'>;
  /** What features keep there. */
  readonly parting: readonly string[];
}

/** A status post in a topic that the desk left would promise for ever what nobody keeps: it says so instead, once. */
export function lastWord({ on, derived, effects, parting, community: { words, locale } }: LastWord): Part[] {
  const hasEnded = derived.leftBecause !== null || derived.topic.merged !== null;
  if (!hasEnded) return [];
  const because = 'the desk no longer follows this topic';
  // Table 0.3: labels go with the community.
  const labels =
    derived.leftBecause === null
      ? []
      : labelledPosts(effects).map((post): Part => ({ type: 'NoticePart', post, topic: derived.topic.id, text: '', because }));
  // Between the move of the posts and the close that makes it a merge, the move looks like that of a person.
  const spoken = derived.topic.merged === null ? ['done'] : ['done', 'overruled'];
  const spokeBefore = effects.some((effect) => effect.kind === 'status' && spoken.includes(effect.state));
  if (!spokeBefore || on.some((said) => said.type === 'StatusPart')) return labels;
  return [
    ...labels,
    {
      type: 'StatusPart',
      topic: derived.topic.id,
      line:
        derived.topic.merged === null
          ? messages[locale].noLongerFollowed(words)
          : messages[locale].mergedInto(derived.mayName(derived.topic.merged.into) ? derived.topic.merged.into : null, words),
      because,
    },
    ...parting.map((line): Part => ({ type: 'StatusPart', topic: derived.topic.id, line, because: 'the lead chose to keep it' })),
  ];
}

/** Posts on which a label of ours stands. */
function labelledPosts(effects: readonly Effect[]): number[] {
  const last = new Map<number, boolean>();
  for (const { kind, state, value } of effects) {
    if (kind === 'notice' && state === 'done') last.set((value as NoticeValue).post, (value as NoticeValue).text !== '');
  }
  return [...last].flatMap(([post, isThere]) => (isThere ? [post] : []));
}
