import type { AttemptEnd } from '../../ports/store.js';
import { DONE, GONE, readTopic, unseen } from '../carrying.js';
import type { NamedCarrying } from '../naming.js';

/** A topic or room is closed or open, once: what a person does to it after that stays. */
export async function carryOutClose(carrying: NamedCarrying<'close'>): Promise<AttemptEnd> {
  const { topic, closed } = carrying.value;
  const read = await readTopic(carrying, topic);
  if (!read) return unseen(carrying, topic);
  if (read.topic.deletedAt !== null) return GONE;
  if (read.topic.closed !== closed) await carrying.send((forum) => forum.setClosed(topic, closed));
  return DONE;
}
