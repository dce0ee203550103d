import type { TicketValue } from '../../../shared/contracts/plugin/shown.js';
import type { ShownContext, TicketView } from '../../engine/feature.js';
import { isStanding, type OfficialView, type Signature } from '../official/view.js';
import type { TriageView } from '../triage/view.js';
import { shownMessages } from './shown-messages.js';

type PostLabel = TicketValue['everyone']['labels'][number];

const LONGEST = 1_000;

/** One label of a post, never two (OF-27): what was signed goes before what the community accepted, and that before who wrote it. */
export function labelsOf(ticket: TicketView, context: ShownContext): PostLabel[] {
  const labels = new Map<number, PostLabel>();
  for (const label of [...signed(ticket, context), ...accepted(ticket, context), ...byExperts(ticket, context)]) {
    if (!labels.has(label.postId)) labels.set(label.postId, label);
  }
  return [...labels.values()].sort((a, b) => a.postId - b.postId);
}

/** In the words of the notice that stands there without the plugin. */
function signed({ views }: TicketView, { notices }: ShownContext): PostLabel[] {
  const signatures = (views['official'] as OfficialView | undefined)?.signatures ?? [];
  return [...notices].flatMap(([post, notice]) => {
    const ofPost = signatures.filter((signature) => signature.post === post && signature.text !== null);
    const shown = ofPost.find(isStanding) ?? ofPost.at(-1);
    return shown === undefined || notice === '' ? [] : [labelOf(shown, notice)];
  });
}

function labelOf(signature: Signature, notice: string): PostLabel {
  const { post, signer, capacity, at, scope, until, end } = signature;
  const text = plain(notice);
  return {
    postId: post,
    label: end === null ? 'official' : 'voided',
    by: signer > 0 ? signer : null,
    capacity,
    at,
    scope,
    validUntil: until?.endsAt ?? null,
    text,
    changed: end === null ? null : text,
    ...(end?.type === 'voided' && signature.text && { signedVersion: signature.text.version, signedUntil: until?.day ?? 'none' }),
  };
}

function accepted({ topic }: TicketView, { community: { locale, words } }: ShownContext): PostLabel[] {
  if (topic.accepted === null) return [];
  const { post, from } = topic.accepted;
  return [unsigned({ post, at: from }, { label: 'community_answer', text: shownMessages[locale].communityAnswer(words) })];
}

/** As of the post: who was an expert then. */
function byExperts({ topic, views }: TicketView, { community: { locale, words }, rolesOf, botId }: ShownContext): PostLabel[] {
  const toDesk = (views['triage'] as TriageView | undefined)?.toDesk ?? [];
  return [...topic.posts.values()].flatMap(({ id, at, author, ours, kind, visibility }) => {
    const isWord = (kind === 'regular' || kind === 'moderator') && visibility === 'visible' && !ours && !toDesk.includes(id);
    if (!isWord || author === null || author === botId || author === topic.asker || !rolesOf(author, at).has('expert')) return [];
    return [unsigned({ post: id, at }, { label: 'expert', text: shownMessages[locale].byExpert(words) })];
  });
}

function unsigned(
  { post, at }: { readonly post: number; readonly at: string },
  { label, text }: Pick<PostLabel, 'label' | 'text'>,
): PostLabel {
  return { postId: post, label, by: null, capacity: null, at: wholeMilliseconds(at), scope: null, validUntil: null, text, changed: null };
}

/** Posts have the full precision of the forum. */
function wholeMilliseconds(at: string): string {
  return new Date(at).toISOString();
}

/** A label is no Markdown. */
function plain(notice: string): string {
  return notice
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('**', '')
    .slice(0, LONGEST);
}
