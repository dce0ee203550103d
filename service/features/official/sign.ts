import type { Instant } from '../../../shared/instant.js';
import { ROLE_NAMES } from '../../../shared/settings.js';
import type { CommandOf, FoldContext, PostView } from '../../engine/feature.js';
import { dayAfterMonths, endOfDay } from './days.js';
import { withAnswer } from './answered.js';
import { knownText, settled, withReplaced } from './settle.js';
import type { OfficialSettings } from './settings.js';
import { refusalOf, signedPost } from './target.js';
import {
  isStanding,
  type OfficialInner,
  type OfficialView,
  type Refusal,
  type Signature,
  type SignedText,
  type SigningLine,
} from './view.js';
import { zoneOf } from './zone.js';

type Context = FoldContext<OfficialSettings>;
type Undecided = OfficialInner['undecided'][number];

/** Free text of a scope (OF-01). */
const SCOPE_LENGTH = 200;

/** `official [for <scope>] [until <day>]`: at once where the text of its own post is known, else when somebody has read it. */
export function signed(view: OfficialView, command: CommandOf<'official'>, context: Context): OfficialView {
  const { id, post, replyTo, author, at, args, hasName } = command;
  const line = { id, post, replyTo, author, at, args, ...(post === null && { hasName }) };
  const { posts } = context.ticket.topic;
  // A button stands in no post that might say more.
  const isKnown = post === null || textNow(view, posts.get(post), at) !== null;
  const replied = replyTo === null ? null : textNow(view, posts.get(replyTo), at);
  if (isKnown) return decided(view, { line, replied }, context);
  return { ...view, inner: { ...view.inner, undecided: [...view.inner.undecided, { line, replied }] } };
}

/** The lines in a post whose text has just been read. */
export function withDecided(view: OfficialView, post: number, context: Context): OfficialView {
  const { undecided } = view.inner;
  const here = undecided.filter(({ line }) => line.post === post);
  if (here.length === 0) return view;
  const rest = { ...view, inner: { ...view.inner, undecided: undecided.filter(({ line }) => line.post !== post) } };
  return here.reduce<OfficialView>((now, one) => decided(now, one, context), rest);
}

function decided(view: OfficialView, undecided: Undecided, context: Context): OfficialView {
  const { line } = undecided;
  const refused = (refusal: Refusal): OfficialView => withAnswer(view, line, refusal);
  if (context.settings.sharedAccounts.includes(line.author)) return refused('sharedAccount');
  const hasName = line.post === null ? line.hasName : context.ticket.topic.posts.get(line.post)?.authorHasName;
  if (hasName === false) return refused('noRealName');
  const target = signedPost(line, context);
  const post = target === null ? undefined : context.ticket.topic.posts.get(target);
  const refusal = refusalOf(post, context) ?? refusalOfArgs(line, context);
  if (refusal !== null || !post) return refused(refusal ?? 'noTarget');
  const text = post.id === line.post ? textNow(view, post, context.at) : (undecided.replied ?? textNow(view, post, context.at));
  const former = view.signatures.findLast((one) => one.post === post.id && one.signer === line.author && isStanding(one));
  const isSameText = former?.text?.hash === text?.hash;
  const { scope = isSameText ? former?.scope : null } = line.args;
  if (former && isSameText && scope === former.scope && isSameEnd(former, line)) return withAnswer(view, line, null);
  const signature = signatureOf(post, { line, text, scope: scope ?? null }, context);
  const answered = withAnswer(view, line, null);
  const added = withReplaced({ ...answered, signatures: [...answered.signatures, signature] }, signature);
  // What changed since the line was written.
  return settled(added, { topic: context.ticket.topic, at: context.at, post: post.id });
}

function textNow({ inner }: OfficialView, post: PostView | undefined, from: Instant): SignedText | null {
  return !post || inner.unread.includes(post.id) ? null : knownText(post, from);
}

/** Saying no day again changes nothing. */
function isSameEnd({ until }: Signature, { args }: SigningLine): boolean {
  return args.until === undefined || args.until === (until?.day ?? 'none');
}

function refusalOfArgs({ args, author, at }: SigningLine, context: Context): Refusal | null {
  if ((args.scope?.length ?? 0) > SCOPE_LENGTH) return 'longScope';
  if (args.until === undefined) return null;
  if (args.until === 'none') return context.rolesOf(author, at).has('deskLead') ? null : 'noEnd';
  return endOfDay(args.until, zoneOf(context)) <= at ? 'past' : null;
}

interface Signing {
  readonly line: SigningLine;
  readonly text: SignedText | null;
  readonly scope: string | null;
}

function signatureOf(post: PostView, { line, text, scope }: Signing, context: Context): Signature {
  const { settings, community, rolesOf } = context;
  const { id, author: signer, at, args } = line;
  const held = rolesOf(signer, at);
  const day = args.until ?? dayAfterMonths(at, settings.validMonths, zoneOf(context));
  return {
    id,
    post: post.id,
    signer,
    at,
    capacity: settings.capacities[String(signer)] ?? null,
    scope,
    until: day === 'none' ? null : { day, endsAt: endOfDay(day, zoneOf(context)) },
    community: { id: community.id, name: community.name },
    roles: ROLE_NAMES.filter((role) => held.has(role)),
    author: post.author,
    text,
    away: null,
    end: null,
  };
}
