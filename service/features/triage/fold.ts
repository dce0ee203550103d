import type { FoldContext, PostView, TicketEvent, TopicView } from '../../engine/feature.js';
import { firstMatch, type Question } from './match.js';
import type { TriageRule, TriageSettings } from './settings.js';
import { starterRuleFor } from './starter-rules.js';
import type { DecisionMode, Kind, Lane, TriageView } from './view.js';

type Context = FoldContext<TriageSettings>;

interface Found<Value> {
  readonly value: Value;
  readonly why: string;
}

/** Triage runs when something that it looks at may have changed, not at every post (R-MATCH). */
export function fold(view: TriageView, event: TicketEvent, context: Context): TriageView {
  switch (event.type) {
    case 'CommunityEntered':
    case 'SettingsApplied':
    case 'TopicBorn':
    case 'TopicAuthor':
    case 'TopicPlace':
    case 'TopicTags':
    case 'TopicTitle':
      return triaged(view, context);
    case 'PostBorn':
    case 'PostAuthor':
    case 'TextConfirmed':
      return event.post === firstPost(context.ticket.topic)?.id ? triaged(view, context) : view;
    default:
      return view;
  }
}

function firstPost(topic: TopicView): PostView | undefined {
  const first = topic.posts.values().next();
  return first.done ? undefined : first.value;
}

function triaged(view: TriageView, context: Context): TriageView {
  if (context.ticket.membership === null) return view;
  const question = questionOf(context);
  const rule = firstMatch(context.settings.rules, question);
  const kind = kindOf(question, rule, context.settings);
  const byOwnPeople = isByOwnPeople(context);
  const lane = laneOf({ kind: kind.value, rule, byOwnPeople }, context);
  const mode = modeOf(kind.value, rule, context);
  const queue = queueOf(kind.guessed, rule, context);
  const next: TriageView = {
    kind: kind.value,
    guessed: kind.guessed,
    lane: lane.value,
    mode: mode.value,
    queue: queue.groups.length > 0 ? 'experts' : 'facilitators',
    groups: queue.groups.length > 0 ? queue.groups : context.community.roles.facilitator,
    matchedRule: rule?.name ?? kind.starter,
    byOwnPeople,
    why: { kind: kind.why, lane: lane.why, mode: mode.why, queue: queue.why },
  };
  return JSON.stringify(next) === JSON.stringify(view) ? view : next;
}

function questionOf({ ticket: { topic, membership }, text }: Context): Question {
  return {
    category: topic.category,
    tags: topic.tags,
    title: text(topic.titleTextId),
    text: text(firstPost(topic)?.textId ?? null),
    isPrivateAsk: membership?.isPrivateAsk ?? false,
  };
}

/** A tag is somebody's word and counts before words in the text (TR-03). `starter` names the starter rule that did it. */
function kindOf(
  question: Question,
  rule: TriageRule | null,
  settings: TriageSettings,
): Found<Kind> & { guessed: boolean; starter: string | null } {
  for (const tag of question.tags) {
    const kind = Object.hasOwn(settings.kindTags, tag) ? settings.kindTags[tag] : undefined;
    if (kind) return { value: kind, why: `the tag "${tag}" says so`, guessed: false, starter: null };
  }
  if (rule?.set.kind) return { value: rule.set.kind, why: `the rule "${rule.name}" says so`, guessed: false, starter: null };
  const starter = settings.starterRules ? starterRuleFor(question.title, question.text) : null;
  if (starter) return { value: starter.kind, why: `the starter rule "${starter.name}" says so`, guessed: false, starter: starter.name };
  return { value: 'how_to', why: 'no tag and no rule says what it is', guessed: true, starter: null };
}

/** R-ROLE: the role when it was asked. */
function isByOwnPeople({ ticket: { topic, membership }, botId, rolesOf, at }: Context): boolean {
  if (topic.asker === null) return false;
  if (topic.asker === botId) return true;
  const bornAt = topic.splitAt === null ? topic.bornAt : null;
  const roles = rolesOf(topic.asker, bornAt ?? firstPost(topic)?.at ?? membership?.clockStart ?? at);
  return roles.has('expert') || roles.has('signer') || roles.has('facilitator');
}

function laneOf(
  found: { kind: Kind; rule: TriageRule | null; byOwnPeople: boolean },
  { ticket, community, settings }: Context,
): Found<Lane> {
  const { kind, rule, byOwnPeople } = found;
  if (ticket.membership?.isPrivateAsk) return { value: 'desk', why: 'it was asked privately' };
  if (byOwnPeople) return { value: 'community', why: "asked by the desk's own people" };
  if (rule?.set.lane) return { value: rule.set.lane, why: `the rule "${rule.name}" says so` };
  if (kind === 'discussion') return { value: 'community', why: 'a discussion belongs to all members' };
  if (settings.defaultLane === 'community') return { value: 'community', why: 'the default lane of the community' };
  if (community.roles.expert.length === 0) return { value: 'community', why: 'the community has no expert group' };
  return { value: 'desk', why: 'the default lane of the community' };
}

function modeOf(kind: Kind, rule: TriageRule | null, { ticket, settings }: Context): Found<DecisionMode> {
  if (ticket.membership?.isPrivateAsk) return { value: 'official_decides', why: 'it was asked privately' };
  if (rule?.set.mode) return { value: rule.set.mode, why: `the rule "${rule.name}" says so` };
  if (kind === 'policy') return { value: 'official_decides', why: 'what is allowed needs an official answer' };
  if (kind === 'discussion') return { value: 'community_decides', why: 'a discussion belongs to all members' };
  return { value: settings.defaultMode, why: 'the default mode of the community' };
}

/** TR-08: what nothing typed and no rule matched, or has no expert group, waits with the facilitators. */
function queueOf(guessed: boolean, rule: TriageRule | null, { community }: Context): { groups: readonly number[]; why: string } {
  if (guessed && rule === null) return { groups: [], why: 'no tag and no rule says what it is' };
  if (rule?.set.group) return { groups: [rule.set.group], why: `the rule "${rule.name}" says so` };
  if (community.roles.expert.length === 0) return { groups: [], why: 'the community has no expert group' };
  return { groups: community.roles.expert, why: 'the experts of the community' };
}
