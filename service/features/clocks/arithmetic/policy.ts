import type { ClockBook, ClockPolicy, Priority, Targets } from './cycles/book.js';
import type { Metric } from './cycles/cycle.js';
import { calendarsByKey } from './named-calendars.js';
import type { ClocksSettings, PAUSED_CLOCKS } from '../settings.js';

/** The settings that a cycle counts by: the version in force when it started (R-EDIT). */
export interface Policy {
  readonly community: string;
  readonly version: number;
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

// Memory only: a book is a function of the policies in it.
const books = new WeakMap<Policies, ClockBook>();

export function keyOf({ community, version }: Pick<Policy, 'community' | 'version'>): string {
  return `${community}:${version}`;
}

export function bookOf(policies: Policies): ClockBook {
  const known = books.get(policies);
  if (known) return known;
  const entries = Object.entries(policies);
  const book: ClockBook = {
    policies: Object.fromEntries(entries.map(([key, policy]) => [key, clockPolicy(policy)])),
    calendars: Object.assign({}, ...entries.map(([key, { settings }]) => calendarsByKey(key, settings))) as ClockBook['calendars'],
  };
  books.set(policies, book);
  return book;
}

function clockPolicy(policy: Policy): ClockPolicy {
  const { settings, version } = policy;
  const { targets, communityLane, pauses, thresholds } = settings;
  const metrics = (clocks: ClocksSettings['pauses']['scheduled']) => clocks.map((one) => METRIC_OF[one]);
  return {
    key: keyOf(policy),
    version,
    calendar: keyOf(policy),
    targets: targetsFor('normal', targets),
    byPriority: Object.fromEntries(PRIORITIES.map((priority) => [priority, targetsFor(priority, targets)])),
    lanes: {
      community: {
        targets: {
          fr: communityLane.firstReplyMinutes,
          nr: communityLane.nextReplyMinutes,
          pu: communityLane.updateMinutes,
          res: communityLane.resolutionMinutes,
        },
        byPriority: {},
      },
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
