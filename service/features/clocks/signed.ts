import type { FoldContext, PostView } from '../../engine/feature.js';
import type { OfficialView, Signature } from '../official/view.js';
import { modeAt, type TriageView } from '../triage/view.js';
import type { ClocksSettings } from './settings.js';

type Context = Pick<FoldContext<ClocksSettings>, 'ticket'>;

interface Viewed {
  readonly membership: { readonly isPrivateAsk: boolean } | null;
  readonly views: Context['ticket']['views'];
}

/**
 * Whether only a signed word stops the clock now. OF-13: where the official answer decides; a private question is answered by whom it was
 * asked of (decision 041), and without official answers nobody could ever sign.
 */
export function isSignedMode({ ticket }: { readonly ticket: Viewed }): boolean {
  const { triage, official } = viewsOf(ticket);
  return triage?.mode === 'official_decides' && official !== undefined && ticket.membership?.isPrivateAsk !== true;
}

/** The first signature on a post that is there. Withdrawing it later, or changing its text, changes nothing for clocks (R-DELETE). */
export function firstSigned({ ticket }: Context): { readonly post: number; readonly at: string } | null {
  const { posts } = ticket.topic;
  const counted = (viewsOf(ticket).official?.signatures ?? []).filter(
    (signature) => stood(signature) && posts.get(signature.post)?.visibility === 'visible',
  );
  const [first] = [...counted].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.post - b.post));
  return first ? { post: first.post, at: first.at } : null;
}

function stood({ text, at, end }: Signature): boolean {
  return text !== null && (end === null || end.at > at);
}

/** TR-11: what was written before the mode changed keeps that under which it was written. */
export function isUnderCommunity(post: PostView, { ticket }: Context): boolean {
  const { triage } = viewsOf(ticket);
  return triage === undefined || modeAt(triage, post) === 'community_decides';
}

function viewsOf({ views }: Pick<Viewed, 'views'>): {
  readonly triage: TriageView | undefined;
  readonly official: OfficialView | undefined;
} {
  return { triage: views['triage'] as TriageView | undefined, official: views['official'] as OfficialView | undefined };
}
