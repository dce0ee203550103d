import type { Instant } from '../../../shared/instant.js';
import { personIn } from '../../../shared/placeholders.js';
import { timeMessages } from '../../../shared/time-messages.js';
import type { OwnWant, Part, TicketView, Want, WantContext } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import { wallTime } from '../clocks/arithmetic/wording.js';
import { followerWants } from './followers.js';
import { messages, type Label } from './messages.js';
import { inOneLine } from '../../../shared/one-line.js';
import type { OfficialSettings } from './settings.js';
import { isStanding, officialStands, type OfficialView, type Signature, type SignatureEnd } from './view.js';
import { zoneOf } from './zone.js';

type Context = WantContext<OfficialSettings>;

const NOTICE = 'notice:post:';

/** A label on each post that is or was official, the tag and the line of the topic, and the badge of the signers. */
export function wants(view: OfficialView, ticket: TicketView, context: Context): Array<Part | Want> {
  const { topic, membership } = ticket;
  if (membership === null || topic.deletedAt !== null) return [];
  const isPublic = !topic.isPrivate;
  return [
    ...[...new Set(view.signatures.map(({ post }) => post))].flatMap((post) => noticeOf(view, { post, topic: topic.id }, context)),
    ...formerLabels(view, ticket, context),
    ...(topic.merged === null ? statusOf(view, ticket, context) : []),
    ...(isPublic && officialStands(view) ? [tagOf(topic.id, context)] : []),
    ...(isPublic ? badgesOf(view, context) : []),
    ...(topic.merged === null ? followerWants(view, ticket, context) : []),
  ];
}

/** SU-03: labels go with the desk; that somebody signed stays readable where the lead wants it. */
export function parting({ signatures }: OfficialView, _ticket: TicketView, context: Context): string[] {
  if (!context.settings.keepsLines) return [];
  const say = messages[context.locale];
  return signatures.filter(isStanding).map((one) => `${pathOf(one.post)}: ${say.signed(labelOf(one, context), context.words)}`);
}

/** Signed with a line that its author took back in time, a post never was official: the label goes. */
function formerLabels({ signatures }: OfficialView, { topic }: TicketView, { acts }: Context): Part[] {
  const set = new Set(
    acts.flatMap(({ key, outcome }) => (outcome === 'done' && key.startsWith(NOTICE) ? [Number(key.slice(NOTICE.length))] : [])),
  );
  const isFormer = (post: number): boolean => topic.posts.has(post) && !signatures.some((one) => one.post === post);
  const because = 'the line that signed it was taken back';
  return [...set].filter(isFormer).map((post) => ({ type: 'NoticePart', post, topic: topic.id, text: '', because }));
}

/** A post shows one label (OF-27): what stands, else what ended last. A deleted one shows nothing, a hidden one no label. */
function noticeOf(view: OfficialView, where: { readonly post: number; readonly topic: number }, context: Context): Part[] {
  const read = view.signatures.filter(({ post, text }) => post === where.post && text !== null);
  const shown = read.find(isStanding) ?? read.at(-1);
  if (!shown || shown.away?.as === 'deleted') return [];
  const part = (text: string, because: string): Part[] => [{ type: 'NoticePart', ...where, text, because }];
  if (shown.end !== null) return part(endedText(shown, shown.end, context), BECAUSE[shown.end.type]);
  if (shown.away !== null) return part('', 'a hidden post is not official');
  return part(messages[context.locale].signed(labelOf(shown, context), context.words), 'it was signed as official');
}

const BECAUSE: Readonly<Record<SignatureEnd['type'], string>> = {
  voided: 'the post is not what was signed any more',
  withdrawn: 'the signature was withdrawn',
  expired: 'the signature has run out',
  replaced: 'a newer signature replaced it',
};

function endedText(signature: Signature, end: SignatureEnd, context: Context): string {
  const { locale, words } = context;
  const say = messages[locale];
  const when = whenText(end.at, context);
  switch (end.type) {
    case 'voided':
      return (end.cause === 'text' ? say.voidedText : say.voidedAuthor)(when, labelOf(signature, context), words);
    case 'withdrawn':
      return say.withdrawn({ when, by: personIn(end.by), reason: inOneLine(end.reason) }, words);
    case 'expired':
      return say.expired(say.day(signature.until?.day ?? end.at.slice(0, 10)), words);
    case 'replaced':
      return say.replaced(when, pathOf(end.by), words);
  }
}

function labelOf({ signer, capacity, at, scope, until, community }: Signature, context: Context): Label {
  const { settings, locale, words } = context;
  return {
    signer: personIn(signer),
    capacity: capacity === null ? words.expert : inOneLine(capacity),
    when: whenText(at, context),
    community: inOneLine(community.name),
    scope: scope === null ? null : inOneLine(scope),
    until: until && messages[locale].day(until.day),
    isShared: settings.sharedAccounts.includes(signer),
  };
}

type StatusLine = Extract<Part, { type: 'StatusPart' }>;

/** OF-13: what stands, or what is still to come; that an official answer decides says triage before anybody answers. */
function statusOf(view: OfficialView, ticket: TicketView, context: Context): Part[] {
  const lines = linesOf(view, ticket, context);
  // It says what became of the mode; triage's line would still promise it.
  return lines.map((line, index) => (index === lines.length - 1 ? { ...line, about: 'mode' } : line));
}

function linesOf(view: OfficialView, ticket: TicketView, context: Context): StatusLine[] {
  const { topic } = ticket;
  const { locale, words } = context;
  const say = messages[locale];
  const part = (line: string, because: string): StatusLine => ({ type: 'StatusPart', topic: topic.id, line, because });
  const standing = view.signatures.filter(isStanding);
  if (standing.length > 0)
    return [
      ...answeredBy(standing, ticket).map((because): StatusLine => ({ ...part('', because), about: 'holder' })),
      ...standing.map((one) => part(standsLine(one, context), 'it was signed as official')),
    ];
  if (!view.awaited) return [];
  const isDecided = 'the official answer decides here';
  if (topic.accepted !== null) return [part(say.acceptedOnly(words), isDecided)];
  return view.signatures.some(({ end, away }) => end !== null || away !== null) ? [part(say.noLonger(words), isDecided)] : [];
}

/** Why it is with nobody any more: what was signed answers the last word of the asker. */
function answeredBy(standing: readonly Signature[], { topic, views }: TicketView): string[] {
  const triage = views['triage'] as TriageView | undefined;
  const signedAt = standing.reduce((last, { at }) => (at > last ? at : last), '');
  const asksAgain = [...topic.posts.values()].some(
    ({ id, at, author, ours, visibility }) =>
      author === topic.asker && at > signedAt && !ours && visibility === 'visible' && triage?.toDesk.includes(id) !== true,
  );
  return asksAgain || (triage?.stillNeedsHelpSince ?? null) !== null ? [] : ['an official answer stands'];
}

function standsLine({ at, post, scope }: Signature, context: Context): string {
  const said = { when: whenText(at, context), path: pathOf(post), scope: scope === null ? null : inOneLine(scope) };
  return messages[context.locale].stands(said, context.words);
}

function tagOf(topic: number, { settings }: Context): Part {
  return { type: 'TagPart', topic, tag: settings.tag, because: 'an official answer stands' };
}

/** In a private question nobody outside learns that somebody signed (design section 9). */
function badgesOf(view: OfficialView, { settings: { badge } }: Context): Want[] {
  if (badge === null) return [];
  return [...new Set(view.signatures.filter(isStanding).map(({ signer }) => signer))].map((user): OwnWant<'badge'> => ({
    type: 'Want',
    kind: 'badge',
    key: `badge:${badge}:user:${user}`,
    value: { user, badge },
    because: 'signed an official answer that stands',
    notAfter: null,
    isAskedFor: false,
  }));
}

function whenText(at: Instant, context: Context): string {
  return timeMessages[context.locale].when(wallTime(at, zoneOf(context)));
}

function pathOf(post: number): string {
  return `/p/${post}`;
}
