import { factOf, type Fact, type FactBody } from '../../../shared/facts.js';
import { addSeconds, toInstant, type Instant } from '../../../shared/instant.js';
import type { CommunitySettings } from '../../../shared/settings.js';
import { wordsFor } from '../../../shared/words.js';
import { judge } from '../../engine/judge.js';
import { elapsed } from '../../features/clocks/arithmetic/business-time.js';
import { isOpen, type ClocksView, type Cycle } from '../../features/clocks/view.js';
import { rules } from '../../features/list.js';
import { toSecond, type Expectation, type Scenario } from './forms.js';

type Event = Scenario['events'][number];
/** What came of the clocks of a scenario, in the words of its expectations; or why it cannot be played. */
export type Played = readonly Expectation[] | { readonly not: string };

const TOPIC = 20;
const BOT = 2;
const CATEGORY = 5;
const EXPERTS = 41;
const LONG_AGO = '2000-01-01T00:00:00.000Z';
const PEOPLE: Readonly<Record<string, number>> = { bot: BOT, requester: 10, member: 11, expert: 12 };
const POLICIES: ReadonlySet<string> = new Set(['fr', 'fr_responders']);
const EVERY_EVENT: ReadonlySet<string> = new Set(['at', 'type', 'by']);
/** Whatever an event says besides is not yet understood. */
const EVENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['posted', []],
  ['reply', ['id', 'kind', 'author']],
  ['delete_reply', ['id']],
  ['becomes_expert', ['author']],
]);

/** Plays a scenario as facts of one topic through the engine, and says what its clocks show at `asOf`. */
export function playScenario(scenario: Scenario): Played {
  const missing = notYet(scenario);
  if (missing !== null) return { not: `not yet: ${missing}` };
  const judgement = judge(
    rules,
    {
      topicId: TOPIC,
      botId: BOT,
      now: instantOf(scenario.asOf),
      material: {
        facts: [...first(scenario), ...scenario.events.flatMap(factsOf)],
        memberships: membershipsOf(scenario.events),
        settings: [{ community: 'scenario', version: 1, at: LONG_AGO, recompute: false, settings: settingsOf(scenario) }],
        parents: new Map(),
        names: new Map(),
        texts: new Map(),
      },
    },
    [],
  );
  const { cycles } = judgement.derived.ticket.views['clocks'] as ClocksView;
  return cycles.map((cycle) => shown(cycle, scenario.asOf));
}

function notYet({ policy, events, expect }: Scenario): string | null {
  const target = Object.keys(policy).find((key) => !POLICIES.has(key));
  if (target !== undefined) return `the policy ${target}`;
  for (const event of events) {
    const { type } = event;
    const known = EVENTS.get(type);
    if (!known) return `the event ${type}`;
    const unknown = Object.keys(event).find((key) => !EVERY_EVENT.has(key) && !known.includes(key));
    if (unknown !== undefined) return `${unknown} of the event ${type}`;
  }
  return expect.some(({ atRiskAt }) => atRiskAt !== undefined) ? 'thresholds' : null;
}

function settingsOf({ calendars, policy }: Scenario): CommunitySettings {
  const clocks = {
    calendar: calendars['main'],
    targets: { firstReplyMinutes: policy['fr'], communityReplyMinutes: null },
    ...(policy['fr_responders'] !== undefined && { responders: policy['fr_responders'] }),
  };
  const said: Readonly<Record<string, unknown>> = { clocks, triage: {} };
  return {
    id: 'scenario',
    name: 'Scenario',
    category: CATEGORY,
    since: LONG_AGO,
    locale: 'en',
    words: wordsFor('en', {}),
    roles: { expert: [EXPERTS], signer: [], facilitator: [], deskLead: [] },
    settleSeconds: 0,
    faqCategory: null,
    libraryCategory: null,
    features: Object.fromEntries(
      rules.features
        .filter(({ name }) => said[name] !== undefined)
        .map(({ name, settings }) => [name, { mode: 'on', settings: settings.parse(said[name]) as unknown }]),
    ),
  };
}

function membershipsOf(events: readonly Event[]): Fact[] {
  const began = (user: number, at: Instant): Fact => fact({ type: 'MembershipBegan', group: EXPERTS, user }, at);
  const promoted = events.filter(({ type }) => type === 'becomes_expert').map((event) => began(personOf(event), instantOf(event.at)));
  return [began(personOf({ by: 'expert' }), LONG_AGO), ...promoted];
}

/** An `author` is somebody of their own, who may change what they are. */
function personOf({ by, author }: { readonly by?: string | undefined; readonly author?: unknown }): number {
  if (typeof author === 'string') return 500 + Number(author.replace(/\D/g, ''));
  return PEOPLE[by ?? ''] ?? 0;
}

function first({ events }: Scenario): Fact[] {
  const at = instantOf(events[0]?.at ?? LONG_AGO);
  const bodies: FactBody[] = [
    { type: 'TopicBorn', topic: TOPIC },
    { type: 'TopicAuthor', topic: TOPIC, user: personOf({ by: 'requester' }) },
    { type: 'TopicPlace', topic: TOPIC, category: CATEGORY, archetype: 'regular' },
  ];
  return bodies.map((body) => fact(body, at));
}

function factsOf(event: Event, index: number): Fact[] {
  const at = instantOf(event.at);
  const { id } = event;
  const post = typeof id === 'string' ? 1000 + Number(id.replace(/\D/g, '')) : 100 + index;
  if (event.type === 'delete_reply') return [fact({ type: 'PostVisibility', post, visibility: 'deleted' }, at)];
  if (event.type !== 'posted' && event.type !== 'reply') return [];
  const bodies: FactBody[] = [
    { type: 'PostBorn', post, replyTo: null },
    { type: 'Placed', post, topic: TOPIC },
    { type: 'PostAuthor', post, user: personOf(event) },
    { type: 'PostKindSeen', post, kind: event['kind'] === 'whisper' ? 'whisper' : 'regular' },
    { type: 'PostVisibility', post, visibility: 'visible' },
  ];
  return bodies.map((body) => fact(body, at));
}

function fact(body: FactBody, at: Instant): Fact {
  return factOf(body, { at, learntAt: at, source: 'scenario' });
}

function instantOf(text: string): Instant {
  const at = toInstant(text);
  if (at === null) throw new RangeError(`"${text}" is no time`);
  return addSeconds(at, 0);
}

function shown(cycle: Cycle, asOf: Instant): Expectation {
  const { calendar } = cycle.inner.policy.settings;
  return {
    metric: cycle.metric,
    cycle: cycle.number,
    dueAt: cycle.due === null ? null : toSecond(cycle.due),
    outcome: cycle.state,
    elapsedSeconds:
      cycle.elapsedSeconds ?? (isOpen(cycle) ? cycle.inner.bankedSeconds + elapsed(calendar, cycle.inner.countsFrom, asOf) : 0),
    ...(cycle.endedAt !== null && { endedAt: toSecond(cycle.endedAt) }),
    ...(cycle.breachedAt !== null && { breachedAt: toSecond(cycle.breachedAt) }),
    ...(cycle.byPolicyChange && { byPolicyChange: true }),
  };
}
