import type { Post } from '../state.js';
import type { Refusal } from '../refusal.js';

const SAID: Readonly<Record<string, string>> = {
  'closed.enabled': 'closed this topic',
  'closed.disabled': 'opened this topic again',
  'archived.enabled': 'archived this topic',
  'archived.disabled': 'took this topic out of the archive',
  'visible.enabled': 'put this topic on the list again',
  'visible.disabled': 'took this topic off the list',
  'pinned.enabled': 'pinned this topic',
  'pinned.disabled': 'unpinned this topic',
  assigned: 'assigned this topic to',
  assigned_group: 'assigned this topic to the group',
  assigned_to_post: 'assigned a post to',
  assigned_group_to_post: 'assigned a post to the group',
  reassigned: 'assigned this topic anew, to',
  reassigned_group: 'assigned this topic anew, to the group',
  reassigned_to_post: 'assigned a post anew, to',
  reassigned_group_to_post: 'assigned a post anew, to the group',
  unassigned: 'took this topic from',
  unassigned_group: 'took this topic from the group',
  unassigned_from_post: 'took a post from',
  unassigned_group_from_post: 'took a post from the group',
  note_change: 'changed the note of the assignment of',
  split_topic: 'moved posts',
  private_topic: 'made this topic a private message',
  public_topic: 'made this message a public topic',
  invited_user: 'invited',
  invited_group: 'invited the group',
  removed_user: 'removed',
  removed_group: 'removed the group',
};

/** A small action, as the end of a sentence that begins with who did it. */
export function smallActionInWords({ actionCode, actionWho }: Pick<Post, 'actionCode' | 'actionWho'>): string {
  const code = actionCode ?? 'did something';
  const said = SAID[code] ?? code.replace(/[._]/g, ' ');
  return actionWho === null ? said : `${said} @${actionWho}`;
}

/** The forum's own sentence. */
export function reasonIn({ status, body }: Refusal): string {
  if (typeof body === 'object' && body !== null) {
    if ('errors' in body && Array.isArray(body.errors)) return body.errors.map(String).join('. ');
    if ('error' in body && typeof body.error === 'string') return body.error;
  }
  return `The forum refuses this (${status}).`;
}
