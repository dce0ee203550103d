import type { Instant } from '../../shared/instant.js';
import { WHOLE_FORUM } from '../ports/plugin-store.js';
import type { Effect } from '../ports/store.js';
import type { TagsValue } from './effects.js';
import { derive } from './derive.js';
import type { Derived, DeriveInput } from './derived.js';
import { isolated } from './failures.js';
import type { AnyFeature, CommandOf, Outcome, Part, ProjectionRow, TicketStateName, TicketView, Want } from './feature.js';
import { lastWord } from './last-word.js';
import { mayBeAnswered } from './may-be-answered.js';
import { rolesAt } from './roles.js';
import { answersToLines, type Standing } from './answer-lines.js';
import { repliesOutside, repliesToPresses, type PressReply } from './press-replies.js';
import { refusedAsk } from './refused-ask.js';
import { configWants, noticedPosts, ticketWants, type ConfigShownRule, type TicketShownRule } from './shown.js';
import { answersOf, partingOf, rowsOf, speak, type Spoken, toAct } from './speak.js';
import { turnedWants } from './turned.js';
import { lastOfEach, surfaces, type SurfaceContext, type SurfaceWant } from './surfaces.js';
import type { CommunitySettings, FeatureMode, RoleName } from '../../shared/settings.js';
import { wordsFor } from '../../shared/words.js';

type RolesOf = (user: number, at: Instant) => ReadonlySet<RoleName>;

/** TR-02, over all views after the last feature. */
export type TicketStateRule = (
  ticket: TicketView,
  context: {
    readonly botId: number;
    readonly leftBecause: 'moved_out' | 'undesignated' | null;
    rolesOf(user: number, at: Instant): ReadonlySet<RoleName>;
  },
) => {
  readonly state: TicketStateName;
  readonly outcome: Outcome;
  readonly owner: number | null;
  readonly proposed: number | null;
  readonly because: string;
};

/** CL-06: how a time was counted, for who asked it with a line; null: there is nothing of that kind to tell her. */
export type ClockAccountRule = (
  ticket: TicketView,
  asked: { readonly command: CommandOf<'explain'>; readonly community: Pick<CommunitySettings, 'words' | 'locale'> },
) => string | null;

export interface Rules {
  readonly features: readonly AnyFeature[];
  readonly ticketState: TicketStateRule;
  readonly clockAccount?: ClockAccountRule;
  readonly ticketShown?: TicketShownRule;
  readonly configShown?: ConfigShownRule;
}

/** Everything that follows from a ticket's facts at a moment: what is true, and what is wanted of the forum and why. */
export interface Judgement {
  readonly derived: Derived;
  /** Null: the topic is no ticket. */
  readonly state: ReturnType<TicketStateRule> | null;
  readonly wants: readonly SurfaceWant[];
  readonly shadows: readonly SurfaceWant[];
  readonly rows: readonly ProjectionRow[];
  readonly failures: ReadonlyArray<{ readonly feature: string; readonly message: string }>;
  /** A feature that is on failed: what several features speak on stays as it was. One in shadow holds up nobody. */
  readonly isFrozen: boolean;
  /** To those who pressed a button of the plugin here. */
  readonly replies: ReadonlyMap<string, PressReply>;
}

export function judge(rules: Rules, input: Omit<DeriveInput, 'features'>, effects: readonly Effect[]): Judgement {
  const derived = derive({ ...input, features: rules.features });
  const { community, spans } = derived;
  const version = community === null ? null : (derived.settings.newest(community) ?? lastSettings(derived, community));
  if (community === null || !version) return noTicket(rules, derived, input);
  const { settings } = version;
  const ticket = withModes(derived.ticket, settings, ['on', 'shadow']);
  const rolesOf = rolesIn(derived, settings);
  const state = rules.ticketState(ticket, { botId: input.botId, leftBecause: derived.leftBecause, rolesOf });
  const failures = [...derived.failures];
  const speaking = { features: rules.features, input, derived, ticket, version, effects, failures };
  const spoken = speak(speaking);
  const { plugin = null } = input.material;
  const context = contextOf(derived, settings, { effects, showsLabels: plugin?.showsLabels ?? false });
  const on = spoken.filter(({ mode }) => mode === 'on').map(({ said }) => said);
  const pages = () => ticketWants(rules.ticketShown, { derived, on, effects, state, rolesOf, ...shownIn(derived, settings, input) });
  const answers = answersOf(speaking);
  const clockAccount = accountsOf(rules, derived.ticket, settings);
  const standing = { community: settings, acts: effects.flatMap(toAct), topicId: input.topicId, ...standingOf(on), clockAccount };
  const told = derived.commands.filter((line) => mayBeAnswered(line, { ticket, input, spans, rolesOf }));
  return {
    derived,
    state,
    wants: [
      ...(isSilent(state.state, effects)
        ? []
        : surfaces([...on, ...lastWord({ on, derived, effects, community: settings, parting: partingOf(speaking) })], context)),
      ...surfaces([...answersToLines(told, answers, standing), ...turnedWants(derived, settings)], { ...context, managedTags: [] }),
      // What pages show, and which buttons they offer, decides nothing: an error there leaves pages as they were.
      ...(plugin ? isolated('plugin-pages', pages, failures) : []),
    ],
    shadows: shadowsOf(spoken, context),
    rows: rowsOf(speaking),
    failures,
    isFrozen: failures.some(({ feature }) => settings.features[feature]?.mode === 'on'),
    replies: repliesToPresses({ facts: input.material.facts, lines: derived.commands, answers }, standing),
  };
}

/** As of an instant; the last settings count where the community is none any more. */
function rolesIn({ settings, community, spans }: Derived, last: CommunitySettings): RolesOf {
  return (user, at) => rolesAt((community === null ? null : settings.inForce(community, at)?.settings) ?? last, spans, { user, at });
}

/** Of features that are on alone. */
function shownIn({ ticket }: Derived, community: CommunitySettings, { botId }: Pick<DeriveInput, 'botId'>) {
  return { community, botId, ticket: withModes(ticket, community, ['on']) };
}

function noTicket(rules: Rules, derived: Derived, input: Omit<DeriveInput, 'features'>): Judgement {
  const wants =
    input.topicId === WHOLE_FORUM
      ? configWants(rules.configShown, input)
      : surfaces(refusedAsk(derived, input), { ...NOBODYS, topic: input.topicId });
  const { failures } = derived;
  const replies = repliesOutside(input);
  return { derived, state: null, wants, shadows: [], rows: [], failures, isFrozen: failures.length > 0, replies };
}

function contextOf(
  { topic, mayName }: Derived,
  { words, locale, statusPost }: CommunitySettings,
  { effects, showsLabels }: { readonly effects: readonly Effect[]; readonly showsLabels: boolean },
): SurfaceContext {
  const removedTags = tagsRemovedByPeople(effects, topic);
  const { merged } = topic;
  return {
    topic: topic.id,
    words,
    locale,
    managedTags: tagsOfOurs(effects),
    removedTags,
    ...(merged !== null && mayName(merged.into) && { mergedInto: merged.into }),
    isWithoutStatus: statusPost === false,
    ...(showsLabels && { noticed: noticedPosts(effects) }),
  };
}

/** Only of features that are on: one in shadow says nothing to anybody. */
function accountsOf({ clockAccount }: Rules, ticket: TicketView, community: CommunitySettings): Standing['clockAccount'] {
  return (command) => clockAccount?.(withModes(ticket, community, ['on']), { command, community }) ?? null;
}

/** A feature that is off has no say: for the others it is as if it were not there. */
function withModes(ticket: TicketView, { features }: CommunitySettings, modes: readonly FeatureMode[]): TicketView {
  const isThere = ([name]: [string, unknown]): boolean => modes.includes(features[name]?.mode ?? 'off');
  return { ...ticket, views: Object.fromEntries(Object.entries(ticket.views).filter(isThere)) };
}

/** The same objects as they would be with the parts of features in shadow (design section 5). */
function shadowsOf(spoken: readonly Spoken[], context: SurfaceContext): SurfaceWant[] {
  const compose = (some: readonly Spoken[]): SurfaceWant[] =>
    surfaces(
      some.map(({ said }) => said),
      context,
    );
  const inShadow = new Set(compose(spoken.filter(({ mode }) => mode === 'shadow')).map(({ key }) => key));
  return compose(spoken).filter(({ key }) => inShadow.has(key));
}

/** What the status post says, and why: for those who ask. */
function standingOf(on: ReadonlyArray<Part | Want>): { readonly status: string[]; readonly reasons: string[] } {
  const parts = lastOfEach(on).flatMap((said) => (said.type === 'StatusPart' ? [said] : []));
  return { status: parts.map(({ line }) => line), reasons: parts.map(({ line, because }) => `${line} (${because})`) };
}

/** A topic that is no ticket: nothing of several features is composed for it. */
const NOBODYS: Omit<SurfaceContext, 'topic'> = { words: wordsFor('en', {}), locale: 'en', managedTags: [], removedTags: [] };

/** "A person wins": a tag that we set last and that is gone is not set again in this topic, whatever else is wanted (design section 5). */
function tagsRemovedByPeople(effects: readonly Effect[], topic: Derived['topic']): string[] {
  const last = new Map<string, boolean>();
  for (const { kind, state, value, endedAt } of effects) {
    // As long as nobody has looked since, nothing is known of what became of it.
    if (kind !== 'tags' || state !== 'done' || endedAt === null || (topic.tagsSeenAt ?? '') <= endedAt) continue;
    const { present, managed } = value as TagsValue;
    for (const tag of managed) last.set(tag, present.includes(tag));
  }
  return [...last].filter(([tag, wasSet]) => wasSet && !topic.tags.includes(tag)).map(([tag]) => tag);
}

/** A ticket that ended before we ever spoke in it gets no first word from us. */
function isSilent(state: TicketStateName, effects: readonly Effect[]): boolean {
  return state === 'closed' && !effects.some((effect) => effect.state === 'done' || effect.state === 'overruled');
}

/** The tags that we ever set on the topic: only these do we take away again. */
function tagsOfOurs(effects: readonly Effect[]): string[] {
  return effects
    .filter((effect) => effect.kind === 'tags' && effect.state === 'done')
    .flatMap((effect) => (effect.value as TagsValue).present);
}

/** Un-designated: the last settings that the community had say in which words its tickets end. */
function lastSettings(derived: Derived, community: string) {
  const last = derived.settings.changes.findLast((change) => change.community === community && change.settings !== null);
  return last?.settings ? { version: last.version, settings: last.settings } : null;
}
