import { factOf, type Fact, type FactBody } from '../../shared/facts.js';
import { addSeconds, type Instant } from '../../shared/instant.js';
import type { SettingsVersion } from '../../shared/settings.js';
import { parseCommunities, resolveCommunity } from '../../service/config/communities.js';
import { rules } from '../../service/features/list.js';

export const START: Instant = '2026-11-02T09:00:00.000Z';
export const EXPERTS = 41;

/** One community on category 5, with group 41 as its experts. */
export function sampleVersions(): SettingsVersion[] {
  const parsed = parseCommunities(
    'communities:\n  - { id: housing, category: 5, since: 2026-11-01T00:00:00Z, experts: experts, facilitators: facilitators, settleSeconds: 0 }\n',
    rules.features,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.communities.map((draft) => {
    const { settings } = resolveCommunity(draft, { group: (name) => (name === 'experts' ? EXPERTS : 43), user: () => null }, START);
    return { community: settings.id, version: 1, at: settings.since, recompute: false, settings };
  });
}

/** A topic with so many facts: posts by members and now and then an expert, edits read, tags changed. */
export function busyTopic(topic: number, count: number, firstPost = topic * 100_000): Fact[] {
  const facts: Fact[] = [];
  const note = (body: FactBody, seconds: number): void => {
    const at = addSeconds(START, seconds);
    facts.push(factOf(body, { at, learntAt: at, source: 'bench' }));
  };
  note({ type: 'TopicBorn', topic }, 0);
  note({ type: 'TopicAuthor', topic, user: 3 }, 0);
  note({ type: 'TopicPlace', topic, category: 5, archetype: 'regular' }, 0);
  for (let post = 0; facts.length < count; post += 1) {
    const id = firstPost + post;
    const at = 1 + post * 7;
    note({ type: 'PostBorn', post: id, replyTo: null }, at);
    note({ type: 'Placed', post: id, topic }, at);
    note({ type: 'PostAuthor', post: id, user: post === 0 ? 3 : 3 + (post % 9) }, at);
    note({ type: 'PostKindSeen', post: id, kind: 'regular' }, at);
    note({ type: 'PostVisibility', post: id, visibility: 'visible' }, at);
    note({ type: 'TextConfirmed', post: id, version: 1, hash: `hash-${id}`, textId: null }, at);
    if (post % 20 === 5) note({ type: 'PostVisibility', post: id, visibility: 'deleted' }, at + 2);
    if (post % 25 === 7) note({ type: 'TopicTags', topic, tags: [`tag-${post}`] }, at + 3);
  }
  return facts.slice(0, count);
}
