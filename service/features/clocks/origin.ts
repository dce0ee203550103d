import type { Instant } from '../../../shared/instant.js';
import type { FoldContext, Membership, PostView, TopicView } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import { isSignedMode } from './signed.js';
import type { Channel } from './policy-settings.js';
import type { ClocksSettings } from './settings.js';
import type { Question } from './arithmetic/match.js';
import { keyOf, matchedPolicy, setKeyOf, type Policy } from './arithmetic/policy.js';
import { initialClocks, type Circumstances, type ClocksView, type Origin } from './view.js';

type Context = FoldContext<ClocksSettings>;

const BY_OWN_PEOPLE = "asked by the desk's own people";

/** What is looked at to find the policy of a question: also from a ticket as it was stored (CL-10). */
export interface Asked extends Pick<Context, 'settings' | 'settingsVersion' | 'community' | 'at' | 'isMember'> {
  readonly ticket: {
    readonly topic: Pick<TopicView, 'category' | 'tags' | 'asker' | 'channel'> & {
      readonly posts: ReadonlyMap<number, Pick<PostView, 'language'>>;
    };
    readonly membership: Pick<Membership, 'community' | 'isPrivateAsk'> | null;
    readonly views: Context['ticket']['views'];
  };
}

/** Another start than was known begins anew. */
export function withOrigin(view: ClocksView, context: Context): ClocksView {
  const { topic, membership } = context.ticket;
  const { origin } = view;
  if (membership === null || topic.asker === null) return view;
  // R-START: what the desk's own people asked on behalf of somebody starts after all.
  const startsNow = topic.isOnBehalf && origin?.nothing === BY_OWN_PEOPLE;
  const isKnown = origin?.community === membership.community && origin.enteredWith === membership.clockStart && !startsNow;
  if (isKnown) return withAsker(withStarter(view, context), topic.asker, context.at);
  const next = originOf(context);
  return next === null
    ? view
    : withPolicy({ ...initialClocks, ...said(view), origin: next, inner: { ...initialClocks.inner, held: view.inner.held } }, context);
}

/** What people said of it stays said. */
function said({ pauses, answered }: ClocksView): Pick<ClocksView, 'pauses' | 'answered'> {
  return { pauses, answered };
}

/** Table 0.3: somebody else has the rights of the asker from now on; the clocks go on. */
function withAsker(view: ClocksView, asker: number, at: Instant): ClocksView {
  const { origin } = view;
  if (origin === null || origin.asker === asker) return view;
  return { ...view, origin: { ...origin, asker, formerAskers: [...origin.formerAskers, { asker: origin.asker, until: at }] } };
}

/** The first post is often born a moment after the topic; with it is known by which way the question came. */
function withStarter(view: ClocksView, { ticket: { topic } }: Context): ClocksView {
  const { origin } = view;
  const first = topic.posts.values().next();
  if (origin === null || first.done) return view;
  const startedBy = origin.startedBy ?? first.value.id;
  const channel = startedBy === first.value.id ? topic.channel : origin.circumstances.channel;
  if (startedBy === origin.startedBy && channel === origin.circumstances.channel) return view;
  return { ...view, origin: { ...origin, startedBy, circumstances: { ...origin.circumstances, channel } } };
}

/** R-START: from when clocks run, or why none does. Null while it is not known who asked. */
function originOf(context: Context): Origin | null {
  const { topic, membership } = context.ticket;
  if (membership === null || topic.asker === null) return null;
  const { community, clockStart, since } = membership;
  const first = topic.posts.values().next();
  const isOwn = isByOwnPeople(context);
  return {
    community,
    clockStart,
    since,
    enteredWith: clockStart,
    asker: topic.asker,
    formerAskers: [],
    startedBy: first.done ? null : first.value.id,
    policy: keyOf(policyInForce(context)),
    circumstances: circumstancesNow(context),
    nothing: clockStart === null ? 'the topic is older than the community' : isOwn ? BY_OWN_PEOPLE : null,
  };
}

/** R-MATCH. */
export function policyInForce(context: Asked): Policy {
  const { ticket, settings, settingsVersion } = context;
  const set = { community: ticket.membership?.community ?? '', version: settingsVersion, written: settings };
  return matchedPolicy(set, questionOf(context));
}

export function withPolicy(view: ClocksView, context: Asked): ClocksView {
  return withPolicies(view, [policyInForce(context)]);
}

/** They match now; what is in the view already stays as it is. */
export function withPolicies(view: ClocksView, matched: readonly Policy[]): ClocksView {
  const fresh = matched.filter((policy) => view.policies[keyOf(policy)] === undefined);
  const isMatched = (policy: Policy) => view.matched[setKeyOf(policy)] === keyOf(policy);
  if (fresh.length === 0 && matched.every(isMatched)) return view;
  return {
    ...view,
    policies:
      fresh.length === 0 ? view.policies : { ...view.policies, ...Object.fromEntries(fresh.map((policy) => [keyOf(policy), policy])) },
    matched: { ...view.matched, ...Object.fromEntries(matched.map((policy) => [setKeyOf(policy), keyOf(policy)])) },
  };
}

/** What the conditions of policies look at, as it is now. */
export function questionOf({ ticket, community, at, isMember }: Asked): Question {
  const { topic } = ticket;
  const { priority, lane, kind } = circumstancesNow({ ticket });
  return {
    category: topic.category,
    tags: topic.tags,
    kind,
    lane,
    priority,
    channel: channelOf(ticket),
    language: firstPost(topic)?.language ?? community.locale,
    isAskerIn: (group) => topic.asker !== null && isMember(group, topic.asker, at),
  };
}

/** R-LANE. */
export function channelOf({
  topic,
  membership,
}: Pick<Asked['ticket'], 'membership'> & { readonly topic: Pick<TopicView, 'channel'> }): Channel {
  return membership?.isPrivateAsk === true ? 'private' : topic.channel;
}

export function firstPost<Post>({ posts }: { readonly posts: ReadonlyMap<number, Post> }): Post | undefined {
  const first = posts.values().next();
  return first.done ? undefined : first.value;
}

/** R-ROLE: the role when it was asked. */
function isByOwnPeople({ ticket: { topic, membership }, botId, rolesOf, at }: Context): boolean {
  if (topic.asker === null) return false;
  if (topic.asker === botId || topic.asker < 1) return true;
  const bornAt = topic.splitAt === null ? topic.bornAt : null;
  const first = topic.posts.values().next();
  const roles = rolesOf(topic.asker, bornAt ?? (first.done ? null : first.value.at) ?? membership?.clockStart ?? at);
  return roles.has('expert') || roles.has('signer') || roles.has('facilitator');
}

/** What triage says now; without triage there are no lanes and every question is the desk's. */
export function circumstancesNow(context: Pick<Asked, 'ticket'>): Circumstances {
  const triage = context.ticket.views['triage'] as TriageView | undefined;
  return {
    priority: triage?.priority ?? 'normal',
    lane: triage?.lane ?? 'desk',
    kind: triage?.kind ?? null,
    channel: context.ticket.topic.channel,
    isSigned: isSignedMode(context),
  };
}
