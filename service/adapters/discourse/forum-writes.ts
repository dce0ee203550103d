import type { Forum } from '../../ports/forum.js';
import { CALLS } from './calls.js';
import type { Client } from './client.js';
import { LIKE } from './seen.js';
import { tagNames } from './shapes.js';
import type { TagForm } from './tag-form.js';

type Writes = Texts & Marks & People;
type Texts = Pick<Forum, 'createPost' | 'createTopic' | 'createMessage' | 'editPost'>;
type Marks = Pick<Forum, 'setTags' | 'setNotice' | 'likePost' | 'setClosed'>;
type People = Pick<Forum, 'assignTopic' | 'inviteTo' | 'removeFrom' | 'grantBadge'>;

/** `auto_track`: a bot follows nothing. `nested_post`: only then a held post is told from a failure (discourse.md 9.1, 1). */
const ALWAYS = { auto_track: 'false', nested_post: 'true' } as const;

export function writes(client: Client, tagForm: TagForm): Writes {
  return { ...texts(client), ...marks(client, tagForm), ...people(client) };
}

function texts(client: Client): Texts {
  return {
    createPost({ topicId, raw, quiet, replyToNumber = null }) {
      const options = { ...(quiet && { no_bump: 'true' }), ...(replyToNumber !== null && { reply_to_post_number: replyToNumber }) };
      return client.ask(CALLS.createPost, { send: { topic_id: topicId, raw, ...ALWAYS, ...options } });
    },

    createTopic({ categoryId, title, raw, tags, externalId }) {
      const place = { category: categoryId, 'tags[]': tags, external_id: externalId };
      return client.ask(CALLS.createTopic, { send: { title, raw, ...place, ...ALWAYS } });
    },

    createMessage({ title, raw, users, groups, externalId }) {
      const recipients = { archetype: 'private_message', target_recipients: [...users, ...groups].join(','), external_id: externalId };
      return client.ask(CALLS.createMessage, { send: { title, raw, ...recipients, ...ALWAYS } });
    },

    async editPost({ postId, raw, reason, quiet, title }) {
      const options = { ...(quiet && { bypass_bump: 'true' }), ...(title !== undefined && { title }) };
      await client.ask(CALLS.editPost, { path: { postId }, send: { 'post[raw]': raw, 'post[edit_reason]': reason, ...options } });
    },
  };
}

function marks(client: Client, tagForm: TagForm): Marks {
  return {
    setTags: (topicId, tags) => setTags(client, { topicId, tags, tagForm }),

    async setNotice(postId, notice) {
      await client.ask(CALLS.setNotice, { path: { postId }, send: { notice } });
    },

    async likePost(postId) {
      await client.ask(CALLS.likePost, { send: { id: postId, post_action_type_id: LIKE } });
    },

    async setClosed(topicId, closed) {
      await client.ask(CALLS.setStatus, { path: { topicId }, send: { status: 'closed', enabled: String(closed) } });
    },
  };
}

function people(client: Client): People {
  return {
    async assignTopic(topicId, username) {
      const target = { target_id: topicId, target_type: 'Topic' };
      if (username === null) await client.ask(CALLS.unassign, { send: target });
      else await client.ask(CALLS.assign, { send: { ...target, username } });
    },

    async inviteTo(topicId, who) {
      if ('user' in who) await client.ask(CALLS.inviteUser, { path: { topicId }, send: { user: who.user } });
      else await client.ask(CALLS.inviteGroup, { path: { topicId }, send: { group: who.group } });
    },

    async removeFrom(topicId, who) {
      if ('user' in who) await client.ask(CALLS.removeUser, { path: { topicId }, send: { username: who.user } });
      else await client.ask(CALLS.removeGroup, { path: { topicId }, send: { name: who.group } });
    },

    async grantBadge(badge, username) {
      await client.ask(CALLS.grantBadge, { send: { username, badge_id: badge } });
    },
  };
}

interface TagWrite {
  readonly topicId: number;
  readonly tags: readonly string[];
  readonly tagForm: TagForm;
}

async function setTags(client: Client, { topicId, tags, tagForm }: TagWrite): Promise<readonly string[]> {
  const put = async () => {
    const answer = await client.ask(CALLS.setTags, { path: { topicId }, send: { tags: tagForm.write(tags) } });
    return answer.tags ?? answer.basic_topic?.tags;
  };
  let shown = await put();
  // A forum that tells the new tags and left ours out takes objects only; it never showed us a tag by which to know that.
  if (shown && tagForm.isUnknown() && tags.some((tag) => !tagNames(shown).includes(tag))) {
    tagForm.useObjects();
    shown = await put();
  }
  // 2.9 does not say what the tags are now.
  shown ??= (await client.ask(CALLS.topic, { path: { topicId } })).tags;
  tagForm.saw(shown);
  return tagNames(shown);
}
