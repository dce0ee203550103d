import type { Instant } from '../../../shared/instant.js';
import type { FoldContext, TicketEvent } from '../../engine/feature.js';
import type { ClockBook, ClockPolicy } from '../clocks/arithmetic/cycles/book.js';
import type { ClockEvent } from '../clocks/arithmetic/cycles/clock-event.js';
import type { Metric } from '../clocks/arithmetic/cycles/cycle.js';
import { runOf, runUntil } from '../clocks/arithmetic/cycles/run-clocks.js';
import { initialRun } from '../clocks/arithmetic/cycles/run.js';
import { keyOfGroup } from '../clocks/arithmetic/named-calendars.js';
import { bookOf, keyOf, type Policy } from '../clocks/arithmetic/policy.js';
import type { TriageView } from '../triage/view.js';
import type { EscalationSettings } from './settings.js';
import type { EndHow, Escalation, EscalationView, ExpertClocks } from './view.js';

type Context = FoldContext<EscalationSettings>;
/** Without an event: time passes. */
type InContext = Context & { readonly event?: TicketEvent };

/** `own` and `ola` (R-ESC): until somebody takes an escalation on, and until the experts have answered. They stop no clock of the question. */
const METRICS: readonly Metric[] = ['own', 'ola'];

/** After each event: the cycles from the escalations as they are now, and from what was in force when the first of them began. */
export function withClocks(before: EscalationView, view: EscalationView, context: InContext): EscalationView {
  const clocks = withLog(view, context);
  if (clocks === view.clocks && view.escalations === before.escalations) return view;
  if (clocks.log.length === 0) return view;
  const escalated = view.escalations.flatMap((escalation) => eventsOf(escalation, clocks));
  const { cycles } = runOf([...clocks.log, ...escalated], bookOfExperts(clocks));
  return { ...view, clocks: { ...clocks, cycles } };
}

/** Lets time pass up to and including an instant. */
export function clocksUntil(clocks: ExpertClocks, at: Instant): ExpertClocks {
  const { cycles } = runUntil({ ...initialRun, cycles: clocks.cycles }, at, bookOfExperts(clocks));
  return cycles === clocks.cycles ? clocks : { ...clocks, cycles };
}

/** Without clocks, nothing is measured. What was written before the first escalation does not matter to it. */
function withLog({ clocks, escalations }: EscalationView, context: InContext): ExpertClocks {
  const policy = policyInForce(context);
  const [first] = escalations;
  if (policy === null || first === undefined) return clocks;
  const { at, event } = context;
  const key = keyOf(policy);
  const policies = clocks.policies[key] ? clocks.policies : { ...clocks.policies, [key]: policy };
  const priority = (context.ticket.views['triage'] as TriageView | undefined)?.priority ?? 'normal';
  const circumstances = { priority, kind: null };
  const { log } = clocks;
  if (log.length === 0) {
    const started: ClockEvent = {
      ...circumstances,
      at: first.at,
      type: 'posted',
      post: null,
      policy: key,
      lane: null,
      channel: null,
      isOld: false,
    };
    return { ...clocks, policies, log: [started] };
  }
  if (event?.type === 'SettingsApplied') {
    const calendars = calendarsAfter(escalations, policy, clocks);
    return { ...clocks, policies, log: [...log, { at, type: 'edit', policy: key, recompute: event.recompute, calendars }] };
  }
  const known = log.findLast((one) => one.type === 'priority' || one.type === 'posted');
  const isKnown = known !== undefined && 'priority' in known && known.priority === priority;
  return isKnown ? clocks : { ...clocks, log: [...log, { ...circumstances, at, type: 'priority' }] };
}

function policyInForce({ community, ticket, settingsVersion }: Context): Policy | null {
  const section = community.features['clocks'];
  if (!section || section.mode === 'off' || ticket.membership === null) return null;
  return { community: ticket.membership.community, version: settingsVersion, settings: section.settings as Policy['settings'] };
}

function eventsOf({ at, cause, groups, log, end }: Escalation, clocks: ExpertClocks): ClockEvent[] {
  if (cause.type === 'unknown') return [];
  // Who owns it later, or that nobody does any more, does not undo that it was taken on (R-ROLE).
  const accepted = log.find(({ what }) => what === 'accepted');
  return [
    { at, type: 'escalated', calendar: calendarOfGroups(groups, policyAt(at, clocks)) },
    ...(accepted === undefined ? [] : [{ at: accepted.at, type: 'claimed' as const }]),
    ...(end === null ? [] : endOf(end)),
  ];
}

/** R-ESC: the own calendar of the first of the groups that has one; null: the desk's. */
function calendarOfGroups(groups: readonly number[], policy: Policy | undefined): string | null {
  if (policy === undefined) return null;
  for (const group of groups) {
    const key = keyOfGroup(keyOf(policy), group, policy.settings);
    if (key !== null) return key;
  }
  return null;
}

function policyAt(at: Instant, { log, policies }: ExpertClocks): Policy | undefined {
  const last = log.findLast((event) => (event.type === 'posted' || event.type === 'edit') && event.at <= at);
  return last && 'policy' in last && last.policy !== null ? policies[last.policy] : undefined;
}

/** R-EDIT: what takes the place of the calendars by which open clocks run, where they are counted again. */
function calendarsAfter(escalations: readonly Escalation[], next: Policy, { policies }: ExpertClocks): Readonly<Record<string, string>> {
  const after = escalations.flatMap(({ groups }) =>
    Object.values(policies).map((policy) => {
      const own = calendarOfGroups(groups, next) ?? keyOf(next);
      return [calendarOfGroups(groups, policy) ?? keyOf(policy), own] as const;
    }),
  );
  return Object.fromEntries(after);
}

function endOf({ at, how }: { readonly at: Instant; readonly how: EndHow }): ClockEvent[] {
  const over = (why: string, state: 'dismissed' | 'cancelled_duplicate' | 'met_by_resolution'): ClockEvent => ({
    at,
    type: 'escalation_ended',
    why,
    state,
  });
  switch (how) {
    case 'result':
      return [{ at, type: 'private_answer' }, over('it ended with an answer', 'met_by_resolution')];
    case 'solved':
      return [over('an answer was accepted', 'met_by_resolution')];
    case 'merged':
      return [over('it was merged into another topic', 'cancelled_duplicate')];
    default:
      return [over(WHY[how], 'dismissed')];
  }
}

const WHY: Readonly<Record<Exclude<EndHow, 'result' | 'solved' | 'merged'>, string>> = {
  without: 'it ended without an answer',
  handedBack: 'it was handed back',
  handedOn: 'it was handed to others',
  withdrawn: 'it was withdrawn',
  closed: 'the topic was closed',
  archived: 'the topic was archived',
  deleted: 'the topic was deleted',
  left: 'the topic left the community',
};

// Memory only: a function of the policies in it.
const books = new WeakMap<ExpertClocks['policies'], ClockBook>();

/** The policies of the community with these two metrics only. */
function bookOfExperts({ policies }: ExpertClocks): ClockBook {
  const known = books.get(policies);
  if (known) return known;
  const whole = bookOf(policies);
  const book = { ...whole, policies: Object.fromEntries(Object.entries(whole.policies).map(([key, policy]) => [key, ofExperts(policy)])) };
  books.set(policies, book);
  return book;
}

function ofExperts(policy: ClockPolicy): ClockPolicy {
  const only = (targets: ClockPolicy['targets'] = {}) => Object.fromEntries(METRICS.map((metric) => [metric, targets[metric] ?? null]));
  return {
    ...policy,
    targets: only(policy.targets),
    byPriority: Object.fromEntries(Object.entries(policy.byPriority).map(([priority, targets]) => [priority, only(targets)])),
    lanes: {},
  };
}
