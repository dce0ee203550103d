import { ForumError, type Invited, type SeenTopic } from '../../ports/forum.js';
import type { AttemptEnd } from '../../ports/store.js';
import { DONE, LOST, MADE_PUBLIC, UNKNOWN_NAME, readTopic } from '../carrying.js';
import { thingOf, type NamedCarrying } from '../naming.js';

/** Who takes part in a message. Into a public topic nobody is invited: the forum would send mail for it. */
export async function carryOutInvite(carrying: NamedCarrying<'invite'>): Promise<AttemptEnd> {
  const { topic, who, present } = carrying.value;
  const name = carrying.nameOf(thingOf(who));
  if (name === null) return UNKNOWN_NAME;
  const read = await readTopic(carrying, topic);
  if (!read) return LOST;
  if (read.topic.deletedAt !== null) return { outcome: 'overruled', reason: 'a person removed the message' };
  if (read.topic.archetype !== 'private_message') return MADE_PUBLIC;
  if (takesPart(read.topic, who) === present) return DONE;
  const invited: Invited = 'user' in who ? { user: name } : { group: name };
  try {
    await carrying.send((forum) => (present ? forum.inviteTo(topic, invited) : forum.removeFrom(topic, invited)));
  } catch (error) {
    if (!(error instanceof ForumError) || error.detail.code !== 'already_so') throw error;
  }
  return DONE;
}

function takesPart({ participants }: SeenTopic, who: { readonly user: number } | { readonly group: number }): boolean {
  if ('user' in who) return participants?.users.some(({ id }) => id === who.user) ?? false;
  return participants?.groups.some(({ id }) => id === who.group) ?? false;
}
