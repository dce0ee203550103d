import { CONTRACT } from '../../shared/contracts/plugin/common.js';
import type { DesignationAnswerBody, DesignationRequest } from '../../shared/contracts/plugin/requests.js';
import type { CommunitySettings } from '../../shared/settings.js';
import { settingsTimeline } from '../engine/communities.js';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';
import { messages } from './messages.js';

interface Parts {
  readonly forumId: string;
  readonly store: Pick<Store, 'settings' | 'parents'>;
  readonly clock: Clock;
}

/**
 * SU-01, SU-03: the category's checkbox asks, the settings file decides. The answer is what is true now and, where that is not what was
 * asked for, how it is changed and by whom (table 0.2).
 */
export function createDesignations({ forumId, store, clock }: Parts): (request: DesignationRequest) => Promise<DesignationAnswerBody> {
  return async ({ actor, categoryId, designated: wanted }) => {
    const settings = settingsTimeline(await store.settings(forumId), await store.parents(forumId));
    const id = settings.ofCategory(categoryId, clock.now());
    const community = id === null ? null : (settings.inForce(id, clock.now())?.settings ?? null);
    const answer = { contract: CONTRACT, designated: community !== null, community: community?.name ?? null } as const;
    if (wanted === answer.designated) return { ...answer, text: null };
    const say = messages[community?.locale ?? 'en'];
    if (!maySettle(actor, community)) return { ...answer, text: say.notForYou };
    if (community === null) return { ...answer, text: say.designate(categoryId) };
    return { ...answer, text: community.category === categoryId ? say.undesignate(community.id) : say.byItsParent(community.category) };
  };
}

/** The desk lead of the community; of a category that has none, whoever the forum lets change it. */
function maySettle({ groupIds }: DesignationRequest['actor'], community: CommunitySettings | null): boolean {
  return community === null || community.roles.deskLead.some((group) => groupIds.includes(group));
}
