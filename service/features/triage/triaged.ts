import type { CommandPriority } from '../../../shared/commands/vocabulary.js';
import type { FoldContext } from '../../engine/feature.js';
import { firstMatch, type Question } from './match.js';
import { firstPost } from './posts.js';
import type { TriageRule, TriageSettings } from './settings.js';
import { starterRuleFor } from './starter-rules.js';
import { untriagedOf } from './untriaged.js';
import type { DecisionMode, Kind, Lane, TriageView } from './view.js';

type Context = FoldContext<TriageSettings>;

interface Found<Value> {
  readonly value: Value;
  readonly why: string;
}

const BY_A_PERSON = 'a person said so';

/** What everything together says of the question now. */
export function triaged(view: TriageView, context: Context): TriageView {
  if (context.ticket.membership === null) return view;
  const question = questionOf(context);
  const rule = firstMatch(context.settings.rules, question);
  const finding: Finding = { rule, view, context };
  const kind = kindOf(question, finding);
  const byOwnPeople = isByOwnPeople(context);
  const lane = laneOf(kind.value, byOwnPeople, finding);
  const mode = modeOf(kind.value, finding);
  const priority = priorityOf(finding);
  const queue = queueOf(kind.guessed, finding);
  const found: TriageView = {
    ...view,
    kind: kind.value,
    guessed: kind.guessed,
    lane: lane.value,
    mode: mode.value,
    priority: priority.value,
    queue: queue.groups.length > 0 ? 'experts' : 'facilitators',
    groups: queue.groups.length > 0 ? queue.groups : context.community.roles.facilitator,
    route: queue.sentTo === null ? null : view.route?.group === queue.sentTo ? view.route : { group: queue.sentTo, since: context.at },
    matchedRule: rule?.name ?? kind.starter,
    byOwnPeople,
    why: { kind: kind.why, lane: lane.why, mode: mode.why, priority: priority.why, queue: queue.why },
    modeHistory: withMode(view.modeHistory, mode.value, context),
  };
  return { ...found, untriaged: untriagedOf(found, context) };
}

interface Finding {
  readonly rule: TriageRule | null;
  readonly view: TriageView;
  readonly context: Context;
}

/** Several facts of one instant are one state: only what held after it is history. */
function withMode(history: TriageView['modeHistory'], mode: DecisionMode, { at }: Context): TriageView['modeHistory'] {
  const before = history.filter(({ from }) => from < at);
  return before.at(-1)?.mode === mode ? before : [...before, { mode, from: at }];
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
  { rule, view, context: { settings } }: Finding,
): Found<Kind> & { guessed: boolean; starter: string | null } {
  const { kind: said } = view.byPeople;
  if (said) return { value: said.value, why: BY_A_PERSON, guessed: false, starter: null };
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

function laneOf(kind: Kind, byOwnPeople: boolean, { rule, view, context }: Finding): Found<Lane> {
  const { ticket, community, settings } = context;
  const hasExperts = community.roles.expert.length > 0;
  const { lane: said } = view.byPeople;
  if (ticket.membership?.isPrivateAsk) return { value: 'desk', why: 'it was asked privately' };
  if (said && (said.value === 'community' || hasExperts)) return { value: said.value, why: BY_A_PERSON };
  if (byOwnPeople) return { value: 'community', why: "asked by the desk's own people" };
  if (rule?.set.lane) return { value: rule.set.lane, why: `the rule "${rule.name}" says so` };
  if (kind === 'discussion') return { value: 'community', why: 'a discussion belongs to all members' };
  if (settings.defaultLane === 'community') return { value: 'community', why: 'the default lane of the community' };
  if (!hasExperts) return { value: 'community', why: 'the community has no expert group' };
  return { value: 'desk', why: 'the default lane of the community' };
}

function modeOf(kind: Kind, { rule, view, context: { ticket, settings } }: Finding): Found<DecisionMode> {
  const { mode: said } = view.byPeople;
  if (ticket.membership?.isPrivateAsk) return { value: 'official_decides', why: 'it was asked privately' };
  if (said) return { value: said.value, why: BY_A_PERSON };
  if (rule?.set.mode) return { value: rule.set.mode, why: `the rule "${rule.name}" says so` };
  if (kind === 'policy') return { value: 'official_decides', why: 'what is allowed needs an official answer' };
  if (kind === 'discussion') return { value: 'community_decides', why: 'a discussion belongs to all members' };
  return { value: settings.defaultMode, why: 'the default mode of the community' };
}

function priorityOf({ view }: Finding): Found<CommandPriority> {
  const { priority: said } = view.byPeople;
  return said ? { value: said.value, why: BY_A_PERSON } : { value: 'normal', why: 'nobody said otherwise' };
}

interface FoundQueue {
  readonly groups: readonly number[];
  /** The one group that a person or a rule names. */
  readonly sentTo: number | null;
  readonly why: string;
}

/** TR-08: what nothing typed and no rule matched, or has no expert group, waits with the facilitators. */
function queueOf(guessed: boolean, { rule, view, context }: Finding): FoundQueue {
  const { community } = context;
  const facilitators = (why: string): FoundQueue => ({ groups: [], sentTo: null, why });
  const { group: said } = view.byPeople;
  if (said) {
    if (said.value === null || !isExpertGroup(said.value, context)) return facilitators('a person said that it belongs elsewhere');
    return { groups: [said.value], sentTo: said.value, why: BY_A_PERSON };
  }
  if (context.ticket.membership?.isPrivateAsk) return { groups: askedGroups(context), sentTo: null, why: 'it was asked privately of them' };
  if (guessed && rule === null) return facilitators('no tag and no rule says what it is');
  if (rule?.set.group) return { groups: [rule.set.group], sentTo: rule.set.group, why: `the rule "${rule.name}" says so` };
  if (community.roles.expert.length === 0) return facilitators('the community has no expert group');
  return { groups: community.roles.expert, sentTo: null, why: 'the experts of the community' };
}

/** The expert groups that the message went to. */
function askedGroups({ ticket: { topic }, community }: Context): readonly number[] {
  const asked = community.roles.expert.filter((group) => topic.participants?.groups.includes(group));
  return asked.length > 0 ? asked : community.roles.expert;
}

/** Bound as experts, or named by a rule. */
export function isExpertGroup(group: number, { community, settings }: Pick<Context, 'community' | 'settings'>): boolean {
  return community.roles.expert.includes(group) || settings.rules.some(({ set }) => set.group === group);
}
