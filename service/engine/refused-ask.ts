import { addSeconds } from '../../shared/instant.js';
import { pathLink } from '../../shared/path-link.js';
import type { Derived, DeriveInput } from './derived.js';
import type { Want } from './feature.js';
import { messages } from './messages.js';

const HINT_SECONDS = 86_400;

/** ES-01: where private asking is off, a message to the experts is no question; who wrote it is told so, once and in private. */
export function refusedAsk({ topic, settings }: Derived, { botId, topicId }: Pick<DeriveInput, 'botId' | 'topicId'>): Want[] {
  const { asker, bornAt, archetype, participants } = topic;
  if (archetype !== 'private_message' || bornAt === null || asker === null || asker === botId || asker < 0) return [];
  const community = settings.refusingPrivateAsk(participants?.groups ?? [], bornAt);
  const found = community === null ? null : settings.inForce(community, bornAt);
  if (!found) return [];
  const { words, locale } = found.settings;
  const say = messages[locale];
  const value = {
    title: say.noPrivateAskingTitle(words),
    raw: say.noPrivateAsking(pathLink(`/t/${topicId}`), words),
    users: [asker],
    groups: [],
  };
  const because = 'private asking is off, and who asked is told';
  const key = `message:topic:${topicId}:no-private-asking`;
  return [{ type: 'Want', kind: 'message', key, value, because, notAfter: addSeconds(bornAt, HINT_SECONDS), isAskedFor: true }];
}
