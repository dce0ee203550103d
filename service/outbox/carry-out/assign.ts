import { nameKey } from '../../../shared/names.js';
import type { SeenTopic } from '../../ports/forum.js';
import type { AttemptEnd } from '../../ports/store.js';
import { DONE, GONE, UNKNOWN_NAME, readTopic, unseen } from '../carrying.js';
import type { NamedCarrying } from '../naming.js';

/** Whom Assign shows, once: the same person again would leave a note in the topic, so it is compared first. */
export async function carryOutAssign(carrying: NamedCarrying<'assign'>): Promise<AttemptEnd> {
  const { topic, user } = carrying.value;
  const name = user === null ? null : carrying.nameOf(`user:${user}`);
  if (user !== null && name === null) return UNKNOWN_NAME;
  const read = await readTopic(carrying, topic);
  if (!read) return unseen(carrying, topic);
  if (read.topic.deletedAt !== null) return GONE;
  const isSo = user === null || name === null ? read.topic.assignee === null : isAssignedTo(read.topic, { id: user, name });
  if (!isSo) await carrying.send((forum) => forum.assignTopic(topic, name));
  return DONE;
}

/** 2.9 shows only a name. */
function isAssignedTo({ assignee, assigneeName }: SeenTopic, person: { readonly id: number; readonly name: string }): boolean {
  if (assignee) return assignee.id === person.id;
  return assigneeName !== undefined && nameKey(assigneeName) === nameKey(person.name);
}
