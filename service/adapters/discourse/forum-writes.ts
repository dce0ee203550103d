import type { Forum } from '../../ports/forum.js';
import { CALLS } from './calls.js';
import type { Client } from './client.js';
import { tagNames } from './shapes.js';
import type { TagForm } from './tag-form.js';

type Writes = Pick<Forum, 'createPost' | 'createMessage' | 'editPost' | 'setTags' | 'setNotice'>;

/** `auto_track`: a bot follows nothing. `nested_post`: only then a held post is told from a failure (discourse.md 9.1, 1). */
const ALWAYS = { auto_track: 'false', nested_post: 'true' } as const;

export function writes(client: Client, tagForm: TagForm): Writes {
  return {
    createPost({ topicId, raw, quiet }) {
      return client.ask(CALLS.createPost, { send: { topic_id: topicId, raw, ...ALWAYS, ...(quiet && { no_bump: 'true' }) } });
    },

    createMessage({ title, raw, users, groups, externalId }) {
      const recipients = { archetype: 'private_message', target_recipients: [...users, ...groups].join(','), external_id: externalId };
      return client.ask(CALLS.createMessage, { send: { title, raw, ...recipients, ...ALWAYS } });
    },

    async editPost({ postId, raw, reason, quiet }) {
      const send = { 'post[raw]': raw, 'post[edit_reason]': reason, ...(quiet && { bypass_bump: 'true' }) };
      await client.ask(CALLS.editPost, { path: { postId }, send });
    },

    setTags: (topicId, tags) => setTags(client, { topicId, tags, tagForm }),

    async setNotice(postId, notice) {
      await client.ask(CALLS.setNotice, { path: { postId }, send: { notice } });
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
