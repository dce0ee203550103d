import { addSeconds } from '../../shared/instant.js';
import { personIn } from '../../shared/placeholders.js';
import type { CommunitySettings } from '../../shared/settings.js';
import { pathLink } from '../../shared/path-link.js';
import type { Derived } from './derived.js';
import type { OwnWant, Want } from './feature.js';
import { messages } from './messages.js';
import type { TopicState } from './topic-state.js';

/** After a day nobody needs to hear of it any more. */
const NOTICE_SECONDS = 86_400;

/** Table 0.3: a topic that was made a message, and what was private and was made public: those who must know are told at once. */
export function turnedWants({ topic, ticket }: Derived, community: CommunitySettings): Want[] {
  return [topic, ...(ticket.rooms.values() as Iterable<TopicState>)].flatMap((place) => {
    if (place.turned === null) return [];
    if (place.turned.to === 'regular') return madePublic(place, topic.id, community);
    return place === topic ? madePrivate(topic, community) : [];
  });
}

function madePublic(place: TopicState, ticket: number, { roles, words, locale }: CommunitySettings): Want[] {
  const groups = roles.facilitator.length > 0 ? roles.facilitator : roles.deskLead;
  const say = messages[locale];
  const value = {
    title: say.madePublicTitle(`HD-${ticket}`),
    raw: say.madePublic(pathLink(`/t/${place.id}`), secondOf(place), words),
    users: [],
    groups,
  };
  const count = place.turned?.count ?? 1;
  return groups.length === 0
    ? []
    : [{ ...message(place, { what: `made-public:${count}`, value, because: 'what was private became public' }), isAskedFor: true }];
}

function madePrivate(topic: TopicState, { roles, words, locale }: CommunitySettings): Want[] {
  const groups = roles.facilitator;
  const say = messages[locale];
  const [reference, link] = [`HD-${topic.id}`, `${pathLink(`/t/${topic.id}`)} (${secondOf(topic)})`];
  const toDesk = { title: say.madePrivateTitle(reference), raw: say.madePrivate(link, writersOf(topic), words), users: [], groups };
  const because = 'it was public until it was made a message';
  const count = topic.turned?.count ?? 1;
  const told = groups.length === 0 ? [] : [message(topic, { what: `made-private:${count}`, value: toDesk, because })];
  if (topic.asker === null || topic.asker < 0) return told;
  // TR-12: the asker is told after it, too.
  const title = say.madePrivateAskerTitle(reference, words);
  const toAsker = { title, raw: say.madePrivateAsker(link, words), users: [topic.asker], groups: [] };
  return [...told, message(topic, { what: `made-private-asker:${count}`, value: toAsker, because })];
}

/** To the second: each time is told in its own words, so that none passes for a repetition. */
function secondOf({ turned }: TopicState): string {
  return `${(turned?.at ?? '').slice(0, 19).replace('T', ' ')} UTC`;
}

/** Who wrote there while all could read it. */
function writersOf({ posts, asker, turned }: TopicState): string {
  const before = [...posts.values()].filter(({ at, ours }) => !ours && turned !== null && at <= turned.at);
  const authors = new Set(before.flatMap(({ author }) => (author === null || author <= 0 || author === asker ? [] : [author])));
  return [...authors].map(personIn).join(', ');
}

interface Told {
  readonly what: string;
  readonly value: OwnWant<'message'>['value'];
  readonly because: string;
}

function message({ id, turned }: TopicState, { what, value, because }: Told): OwnWant<'message'> {
  const key = `message:topic:${id}:${what}`;
  const notAfter = turned === null ? null : addSeconds(turned.at, NOTICE_SECONDS);
  return { type: 'Want', kind: 'message', key, value, because, notAfter, isAskedFor: false };
}
