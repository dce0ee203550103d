import type { Instant } from '../../../shared/instant.js';
import type { FoldContext } from '../../engine/feature.js';
import type { ClockBook, ClockPolicy } from '../clocks/arithmetic/cycles/book.js';
import type { ClockEvent } from '../clocks/arithmetic/cycles/clock-event.js';
import type { Metric } from '../clocks/arithmetic/cycles/cycle.js';
import { runOf, runUntil } from '../clocks/arithmetic/cycles/run-clocks.js';
import { initialRun } from '../clocks/arithmetic/cycles/run.js';
import { keyOfGroup } from '../clocks/arithmetic/named-calendars.js';
import { bookOf, calendarKeyOf, setKeyOf, type Policy } from '../clocks/arithmetic/policy.js';
import { inForceSince, type ClocksView } from '../clocks/view.js';
import type { EscalationSettings } from './settings.js';
import type { EndHow, Escalation, EscalationView, ExpertClocks } from './view.js';

interface Context {
  readonly ticket: Pick<FoldContext<EscalationSettings>['ticket'], 'views'>;
}

/** `own` and `ola` (R-ESC): until somebody takes an escalation on, and until the experts have answered. They stop no clock of the question. */
const METRICS: readonly Metric[] = ['own', 'ola'];

/** After each event: the cycles from the escalations as they are now, and from what was in force since the first of them began. */
export function withClocks(before: EscalationView, view: EscalationView, context: Context): EscalationView {
  const clocks = withLog(view, context);
  if (clocks === before.clocks && view.escalations === before.escalations) return view;
  if (clocks.log.length === 0) return view;
  const { cycles } = runOf(expertEvents(clocks, view.escalations), bookOfExperts(clocks));
  return { ...view, clocks: { ...clocks, cycles } };
}

/** Lets time pass up to and including an instant. */
export function clocksUntil(clocks: ExpertClocks, at: Instant): ExpertClocks {
  const { cycles } = runUntil({ ...initialRun, cycles: clocks.cycles }, at, bookOfExperts(clocks));
  return cycles === clocks.cycles ? clocks : { ...clocks, cycles };
}

/** Without clocks, nothing is measured. What was written before the first escalation does not matter to it. */
function withLog({ clocks, escalations }: EscalationView, { ticket }: Context): ExpertClocks {
  const question = ticket.views['clocks'] as ClocksView | undefined;
  const [first] = escalations;
  if (question === undefined || first === undefined) return clocks;
  const { policies } = question;
  const log = inForceSince(question, first.at).map((event) => ofGroups(event, escalations, policies));
  const isKnown = policies === clocks.policies && JSON.stringify(log) === JSON.stringify(clocks.log);
  return isKnown ? clocks : { ...clocks, policies, log };
}

/** What the cycles are a function of, together with the policies and calendars. */
export function expertEvents(clocks: ExpertClocks, escalations: readonly Escalation[]): ClockEvent[] {
  return [...clocks.log, ...clocks.voided, ...escalations.flatMap((escalation) => eventsOf(escalation, clocks))];
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
    const key = keyOfGroup(setKeyOf(policy), group, policy.written);
    if (key !== null) return key;
  }
  return null;
}

function policyAt(at: Instant, { log, policies }: ExpertClocks): Policy | undefined {
  const last = log.findLast((event) => (event.type === 'posted' || event.type === 'edit' || event.type === 'transfer') && event.at <= at);
  return last && 'policy' in last && last.policy !== null ? policies[last.policy] : undefined;
}

type Policies = ExpertClocks['policies'];

/** R-EDIT, R-TRANSFER: settings and communities bring the calendars of the groups with them. */
function ofGroups(event: ClockEvent, escalations: readonly Escalation[], policies: Policies): ClockEvent {
  if (event.type !== 'edit' && event.type !== 'transfer') return event;
  const next = event.policy === null ? undefined : policies[event.policy];
  if (next === undefined) return event;
  if (event.type === 'edit') return { ...event, calendars: calendarsAfter(escalations, next, policies) };
  return { ...event, calendar: calendarOfGroups(escalations.at(-1)?.groups ?? [], next) ?? event.calendar };
}

/** What takes the place of the calendars by which open clocks run, where they are counted again. */
function calendarsAfter(escalations: readonly Escalation[], next: Policy, policies: Policies): Readonly<Record<string, string>> {
  const keyFor = (groups: readonly number[], policy: Policy) => calendarOfGroups(groups, policy) ?? calendarKeyOf(policy);
  return Object.fromEntries(
    escalations.flatMap(({ groups }) => Object.values(policies).map((policy) => [keyFor(groups, policy), keyFor(groups, next)] as const)),
  );
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
export function bookOfExperts({ policies }: Pick<ExpertClocks, 'policies'>): ClockBook {
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
