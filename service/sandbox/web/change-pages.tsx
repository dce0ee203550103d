/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { findPost, findTopic, postsOf, userOf } from '../lookups.js';
import { canCreateIn, canEditPost, canEditTopic, canSeeTopic, isStaff } from '../permissions.js';
import { listIn } from '../routes/params.js';
import type { Post, Topic } from '../state.js';
import { excerptOf } from '../cook.js';
import { renderPage } from './layout.js';
import { Choice, Field, Form } from './parts.js';
import { fieldValue } from './visit.js';
import type { Visit } from './visit.js';

/** Null: no such post, or nothing that this person may edit. A refused text is shown to who typed it in any case. */
export function editPostPage(visit: Visit, id: number): string | null {
  const { state, reader } = visit;
  const post = findPost(state, id);
  if (!post || reader === null || !canEditPost(state, reader, post)) return null;
  return renderPage({
    visit,
    title: `Edit post ${post.number}`,
    forms: ['edit'],
    children: (
      <>
        <BackToTopic topicId={post.topicId} number={post.number} />
        <Form visit={visit} id="edit" action={`/web/posts/${post.id}/edit`}>
          <input type="hidden" name="before" value={post.raw} />
          <Field visit={visit} form="edit" name="raw" label="Text" usual={post.raw} long required />
          <Field
            visit={visit}
            form="edit"
            name="reason"
            label="Reason (may be empty)"
            hint={`With a reason, or more than ${state.settings.editingGraceSeconds / 60} minutes after the last version, the forum keeps a revision that everybody can compare.`}
          />
          <button class="main">Save</button>
        </Form>
      </>
    ),
  });
}

export function editTopicPage(visit: Visit, id: number): string | null {
  const { state, reader } = visit;
  const topic = findTopic(state, id);
  if (!topic || reader === null || !canEditTopic(state, reader, topic)) return null;
  const places = state.categories.filter((category) => category.id === topic.categoryId || canCreateIn(state, reader, category));
  return renderPage({
    visit,
    title: `Change “${topic.title}”`,
    forms: ['topic'],
    children: (
      <>
        <BackToTopic topicId={topic.id} />
        <Form visit={visit} id="topic" action={`/web/topics/${topic.id}/edit`}>
          <Field visit={visit} form="topic" name="title" label="Title" usual={topic.title} required />
          {topic.archetype === 'regular' ? (
            <>
              <Choice
                visit={visit}
                form="topic"
                name="category"
                label="Category"
                usual={String(topic.categoryId ?? '')}
                options={places.map(({ id: value, name }) => [String(value), name] as const)}
              />
              <Field visit={visit} form="topic" name="tags" label="Tags" usual={topic.tags.join(', ')} hint="Separate several by commas." />
            </>
          ) : null}
          <button class="main">Save</button>
        </Form>
      </>
    ),
  });
}

/** Posts to a new topic or to one that is there; for staff. */
export function movePage(visit: Visit, id: number): string | null {
  const { state, reader } = visit;
  const topic = findTopic(state, id);
  if (!topic || !isStaff(reader) || !canSeeTopic(state, reader, topic)) return null;
  const posts = postsOf(state, topic.id).filter((post) => post.deletedAt === null && post.actionCode === null);
  return renderPage({
    visit,
    title: `Move posts from “${topic.title}”`,
    forms: ['move'],
    children: (
      <>
        <BackToTopic topicId={topic.id} />
        <Form visit={visit} id="move" action={`/web/topics/${topic.id}/move`}>
          <fieldset>
            <legend>Posts to move</legend>
            {posts.map((post) => (
              <PostChoice key={post.id} visit={visit} post={post} />
            ))}
          </fieldset>
          <Where visit={visit} topic={topic} />
          <button class="main">Move</button>
        </Form>
      </>
    ),
  });
}

function PostChoice({ visit, post }: { readonly visit: Visit; readonly post: Post }): JSX.Element {
  const typed = visit.refused === null ? [] : (listIn(visit.refused.typed, 'posts') ?? []);
  const words = `Post ${post.number} by ${userOf(visit.state, post.userId).name}: `;
  return (
    <p class="choice">
      <input type="checkbox" id={`move-${post.id}`} name="posts[]" value={post.id} checked={typed.includes(String(post.id))} />
      <label for={`move-${post.id}`}>
        {words}
        <span dangerouslySetInnerHTML={{ __html: excerptOf(post.raw) }} />
      </label>
    </p>
  );
}

function Where({ visit, topic }: { readonly visit: Visit; readonly topic: Topic }): JSX.Element {
  const { state, reader } = visit;
  const where = fieldValue(visit, 'move', { name: 'where', usual: 'new' });
  const others = state.topics.filter(
    (other) => other !== topic && other.archetype === topic.archetype && other.deletedAt === null && canSeeTopic(state, reader, other),
  );
  return (
    <fieldset>
      <legend>Where to</legend>
      <p class="choice">
        <input type="radio" id="move-new" name="where" value="new" checked={where === 'new'} />
        <label for="move-new">a new topic with the title below</label>
      </p>
      <Field visit={visit} form="move" name="title" label="Title of the new topic" />
      <p class="choice">
        <input type="radio" id="move-there" name="where" value="there" checked={where === 'there'} />
        <label for="move-there">the topic below</label>
      </p>
      <Choice
        visit={visit}
        form="move"
        name="topic"
        label="Topic that is there"
        options={others.map(({ id, title }) => [String(id), title] as const)}
      />
    </fieldset>
  );
}

export function BackToTopic({ topicId, number }: { readonly topicId: number; readonly number?: number }): JSX.Element {
  return (
    <p>
      <a href={`/t/${topicId}${number === undefined ? '' : `#post_${number}`}`}>Back to the topic</a>
    </p>
  );
}
