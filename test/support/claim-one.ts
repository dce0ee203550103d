import type { Instant } from '../../shared/instant.js';
import type { Claim, Store } from '../../service/ports/store.js';

/** The next effect that may be sent, whatever it is; null: there is none, or no token. */
export async function claimOne(store: Store, forumId: string, now: Instant): Promise<Claim | null> {
  const [claim = null] = await store.claimEffects(forumId, now, { leaseSeconds: 90, most: 1 });
  return claim;
}
