import type { Instant } from '../../shared/instant.js';
import { ROLE_NAMES, type RoleName } from '../../shared/settings.js';
import type { Words } from '../../shared/words.js';
import { settingsTimeline } from '../engine/communities.js';
import { rolesAt, spansOf } from '../engine/roles.js';
import type { TicketMaterial } from '../ports/store.js';

export type RoleInHistory = RoleName | 'bot' | 'asker' | 'member';

/** The role in which somebody did something: as of that time, never as of today (SU-06). The asker is the asker in all of it. */
export function roleLookup(
  material: TicketMaterial,
  { community, asker, botId }: { readonly community: string | null; readonly asker: number | null; readonly botId: number },
): (user: number, at: Instant) => RoleInHistory {
  const settings = settingsTimeline(material.settings, material.parents);
  const spans = spansOf(material.memberships);
  return (user, at) => {
    if (user === botId) return 'bot';
    if (user === asker) return 'asker';
    const inForce = community === null ? null : (settings.inForce(community, at) ?? settings.newest(community));
    const roles = inForce ? rolesAt(inForce.settings, spans, { user, at }) : new Set<RoleName>();
    return ROLE_NAMES.find((role) => roles.has(role)) ?? 'member';
  };
}

export function roleInWords(role: RoleInHistory, words: Words): string {
  switch (role) {
    case 'bot':
      return `account of the ${words.desk}`;
    case 'signer':
      return `${words.expert} who signs`;
    case 'deskLead':
      return `lead of the ${words.desk}`;
    default:
      return words[role];
  }
}
