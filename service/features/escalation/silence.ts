import { floorToSecond, type Instant } from '../../../shared/instant.js';
import type { FoldContext, TicketEvent } from '../../engine/feature.js';
import { officialStands, type OfficialView } from '../official/view.js';
import type { TriageView } from '../triage/view.js';
import { isGoodAnswer, judgedPost } from './good-answers.js';
import { hasExperts } from './groups.js';
import type { EscalationSettings } from './settings.js';
import { dueAfter } from './times.js';
import type { EscalationView, Silence } from './view.js';

type Context = FoldContext<EscalationSettings>;

/** CL-05: what the event changes of the answers, of what stops the timer, and of its limit. */
export function withSilence(view: EscalationView, event: TicketEvent, context: Context): EscalationView {
  const answered = withAnswers(withLikers(view, event, context), event, context);
  const limited = withLimit(answered.silence, event, context);
  const isForSafetyOwner = isPeerOnly(context);
  const stopped = whyStopped(limited.answers, isForSafetyOwner, context);
  // Back from a stop it counts from its original start; what ran out meanwhile runs out now.
  const runsFrom = stopped === null ? (limited.runsFrom ?? context.at) : null;
  const isUnchanged = limited.isForSafetyOwner === isForSafetyOwner && limited.stopped === stopped && limited.runsFrom === runsFrom;
  if (limited === view.silence && isUnchanged) return view;
  return { ...view, silence: { ...limited, isForSafetyOwner, stopped, runsFrom } };
}

/** A like counts from when it was learnt, its loss from when a read no longer showed it: nothing is back-dated. */
function withLikers(view: EscalationView, event: TicketEvent, { settings }: Context): EscalationView {
  if (event.type !== 'PostLikers' || !settings.likedAnswers) return view;
  const likers = { ...view.silence.likers, [event.post]: event.users };
  return { ...view, silence: { ...view.silence, likers } };
}

function withAnswers(view: EscalationView, event: TicketEvent, context: Context): EscalationView {
  const answers = answersAfter(view, event, context);
  return answers === view.silence.answers ? view : { ...view, silence: { ...view.silence, answers } };
}

function answersAfter(view: EscalationView, event: TicketEvent, context: Context): readonly number[] {
  const { posts } = context.ticket.topic;
  const { answers } = view.silence;
  if (event.type === 'CommunityEntered') return [...posts.values()].filter((one) => isGoodAnswer(view, one, context)).map(({ id }) => id);
  const judged = judgedPost(event);
  const post = judged === null ? undefined : posts.get(judged);
  if (!post) return answers;
  const counts = isGoodAnswer(view, post, context);
  if (counts === answers.includes(post.id)) return answers;
  return counts ? [...answers, post.id] : answers.filter((id) => id !== post.id);
}

/** R-EDIT: it keeps the limit under which it started, unless settings are applied with `recompute`; another category has its own. */
function withLimit(silence: Silence, event: TicketEvent, context: Context): Silence {
  const { topic, membership } = context.ticket;
  const startedAt = membership?.clockStart ? floorToSecond(membership.clockStart) : null;
  const isNew = startedAt !== silence.startedAt || topic.category !== silence.category;
  if (!isNew && !(event.type === 'SettingsApplied' && event.recompute)) return silence;
  const due = dueOf(startedAt, context);
  // A limit that came to lie in the past runs out when it was set, not before.
  const runsFrom = silence.due !== null && due !== silence.due ? context.at : silence.runsFrom;
  return { ...silence, startedAt, category: topic.category, due, runsFrom };
}

function dueOf(startedAt: Instant | null, { ticket, settings, community }: Context): Instant | null {
  const own = settings.silenceMinutesByCategory[String(ticket.topic.category ?? '')];
  const minutes = own === undefined ? settings.silenceMinutes : own;
  return startedAt === null || minutes === null ? null : dueAfter(minutes, startedAt, community);
}

/** SU-19: there are no experts; one named person is told of what stays without a good answer. */
function isPeerOnly(context: Context): boolean {
  return (context.community.safetyOwner ?? null) !== null && !hasExperts(context);
}

/** Null: it runs. */
function whyStopped(answers: Silence['answers'], isForSafetyOwner: boolean, context: Context): string | null {
  const { ticket, settings } = context;
  const { topic, membership } = ticket;
  const triage = ticket.views['triage'] as TriageView | undefined;
  const official = ticket.views['official'] as OfficialView | undefined;
  if (membership === null) return 'the topic is in no community';
  if (membership.clockStart === null) return 'the topic is older than the community';
  if (membership.isPrivateAsk || topic.isPrivate) return 'it is with the experts since it was asked privately';
  if (topic.deletedAt !== null || topic.merged !== null || topic.closed || topic.archived) return 'the topic has ended';
  if (triage?.byOwnPeople) return "asked by the desk's own people";
  if (triage?.kind === 'discussion' && !settings.silenceIn.discussions) return 'a discussion waits for nobody';
  const waitsForMembers = triage?.lane === 'community' && triage.kind !== 'discussion' && !isForSafetyOwner;
  if (waitsForMembers && !settings.silenceIn.communityLane) return 'it waits for the members';
  if (!isForSafetyOwner && !hasExperts(context)) return 'the community has no experts';
  if (topic.accepted !== null) return 'an answer was accepted';
  if (official && officialStands(official)) return 'an official answer stands';
  return answers.length > 0 ? 'somebody gave a good answer' : null;
}
