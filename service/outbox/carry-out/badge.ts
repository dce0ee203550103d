import type { AttemptEnd } from '../../ports/store.js';
import { DONE, UNKNOWN_NAME } from '../carrying.js';
import type { NamedCarrying } from '../naming.js';

/** A badge is granted to whom does not hold it: one that may be granted several times would be granted again. */
export async function carryOutBadge(carrying: NamedCarrying<'badge'>): Promise<AttemptEnd> {
  const { user, badge } = carrying.value;
  const name = carrying.nameOf(`user:${user}`);
  if (name === null) return UNKNOWN_NAME;
  const found = await lookUpBadge(carrying);
  if (found) return found;
  await carrying.send((forum) => forum.grantBadge(badge, name));
  return DONE;
}

/** Done when the person holds it, whoever granted it. */
export async function lookUpBadge(carrying: NamedCarrying<'badge'>): Promise<AttemptEnd | null> {
  const name = carrying.nameOf(`user:${carrying.value.user}`);
  if (name === null) return null;
  await carrying.reader.spend('act');
  return (await carrying.forum.badgesOf(name)).includes(carrying.value.badge) ? DONE : null;
}
