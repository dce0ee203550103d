import type { Clock } from '../../ports/clock.js';
import type { Forum } from '../../ports/forum.js';
import type { ClientOptions } from './client.js';
import { createClient } from './client.js';
import { lists } from './forum-lists.js';
import { thingReads } from './forum-reads.js';
import { writes } from './forum-writes.js';
import { createTagForm } from './tag-form.js';

export interface DiscourseForumOptions extends ClientOptions {
  readonly clock: Clock;
  /** What our rows call this forum; its address unless given. */
  readonly id?: string;
}

/** A Discourse forum over its REST API, as the account `apiUsername`. Holds connections, and how the forum shows tags. */
export function createDiscourseForum({ clock, id, ...options }: DiscourseForumOptions): Forum {
  const client = createClient(options);
  const tagForm = createTagForm();
  return {
    id: id ?? options.url.replace(/^https?:\/\//, '').replace(/\/+$/, ''),
    ...lists(client, options.apiUsername),
    ...thingReads(client, { clock, tagForm }),
    ...writes(client, tagForm),
  };
}
