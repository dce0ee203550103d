import { addSeconds, type Instant } from '../../../shared/instant.js';
import { pathLink } from '../../../shared/path-link.js';
import type { Act, OwnWant, TicketView, WantContext } from '../../engine/feature.js';
import { followersOf, type TriageView } from '../triage/view.js';
import { followerTexts } from './follower-texts.js';
import type { OfficialSettings } from './settings.js';
import type { OfficialView, Signature } from './view.js';

type Context = WantContext<OfficialSettings>;

/** After a day nobody waits for the news any more. */
const NEWS_SECONDS = 86_400;

interface News {
  readonly id: string;
  readonly at: Instant;
  readonly what: 'signed' | 'voided' | 'withdrawn';
  readonly signature: Signature;
}

/**
 * TR-26: who said "me too" is told about official answers and their corrections, each person in a message of her own, so that one who
 * takes no messages keeps them from nobody. What comes before a message is sent is told in it; what comes later, in the next one.
 */
export function followerWants(view: OfficialView, ticket: TicketView, context: Context): Array<OwnWant<'message'>> {
  const triage = ticket.views['triage'] as TriageView | undefined;
  // Of what is private, those outside learn nothing.
  if (triage === undefined || ticket.topic.isPrivate) return [];
  const news = newsOf(view);
  if (news.length === 0) return [];
  return followersOf(triage, ticket).flatMap(({ user, since }) => {
    const key = `message:follower:topic:${ticket.topic.id}:user:${user}:`;
    const fresh = notTold(news, { key, acts: context.acts }).filter(({ at, signature }) => at > since && signature.signer !== user);
    const told = fresh.filter((one) => !isOver(one, fresh));
    const last = told.at(-1);
    return last === undefined ? [] : [message(`${key}${last.id}`, { user, told, last }, { ticket, context })];
  });
}

function newsOf({ signatures }: OfficialView): News[] {
  const news = signatures.flatMap((signature): News[] => {
    const { id, text, end, away } = signature;
    if (text === null || away !== null) return [];
    const signed: News = { id: `signed:${id}`, at: text.from, what: 'signed', signature };
    // Which one replaced it is news of its own, and that one runs out was said at its signing.
    if (end?.type !== 'voided' && end?.type !== 'withdrawn') return [signed];
    return [signed, { id: `${end.type}:${id}`, at: end.at, what: end.type, signature }];
  });
  return news.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/** The key of a message ends with the newest that it tells. Who takes no messages is not asked again for the same. */
function notTold(news: readonly News[], { key, acts }: { readonly key: string; readonly acts: readonly Act[] }): readonly News[] {
  const keys = new Set(acts.filter(({ outcome }) => outcome !== 'cancelled').map((act) => act.key));
  return news.slice(news.findLastIndex(({ id }) => keys.has(`${key}${id}`)) + 1);
}

/** What was signed and ended before anybody was told of it is no news. */
function isOver({ signature }: News, fresh: readonly News[]): boolean {
  const own = fresh.filter((one) => one.signature.id === signature.id);
  return own.length > 1 || (own[0]?.what === 'signed' && signature.end !== null);
}

function message(
  key: string,
  { user, told, last }: { readonly user: number; readonly told: readonly News[]; readonly last: News },
  { ticket: { topic }, context: { locale, words } }: { readonly ticket: TicketView; readonly context: Context },
): OwnWant<'message'> {
  const texts = followerTexts[locale];
  const lines = told.map(({ what, signature }) => `- ${texts[what](pathLink(`/p/${signature.post}`), words)}`).join('\n');
  const raw = [texts.intro(pathLink(`/t/${topic.id}`), words), lines, texts.howToStop(words)].join('\n\n');
  return {
    type: 'Want',
    kind: 'message',
    key,
    value: { title: texts.title(`HD-${topic.id}`, words), raw, users: [user], groups: [] },
    because: 'she said "me too"',
    notAfter: addSeconds(last.at, NEWS_SECONDS),
    isAskedFor: false,
  };
}
