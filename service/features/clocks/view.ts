import type { Instant } from '../../../shared/instant.js';
import type { Channel } from '../../engine/feature.js';
import type { Priority } from './arithmetic/cycles/book.js';
import type { ClockEvent, EventOf, Writer } from './arithmetic/cycles/clock-event.js';
import { isOpen, type Cycle, type Metric, type PauseReason } from './arithmetic/cycles/cycle.js';
import { initialRun, type Run } from './arithmetic/cycles/run.js';
import { setKeyOf, type Policy } from './arithmetic/policy.js';

export { isOpen, type Cycle, type Metric };

/** Why and from when clocks run on this topic, or why none does. */
export interface Origin {
  readonly community: string;
  /** Where the clocks of this topic start; null: it is older than the community, only a later post of the asker starts something. */
  readonly clockStart: Instant | null;
  /** Since when it is in the community. */
  readonly since: Instant;
  /** The start that the present membership gives; another one after a transfer, when the clocks run on. */
  readonly enteredWith: Instant | null;
  readonly asker: number;
  /** Whom the topic was by before it was given to somebody else (table 0.3), in time order. */
  readonly formerAskers: ReadonlyArray<{ readonly asker: number; readonly until: Instant }>;
  /** The first post of the topic; often born a moment after the topic itself. */
  readonly startedBy: number | null;
  /** Key in `policies`. */
  readonly policy: string;
  /** As triage had it then; what changed later is in the log. */
  readonly circumstances: Circumstances;
  readonly nothing: string | null;
}

export interface Circumstances {
  readonly priority: Priority;
  readonly lane: string;
  readonly kind: string | null;
  readonly channel: Channel;
  /** OF-13: only a signature ends `fr`. */
  readonly isSigned: boolean;
}

/** A post that counts, with the role of its author when it was written (R-ROLE). */
export interface Heard {
  readonly post: number;
  /** When it was written; what has to wait counts from its approval. */
  readonly at: Instant;
  readonly author: number;
  readonly by: Writer;
  readonly isUnderCommunity: boolean;
  /** When it was approved, if it had to wait for that (R-RESP). */
  readonly approvedAt: Instant | null;
}

/** Somebody said that the question waits (R-PAUSE, CL-14, CL-15). The newest counts. */
export interface Pause {
  readonly reason: PauseReason;
  readonly by: number;
  readonly at: Instant;
  /** When it ends by itself: at its date, or because nobody has looked for too long. */
  readonly until: Instant | null;
  /** When a line ended it. */
  readonly endedAt: Instant | null;
  /** Of those in the settings, or as the line says where there are none. */
  readonly vendor: string | null;
  /** When the desk opens on the day that the vendor promised. */
  readonly promisedAt: Instant | null;
}

/** What the question waits for now; an asker's post and time end it as well. */
export interface Waiting extends Pause {
  /** The promised day has come, and it still waits. */
  readonly isPromiseDue: boolean;
}

/** Why a line was refused, or what its author is told; the sentence is in commands/answer-texts.ts. */
export type Saying =
  | 'withSomebodyElse'
  | 'hasEnded'
  | 'dateInPast'
  | 'vendorNeeded'
  | 'unknownVendor'
  | 'backEarlier'
  | 'notPaused'
  | 'nothingLate'
  | 'tooOften';

export interface Answered {
  readonly id: string;
  readonly outcome: 'done' | 'told' | 'refused';
  readonly saying: Saying | null;
  readonly at: Instant | null;
}

export interface ClocksView {
  /** In the order in which they started. `own` and `ola` are not among them: they are of the feature escalation. */
  readonly cycles: readonly Cycle[];
  readonly origin: Origin | null;
  readonly pauses: readonly Pause[];
  /** Null: for nothing and nobody outside the desk. */
  readonly waiting: Waiting | null;
  readonly answered: readonly Answered[];
  /** Those that cycles count by, by key. */
  readonly policies: Readonly<Record<string, Policy>>;
  /** Of each version of the settings in `policies` the key of the policy that matches now (R-MATCH). */
  readonly matched: Readonly<Record<string, string>>;
  readonly inner: ClocksInner;
}

/** From what the cycles are made; not for showing. */
interface ClocksInner {
  readonly run: Omit<Run, 'cycles'>;
  readonly heard: readonly Heard[];
  /** Posts that had to wait for approval, and until when; null: they wait. */
  readonly held: ReadonlyArray<{ readonly post: number; readonly approvedAt: Instant | null }>;
  /** What happened once and stays. */
  readonly log: readonly ClockEvent[];
  /** What holds as things are now: it may go again as if it had never been (R-DELETE). */
  readonly standing: readonly ClockEvent[];
  /** When it left all communities. */
  readonly left: { readonly at: Instant; readonly how: 'moved_out' | 'undesignated' } | null;
}

const { cycles, ...run } = initialRun;

export const initialClocks: ClocksView = {
  cycles,
  origin: null,
  pauses: [],
  waiting: null,
  answered: [],
  policies: {},
  matched: {},
  inner: { run, heard: [], held: [], log: [], standing: [], left: null },
};

export function cycleOf(view: ClocksView, metric: Metric): Cycle | null {
  return view.cycles.findLast((cycle) => cycle.metric === metric) ?? null;
}

/** What another feature's clocks begin with at an instant, and what changed of that later: policy, calendar, priority. */
export function inForceSince({ origin, policies, inner }: ClocksView, since: Instant): readonly ClockEvent[] {
  if (origin === null) return [];
  const begun: EventOf<'posted'> = {
    type: 'posted',
    at: since,
    post: null,
    policy: origin.policy,
    priority: origin.circumstances.priority,
    lane: null,
    kind: null,
    channel: null,
    isOld: false,
  };
  const earlier = inner.log.filter(({ at }) => at <= since);
  return [
    earlier.reduce<EventOf<'posted'>>((now, event) => withLater(now, event, policies), begun),
    ...inner.log.filter(({ at }) => at > since).flatMap(asOfPolicy),
  ];
}

function withLater(begun: EventOf<'posted'>, event: ClockEvent, policies: ClocksView['policies']): EventOf<'posted'> {
  const setOf = (key: string) => {
    const policy = policies[key];
    return policy && setKeyOf(policy);
  };
  switch (event.type) {
    case 'match':
      return {
        ...begun,
        priority: event.priority,
        policy: event.policies.find((key) => setOf(key) === setOf(begun.policy)) ?? begun.policy,
      };
    case 'edit':
    case 'restart':
    case 'transfer':
      return { ...begun, policy: event.policy ?? begun.policy };
    default:
      return begun;
  }
}

function asOfPolicy(event: ClockEvent): ClockEvent[] {
  switch (event.type) {
    case 'match':
    case 'edit':
    case 'transfer':
      return [event];
    // What the experts had ended when it left.
    case 'restart':
      return [{ type: 'edit', at: event.at, policy: event.policy, recompute: false }];
    default:
      return [];
  }
}
