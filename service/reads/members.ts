import { Notebook, observeGroup, type Seen } from '../engine/observations.js';
import { addSeconds } from '../../shared/instant.js';
import { ForumError } from '../ports/forum.js';
import type { ReaderParts } from './reading.js';

/**
 * What a members list shows: who is a member and was not known to be (R-ROLE: since `added_at`), and who is missing now. What is
 * known is taken before the list is asked for, so that a delivery during the call is not contradicted.
 */
export async function readMembers(parts: Pick<ReaderParts, 'store' | 'forum' | 'clock'>, group: number): Promise<Seen> {
  const { store, forum, clock } = parts;
  const notebook = new Notebook();
  const name = await nameOfGroup(parts, group, notebook);
  const known = await store.knownMembers(forum.id, group);
  const ends = await store.membershipEnds(forum.id, group);
  const at = clock.now();
  const members = await forum.listMembers(name);
  const learnt = { at, learntAt: at, source: `read:group:${group}` };
  const isKnown = new Set(known.map((member) => member.user));
  const isListed = new Set(members.map((member) => member.id));
  for (const member of members) {
    if (isKnown.has(member.id)) continue;
    const began = member.addedAt ?? at;
    notebook.note({ type: 'MembershipBegan', group, user: member.id }, { ...learnt, at: began });
    // Told to be removed after that, and listed all the same: the delivery came late and was about an earlier membership.
    const ended = ends.get(member.id);
    if (ended !== undefined && ended >= began)
      notebook.note({ type: 'MembershipBegan', group, user: member.id }, { ...learnt, at: addSeconds(ended, 0.001) });
    notebook.person(member, learnt);
  }
  for (const { user } of known) {
    if (!isListed.has(user)) notebook.note({ type: 'MembershipEnded', group, user }, learnt);
  }
  return notebook;
}

/** Members are asked for by the group's name, which may not have been seen yet, or may have changed since. */
async function nameOfGroup(parts: Pick<ReaderParts, 'store' | 'forum' | 'clock'>, group: number, notebook: Notebook): Promise<string> {
  const { store, forum, clock } = parts;
  const label = (await store.labels(forum.id, [`group:${group}`])).get(`group:${group}`);
  if (label !== undefined) return label;
  const at = clock.now();
  const found = (await forum.listGroups()).find((one) => one.id === group);
  if (!found) throw new ForumError('missing', 'members', { status: null });
  observeGroup(notebook, found, { at, learntAt: at, source: 'read:groups' });
  return found.name;
}
