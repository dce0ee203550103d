import { secondsBetween, type Instant } from '../../../shared/instant.js';
import { escalationOf, type EndHow, type Escalation, type EscalationView, type Happening, type Owner } from './view.js';

/** How an escalation goes its way: opened, taken on, ended. Nothing here decides whether it may. */
const CLOCKS_DIFFER_SECONDS = 120;

export function opened(
  view: EscalationView,
  what: Pick<Escalation, 'cause' | 'level' | 'groups' | 'isAllowed'>,
  when: { readonly at: Instant; readonly topicId: number },
): EscalationView {
  const { at, topicId } = when;
  const last = view.escalations.at(-1);
  // The forum's clock may be a little behind ours: then the room seems older than its cause.
  const isEarlyRoom = last?.cause.type === 'unknown' && last.accepted === null && secondsBetween(last.at, at) <= CLOCKS_DIFFER_SECONDS;
  const kept = isEarlyRoom ? view.escalations.slice(0, -1) : view.escalations;
  const number = Math.max(0, ...kept.map((one) => one.number)) + 1;
  const escalation: Escalation = {
    ...what,
    number,
    key: roomKey(topicId, number),
    at,
    formerOwner: view.owner,
    accepted: null,
    timesAsked: 1,
    log: [],
    end: null,
  };
  return { ...view, escalations: [...kept, escalation] };
}

/** The key of the want for the room of a ticket's first, second … escalation. */
export function roomKey(topicId: number, number: number): string {
  return `room:ticket:${topicId}:${number}`;
}

/**
 * A room that is there although nothing known asks for it: something earlier was learnt later, or a line was taken back. It ends as
 * withdrawn; who accepts in it before it closes takes it on all the same.
 */
export function withRoomOf(
  view: EscalationView,
  room: { readonly key: string; readonly at: Instant },
  keys: ReadonlySet<string>,
): EscalationView {
  const { key, at } = room;
  if (view.escalations.some((one) => one.key === key)) return view;
  const number = Number(key.split(':').at(-1)) || 0;
  const open = escalationOf(view);
  // An earlier one that never got a room has gone: this room is that of what is open, under the number that it had then.
  if (open !== null && !keys.has(open.key)) return changed(view, open, (one) => ({ ...one, number, key }));
  const withdrawn: Escalation = {
    number,
    key,
    at,
    level: null,
    groups: [],
    cause: { type: 'unknown' },
    formerOwner: view.owner,
    accepted: null,
    isAllowed: false,
    timesAsked: 1,
    log: [],
    end: { at, how: 'withdrawn', by: null, line: null },
  };
  return { ...view, escalations: [...view.escalations, withdrawn] };
}

export function changed(view: EscalationView, escalation: Escalation, change: (one: Escalation) => Escalation): EscalationView {
  return { ...view, escalations: view.escalations.map((one) => (one.number === escalation.number ? change(one) : one)) };
}

export function logged(view: EscalationView, escalation: Escalation, happening: Happening): EscalationView {
  return changed(view, escalation, (one) => ({ ...one, log: [...one.log, happening] }));
}

export function ended(
  view: EscalationView,
  escalation: Escalation,
  end: { readonly at: Instant; readonly how: EndHow; readonly by?: number; readonly line?: string },
): EscalationView {
  const { at, how, by = null, line = null } = end;
  return changed(view, escalation, (one) => ({ ...one, end: { at, how, by, line } }));
}

/** She is responsible from now on; what is open is accepted by her (ES-07). */
export function ownedBy(
  view: EscalationView,
  owner: Owner,
  { escalation, line }: { readonly escalation: Escalation | null; readonly line: string | null },
): EscalationView {
  const owned = { ...view, owner, proposed: null };
  if (escalation === null) return owned;
  const { user: by, since: at } = owner;
  return changed(owned, escalation, (one) => ({
    ...one,
    end: null,
    accepted: { by, at },
    log: [...one.log, { what: 'accepted', at, by, person: null, line }],
  }));
}

/** Nobody is responsible any more, and what was accepted waits again. */
export function released(view: EscalationView, at: Instant, by: number | null): EscalationView {
  if (view.owner === null && view.proposed === null) return view;
  const free = { ...view, owner: null, proposed: null };
  const open = escalationOf(view);
  if (open === null || open.accepted === null) return free;
  return changed(free, open, (one) => ({
    ...one,
    accepted: null,
    log: [...one.log, { what: 'released', at, by, person: view.owner?.user ?? null, line: null }],
  }));
}
