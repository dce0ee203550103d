import type { Instant } from '../../../../shared/instant.js';
import type { FoldContext } from '../../../engine/feature.js';
import { backupOf, isAway } from '../../clocks/arithmetic/people.js';
import { isStep } from '../../clocks/arithmetic/cycles/cycle.js';
import type { EscalationSettings } from '../settings.js';
import { escalationOf, ownerOf, type EscalationView } from '../view.js';
import type { Standing } from './marks.js';
import type { Addressee, Meant, ToldAs } from './view.js';

type Context = FoldContext<EscalationSettings>;

/** Whom the settings mean by a mark: of a warning the first who is there, of a step of the ladder all whom it names. */
export function meantBy({ metric, mark, at, policy }: Standing): readonly Meant[] {
  if (metric === 'silence') return ['safetyOwner', 'queue'];
  if (!isStep({ threshold: mark, at })) return ['first'];
  const step = policy?.settings.ladder.find(({ afterPercent }) => `+${afterPercent}%` === mark);
  return (step?.tell ?? []).map((one) => (one === 'owner' ? 'first' : one));
}

/** Who that is now; null: nobody is there, or the queue. */
export function addresseeOf(
  meant: Meant,
  mark: Standing,
  told: { readonly view: EscalationView; readonly at: Instant; readonly context: Context },
): Addressee | null {
  const { community } = told.context;
  switch (meant) {
    case 'first':
      return firstPresent(mark, told);
    case 'facilitators':
      return group('facilitators', community.roles.facilitator);
    case 'deskLeads':
      return group('deskLeads', community.roles.deskLead);
    case 'safetyOwner':
      return community.safetyOwner === null || community.safetyOwner === undefined
        ? null
        : mayKnow(person('safetyOwner', community.safetyOwner), told);
    case 'queue':
      return null;
  }
}

interface Told {
  readonly view: EscalationView;
  readonly at: Instant;
  readonly context: Context;
}

/**
 * R-NOTIFY: the owner, else who stands in for her, else the facilitators. What waits for somebody to take it on is with those to whom it
 * was passed; when that has run out, it is with the former owner again (ES-08).
 */
function firstPresent({ metric, mark, at: reached }: Standing, told: Told): Addressee | null {
  const { view, at, context } = told;
  const { community } = context;
  const facilitators = group('facilitators', community.roles.facilitator);
  const [owner, open] = [ownerOf(view), escalationOf(view)];
  const isWithGroup = (metric === 'own' || metric === 'ola') && open !== null && open.accepted === null;
  if (isWithGroup && (owner === null || !isStep({ threshold: mark, at: reached }))) return group('experts', open.groups) ?? facilitators;
  if (owner === null) return facilitators;
  const own = isAway(owner, at, community) ? null : mayKnow(person('owner', owner), told);
  const backup = own === null ? backupOf(owner, at, community) : null;
  const standIn = backup === null ? null : mayKnow({ ...person('backup', backup), standsInFor: owner }, told);
  return own ?? standIn ?? facilitators;
}

function person(as: ToldAs, user: number): Addressee {
  return { as, to: { user }, standsInFor: null };
}

function group(as: ToldAs, groups: readonly number[]): Addressee | null {
  return groups.length === 0 ? null : { as, to: { groups }, standsInFor: null };
}

/**
 * Design section 9: of something private only who may read it learns that it is there. Groups that are told have or had it, or look
 * after it now: those of a community that it left learn nothing more.
 */
export function mayKnow(addressee: Addressee, { view, at, context }: Told): Addressee | null {
  const { topic, membership } = context.ticket;
  if ('groups' in addressee.to) {
    const { facilitator, deskLead } = context.community.roles;
    const isOwn = (one: number): boolean =>
      facilitator.includes(one) || deskLead.includes(one) || view.escalations.some(({ groups }) => groups.includes(one));
    return addressee.to.groups.every(isOwn) ? addressee : null;
  }
  if (!topic.isPrivate) return addressee;
  const { user } = addressee.to;
  const roles = context.rolesOf(user, at);
  const isOwner = membership?.isPrivateAsk === true && user === ownerOf(view);
  const isGuest = view.guests.some((guest) => guest.room === null && guest.isPresent && guest.user === user);
  const takesPart = topic.participants?.users.includes(user) === true;
  return isOwner || isGuest || takesPart || roles.has('facilitator') || roles.has('deskLead') ? addressee : null;
}
