import type { ClockBook, ClockPolicy, Priority, Targets } from './cycles/book.js';
import type { Metric } from './cycles/cycle.js';
import { calendarsByKey, keyOfNamed } from './named-calendars.js';
import { DEFAULT_POLICY } from '../policy-settings.js';
import type { ClocksSettings, PAUSED_CLOCKS } from '../settings.js';
import { merged } from '../templates.js';
import { policyFor, type Question } from './match.js';

/** A version of a community's settings for clocks: one policy of it holds for a question (R-MATCH). */
export interface PolicySet {
  readonly community: string;
  readonly version: number;
  /** As they were written: the default, and what other policies say otherwise. */
  readonly written: ClocksSettings;
}

/** The settings that a cycle counts by: the version in force when it started (R-EDIT), and the policy of it that matched. */
export interface Policy extends PolicySet {
  readonly name: string;
  /** What holds under it. */
  readonly settings: ClocksSettings;
}

type Name = 'firstReplyMinutes' | 'updateMinutes' | 'incidentResolutionMinutes' | 'acceptMinutes' | 'expertAnswerMinutes';
type Other = Exclude<Priority, 'normal'>;

/** CL-02. */
const BY_PRIORITY: Readonly<Record<Name, Readonly<Record<Other, number | null>>>> = {
  firstReplyMinutes: { urgent: 60, high: 240, low: 960 },
  updateMinutes: { urgent: 480, high: 960, low: null },
  incidentResolutionMinutes: { urgent: 480, high: 960, low: null },
  acceptMinutes: { urgent: 30, high: 60, low: 240 },
  expertAnswerMinutes: { urgent: 120, high: 240, low: 960 },
};
const METRIC_OF: Readonly<Record<(typeof PAUSED_CLOCKS)[number], Metric>> = { nextReply: 'nr', update: 'pu', resolution: 'res' };
const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

type Policies = Readonly<Record<string, Policy>>;

// Memory only: a book is a function of the policies in it, and what holds under a name one of the settings as they were written.
const books = new WeakMap<Policies, ClockBook>();
const settingsByName = new WeakMap<ClocksSettings, Map<string, ClocksSettings>>();

export function keyOf(policy: Pick<Policy, 'community' | 'version' | 'name'>): string {
  return policy.name === DEFAULT_POLICY ? setKeyOf(policy) : `${setKeyOf(policy)}:${policy.name}`;
}

/** Also the key of the default policy in it. */
export function setKeyOf({ community, version }: Pick<Policy, 'community' | 'version'>): string {
  return `${community}:${version}`;
}

/** R-MATCH: the policy of a version that holds for a question. */
export function matchedPolicy(set: PolicySet, question: Question): Policy {
  return policyNamed(set, policyFor(set.written, question));
}

export function policyNamed({ community, version, written }: PolicySet, name: string): Policy {
  return { community, version, written, name, settings: settingsUnder(written, name) };
}

/** The settings under a policy: what it does not say is as in the default. */
export function settingsUnder(written: ClocksSettings, name: string): ClocksSettings {
  const found = written.policies.find((policy) => policy.name === name);
  if (found === undefined) return written;
  const known = settingsByName.get(written) ?? new Map<string, ClocksSettings>();
  settingsByName.set(written, known);
  const settings = known.get(name) ?? settingsOf(found, written);
  known.set(name, settings);
  return settings;
}

function settingsOf(found: ClocksSettings['policies'][number], written: ClocksSettings): ClocksSettings {
  const { name: own, when, ...says } = found;
  const { byPriority, ...targets } = says.targets ?? {};
  // What a policy for some priorities says of targets, it says of them.
  const forPriorities = Object.fromEntries((when.priority ?? []).flatMap((one) => (one === 'normal' ? [] : [[one, targets]])));
  const base = merged(written, { targets: { byPriority: forPriorities } });
  // Defaults are in `written`, and every part of `says` passed the schema of that part.
  return merged(base, { ...says, targets: { ...targets, byPriority } }) as ClocksSettings;
}

export function bookOf(policies: Policies): ClockBook {
  const known = books.get(policies);
  if (known) return known;
  const entries = Object.entries(policies);
  const book: ClockBook = {
    policies: Object.fromEntries(entries.map(([key, policy]) => [key, clockPolicy(policy)])),
    calendars: Object.assign({}, ...entries.map(([, policy]) => calendarsOf(policy))) as ClockBook['calendars'],
  };
  books.set(policies, book);
  return book;
}

function clockPolicy(policy: Policy): ClockPolicy {
  const { settings, version, name } = policy;
  const { targets, communityLane, pauses, thresholds } = settings;
  const metrics = (clocks: ClocksSettings['pauses']['scheduled']) => clocks.map((one) => METRIC_OF[one]);
  return {
    key: keyOf(policy),
    name,
    version,
    set: setKeyOf(policy),
    calendar: calendarKeyOf(policy),
    targets: targetsFor('normal', targets),
    byPriority: Object.fromEntries(PRIORITIES.map((priority) => [priority, targetsFor(priority, targets)])),
    lanes: {
      ...(isForCommunityLane(policy) ? {} : { community: { targets: targetsOfLane(communityLane), byPriority: {} } }),
      incident: {
        targets: {},
        byPriority: Object.fromEntries(
          PRIORITIES.map((priority) => [priority, { res: minutesFor(priority, 'incidentResolutionMinutes', targets) }]),
        ),
      },
    },
    responders: settings.responders,
    pauses: {
      ['waiting_requester']: metrics(pauses.waitingForAsker),
      ['waiting_third_party']: metrics(pauses.thirdParty),
      scheduled: metrics(pauses.scheduled),
    },
    reopen: settings.reopen,
    thresholds,
    ladder: settings.ladder.map(({ afterPercent }) => afterPercent),
    riskPercent: thresholds.riskPercent,
    lapseDays: settings.followUpDays,
  };
}

function targetsOfLane(lane: ClocksSettings['communityLane']): Targets {
  return { fr: lane.firstReplyMinutes, nr: lane.nextReplyMinutes, pu: lane.updateMinutes, res: lane.resolutionMinutes };
}

/** TR-05: in a policy that asks for the community's lane its own targets hold, unless it says `communityLane` itself. */
function isForCommunityLane({ written, name }: Policy): boolean {
  const found = written.policies.find((policy) => policy.name === name);
  return found?.communityLane === undefined && found?.when.lane?.every((lane) => lane === 'community') === true;
}

/** A policy without hours of its own counts by those of the default: nothing is banked between them (R-TRANSFER). */
export function calendarKeyOf(policy: Policy): string {
  const { calendar } = policy.settings;
  if (calendar === policy.written.calendar) return setKeyOf(policy);
  return keyOfNamed(setKeyOf(policy), typeof calendar === 'string' ? calendar : `policy:${policy.name}`);
}

function calendarsOf(policy: Policy): ClockBook['calendars'] {
  const { calendar } = policy.settings;
  const all = calendarsByKey(setKeyOf(policy), policy.written);
  return typeof calendar === 'string' ? all : { ...all, [calendarKeyOf(policy)]: calendar };
}

function targetsFor(priority: Priority, targets: ClocksSettings['targets']): Targets {
  const own = priority === 'normal' ? undefined : targets.byPriority[priority];
  const first = minutesFor(priority, 'firstReplyMinutes', targets);
  const next = targets.nextReplyMinutes === undefined ? first : targets.nextReplyMinutes;
  return {
    fr: first,
    nr: own?.nextReplyMinutes === undefined ? next : own.nextReplyMinutes,
    pu: minutesFor(priority, 'updateMinutes', targets),
    res: own?.resolutionMinutes === undefined ? targets.resolutionMinutes : own.resolutionMinutes,
    own: minutesFor(priority, 'acceptMinutes', targets),
    ola: minutesFor(priority, 'expertAnswerMinutes', targets),
    cr: targets.communityReplyMinutes,
  };
}

/** What a priority does not say is the default, but never slower than normal where it is more urgent, nor faster where it is less. */
function minutesFor(priority: Priority, name: Name, targets: ClocksSettings['targets']): number | null {
  const normal = targets[name];
  if (priority === 'normal') return normal;
  const own = targets.byPriority[priority][name];
  if (own !== undefined) return own;
  const usual = BY_PRIORITY[name][priority];
  if (normal === null || usual === null) return null;
  return priority === 'low' ? Math.max(usual, normal) : Math.min(usual, normal);
}
