/** A call of a person in a story, as the recordings hold it of a real forum. JSON, because there a person acts by an admin's key. */
export interface StoryCall {
  /** Names the file of the recorded call. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

type Body = Readonly<Record<string, unknown>>;

const post = (name: string, path: string, body: Body): StoryCall => ({ name, method: 'POST', path, body });
const put = (name: string, path: string, body: Body = {}): StoryCall => ({ name, method: 'PUT', path, body });
const destroy = (name: string, path: string, body?: Body): StoryCall => ({ name, method: 'DELETE', path, ...(body && { body }) });
const get = (name: string, path: string): StoryCall => ({ name, method: 'GET', path });
const onTopic = (topic: number): Body => ({ target_id: topic, target_type: 'Topic' });

/** What people do in a story. */
export const STORY_WRITES = {
  ask: ({ title, text, category, tags }: { title: string; text: string; category: number; tags: readonly string[] }) =>
    post('ask', '/posts.json', { title, raw: text, category, ...(tags.length > 0 && { tags }) }),
  message: ({ title, text, to }: { title: string; text: string; to: readonly string[] }) =>
    post('message', '/posts.json', { title, raw: text, archetype: 'private_message', target_recipients: to.join(',') }),
  /** A whisper needs the text "true" (discourse.md 9.1, 13). */
  reply: ({ topic, text, below, whisper }: { topic: number; text: string; below: number | null; whisper: boolean }) =>
    post('reply', '/posts.json', {
      topic_id: topic,
      raw: text,
      ...(below !== null && { reply_to_post_number: below }),
      ...(whisper && { whisper: 'true' }),
    }),
  edit: (id: number, { text, title, reason }: { text: string; title?: string | undefined; reason?: string | undefined }) =>
    put('edit', `/posts/${id}.json`, {
      post: { raw: text, ...(reason !== undefined && { edit_reason: reason }) },
      ...(title !== undefined && { title }),
    }),
  rename: (topic: number, title: string) => put('rename', `/t/-/${topic}.json`, { title }),
  deletePost: (id: number) => destroy('delete', `/posts/${id}.json`),
  deleteTopic: (topic: number) => destroy('delete-topic', `/t/${topic}.json`),
  recoverPost: (id: number) => put('recover', `/posts/${id}/recover.json`),
  recoverTopic: (topic: number) => put('recover-topic', `/t/${topic}/recover.json`),
  like: (id: number) => post('like', '/post_actions.json', { id, post_action_type_id: 2 }),
  accept: (id: number) => post('accept', '/solution/accept.json', { id }),
  unaccept: (id: number) => post('unaccept', '/solution/unaccept.json', { id }),
  assign: (topic: number, to: { readonly user: string } | { readonly group: string }) =>
    put('assign', '/assign/assign.json', { ...onTopic(topic), ...('user' in to ? { username: to.user } : { group_name: to.group }) }),
  unassign: (topic: number) => put('unassign', '/assign/unassign.json', onTopic(topic)),
  move: (topic: number, category: number) => put('move', `/t/-/${topic}.json`, { category_id: category }),
  tag: (topic: number, tags: readonly string[]) => put('tag', `/t/-/${topic}.json`, { tags }),
  close: (topic: number) => put('close', `/t/${topic}/status.json`, { status: 'closed', enabled: 'true' }),
  open: (topic: number) => put('open', `/t/${topic}/status.json`, { status: 'closed', enabled: 'false' }),
  invite: (topic: number, user: string) => post('invite', `/t/${topic}/invite.json`, { user }),
  join: (group: number, username: string) => put('join', `/groups/${group}/members.json`, { usernames: username }),
  leave: (group: number, username: string) => destroy('leave', `/groups/${group}/members.json`, { usernames: username }),
} as const;

/** What is read as the bot: the reads of a story, and what no delivery tells. */
export const STORY_READS = {
  topic: (topic: number) => get('bot-read-topic', `/t/${topic}.json?include_raw=1`),
  post: (id: number) => get('bot-read-post', `/posts/${id}.json`),
  site: () => get('site', '/site.json'),
  whoAmI: () => get('who-am-i', '/session/current.json'),
  members: (group: string, offset: number) =>
    get('group-members', `/groups/${encodeURIComponent(group)}/members.json?limit=200&offset=${offset}`),
} as const;
