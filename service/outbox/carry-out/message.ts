import type { AttemptEnd } from '../../ports/store.js';
import { LOST, MADE_PUBLIC, UNKNOWN_NAME, readTopic } from '../carrying.js';
import type { NamedCarrying } from '../naming.js';
import { changedTitle, createUnderExternalId, madeTopic, removedTopic } from './by-external-id.js';
import { editPost } from './our-post.js';

type Message = NamedCarrying<'message' | 'room'>;

/** A private message or room: made once, found again by our `external_id`, edited when its text changes. */
export async function carryOutMessage(carrying: Message): Promise<AttemptEnd> {
  const topicId = await madeTopic(carrying);
  return topicId === null ? create(carrying) : update(carrying, topicId);
}

async function create(carrying: Message): Promise<AttemptEnd> {
  const { title, raw } = carrying.value;
  const users = carrying.value.users.map((user) => carrying.nameOf(`user:${user}`));
  const groups = carrying.value.groups.map((group) => carrying.nameOf(`group:${group}`));
  if (!users.every(isKnown) || !groups.every(isKnown)) return UNKNOWN_NAME;
  if (await isTooLarge(groups, carrying)) return { outcome: 'refused', reason: 'group_too_large' };
  return createUnderExternalId(carrying, raw, (forum, made) => forum.createMessage({ ...made, title, users, groups }));
}

async function update(carrying: Message, topicId: number): Promise<AttemptEnd> {
  const { title, raw } = carrying.value;
  const read = await readTopic(carrying, topicId);
  const first = read?.posts.find((post) => post.number === 1);
  if (!read || !first) return LOST;
  if (removedTopic(read)) return { outcome: 'overruled', reason: 'a person removed the message' };
  // What is said among few is not said before all because somebody opened the door.
  if (read.topic.archetype !== 'private_message') return MADE_PUBLIC;
  return editPost(carrying, first, { raw, ...(await changedTitle(carrying, title)) });
}

/** ES-16: a facilitator is asked before so many people read it. */
async function isTooLarge(groups: readonly string[], { value, forum, reader }: Message): Promise<boolean> {
  const most = 'mostMembers' in value ? value.mostMembers : null;
  if (most === null) return false;
  for (const group of groups) {
    await reader.spend('act');
    if ((await forum.countMembers(group)) > most) return true;
  }
  return false;
}

function isKnown(name: string | null): name is string {
  return name !== null;
}
