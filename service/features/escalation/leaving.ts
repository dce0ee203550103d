import type { FoldContext } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import { released } from './course.js';
import { expertGroups } from './groups.js';
import type { EscalationSettings } from './settings.js';
import { escalationOf, type EscalationView } from './view.js';

type Context = FoldContext<EscalationSettings>;

/** Table 0.3: who lost her last role gives back what she had; that is true from then on, what she did before stays. */
export function withoutRole(view: EscalationView, user: number, context: Context): EscalationView {
  const { at, rolesOf } = context;
  if (rolesOf(user, at).size > 0) return view;
  const unasked = view.proposed?.user === user ? { ...view, proposed: null } : view;
  if (view.owner?.user !== user) return unasked;
  const free = released(unasked, at, null);
  return hasEnded(context) ? free : { ...free, cameBack: [...free.cameBack, { from: user, at, groups: nextOnes(view, context) }] };
}

function hasEnded({ ticket: { topic } }: Context): boolean {
  return topic.deletedAt !== null || topic.merged !== null || topic.closed || topic.archived || topic.accepted !== null;
}

/** Those to whom it was given; a private question is told to nobody who is not in it but to the facilitators (ES-02). */
function nextOnes(view: EscalationView, context: Context): readonly number[] {
  const { ticket, community } = context;
  const open = escalationOf(view);
  if (open !== null && open.groups.length > 0) return open.groups;
  const { participants, isPrivate } = ticket.topic;
  const there = participants?.groups ?? [];
  const asked = isPrivate ? expertGroups(context).filter((group) => there.includes(group)) : triagedTo(ticket.views['triage']);
  return asked.length > 0 ? asked : community.roles.facilitator;
}

function triagedTo(triage: unknown): readonly number[] {
  return (triage as TriageView | undefined)?.groups ?? [];
}
