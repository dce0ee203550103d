/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { acceptedPost, findCategory, findPost, findTopic, postsOf } from '../lookups.js';
import { canReply, canSeePost, canSeeText, canSeeTopic, isStaff } from '../permissions.js';
import { numberIn, textIn } from '../routes/params.js';
import type { Topic } from '../state.js';
import { renderPage } from './layout.js';
import { Choice, Field, Form, Labels } from './parts.js';
import { PostArticle, assignmentInWords } from './post-article.js';
import { quoteText } from './post-deeds.js';
import { readersOf } from './topic-list.js';
import { TopicTools, toolForms } from './topic-tools.js';
import { botNames, fieldValue } from './visit.js';
import type { Visit } from './visit.js';

/** Null: no such topic, or not for this reader. */
export function topicPage(visit: Visit, id: number): string | null {
  const { state, reader } = visit;
  const topic = findTopic(state, id);
  if (!topic || !canSeeTopic(state, reader, topic)) return null;
  const mayReply = reader !== null && canReply(state, reader, topic);
  return renderPage({
    visit,
    title: topic.title,
    forms: [...(mayReply ? ['answer'] : []), ...toolForms],
    children: (
      <>
        <TopicFacts visit={visit} topic={topic} />
        <div id="posts" data-live-list="">
          {postsOf(state, topic.id)
            .filter((post) => canSeePost(state, reader, post))
            .map((post) => (
              <PostArticle key={post.id} visit={visit} topic={topic} post={post} />
            ))}
        </div>
        <section id="reply" data-live="" aria-labelledby="reply-title">
          <h2 id="reply-title">Reply</h2>
          {mayReply ? <ReplyForm visit={visit} topic={topic} /> : <p>{whyNoReply(visit, topic)}</p>}
        </section>
        <TopicTools visit={visit} topic={topic} />
      </>
    ),
  });
}

function TopicFacts({ visit, topic }: { readonly visit: Visit; readonly topic: Topic }): JSX.Element {
  const { state } = visit;
  const isMessage = topic.archetype === 'private_message';
  const category = findCategory(state, topic.categoryId);
  const accepted = acceptedPost(state, topic);
  return (
    <div id="facts" data-live="">
      <p>
        {isMessage ? (
          <a href="/web/messages">Private message</a>
        ) : category ? (
          <a href={`/?category=${category.id}`}>{category.name}</a>
        ) : null}{' '}
        <Labels state={state} topic={topic} />
      </p>
      {isMessage ? <p class="quiet">{`Between ${readersOf(visit, topic).join(', ')}`}</p> : null}
      {accepted ? (
        <p>
          {'Solved by '}
          <a href={`#post_${accepted.number}`}>{`post ${accepted.number}`}</a>
        </p>
      ) : null}
      {topic.assignment === null ? null : <p>{`This topic is ${assignmentInWords(state, topic.assignment)}.`}</p>}
    </div>
  );
}

function whyNoReply({ reader }: Visit, topic: Topic): string {
  if (reader === null) return 'Choose at the top who you are to reply.';
  if (topic.deletedAt !== null) return 'This topic is deleted.';
  if (topic.closed || topic.archived) return 'This topic is closed; only staff can reply.';
  return 'You may not write here.';
}

function ReplyForm({ visit, topic }: { readonly visit: Visit; readonly topic: Topic }): JSX.Element {
  const { state, reader } = visit;
  const posts = postsOf(state, topic.id).filter((post) => post.type !== 3 && canSeePost(state, reader, post) && post.deletedAt === null);
  const start = startOf(visit, topic);
  return (
    <Form visit={visit} id="answer" action={`/web/topics/${topic.id}/reply`}>
      <Choice
        visit={visit}
        form="answer"
        name="to"
        label="In reply to"
        usual={start.to}
        options={[['', 'the topic'], ...posts.map(({ number }) => [String(number), `post ${number}`] as const)]}
      />
      <Field
        visit={visit}
        form="answer"
        name="raw"
        label="Text"
        usual={start.raw}
        hint={<MentionHint visit={visit} topic={topic} />}
        long
        required
      />
      {isStaff(reader) ? (
        <p class="choice">
          <input
            type="checkbox"
            id="answer-whisper"
            name="whisper"
            value="true"
            checked={fieldValue(visit, 'answer', { name: 'whisper', usual: '' }) === 'true'}
          />
          <label for="answer-whisper">Whisper: only staff see it</label>
        </p>
      ) : null}
      <button class="main">Send</button>
    </Form>
  );
}

function MentionHint({ visit, topic }: { readonly visit: Visit; readonly topic: Topic }): JSX.Element {
  return (
    <>
      {'**bold**, *italic*, lists and [links](https://…) work.'}
      {botNames(visit.state).map((name) => (
        <>
          {' Call the bot with '}
          <a href={`/t/${topic.id}?mention=${encodeURIComponent(name)}#reply`} data-insert={`@${name} `}>{`@${name}`}</a>.
        </>
      ))}
    </>
  );
}

/** Without scripts, the links for replying, quoting and mentioning lead to a reply that is begun. */
function startOf(visit: Visit, topic: Topic): { raw: string; to: string } {
  const { state, reader, query } = visit;
  const quoted = findPost(state, numberIn(query, 'quote') ?? 0);
  const mention = textIn(query, 'mention');
  if (quoted?.topicId === topic.id && canSeePost(state, reader, quoted) && canSeeText(reader, quoted)) {
    return { raw: quoteText(visit, quoted), to: String(quoted.number) };
  }
  return { raw: mention === null ? '' : `@${mention} `, to: textIn(query, 'to') ?? '' };
}
