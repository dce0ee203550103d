/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { findCategory, userOf } from '../lookups.js';
import { canSeeCategory, canSeeTopic, isStaff } from '../permissions.js';
import { numberIn } from '../routes/params.js';
import type { Topic } from '../state.js';
import { streamOf } from '../topic-json.js';
import { renderPage } from './layout.js';
import { Labels, PersonLink, Time } from './parts.js';
import type { Visit } from './visit.js';

/** All topics that the reader may see, or those of one category; staff see unlisted and deleted ones too. */
export function topicListPage(visit: Visit): string {
  const { state, reader, query } = visit;
  const wanted = findCategory(state, numberIn(query, 'category'));
  const category = wanted && canSeeCategory(state, reader, wanted) ? wanted : undefined;
  const topics = state.topics.filter(
    (topic) =>
      topic.archetype === 'regular' &&
      (topic.visible || isStaff(reader)) &&
      canSeeTopic(state, reader, topic) &&
      (category === undefined || topic.categoryId === category.id),
  );
  const askPath = category === undefined ? '/web/ask' : `/web/ask?category=${category.id}`;
  return renderPage({
    visit,
    title: category?.name ?? state.title,
    children: (
      <>
        <Categories visit={visit} />
        {reader === null ? <p>Choose above who you are to ask and to reply.</p> : <a class="button" href={askPath}>{`Ask a question`}</a>}
        <TopicTable visit={visit} topics={topics} caption="Topics" />
      </>
    ),
  });
}

function Categories({ visit: { state, reader } }: { readonly visit: Visit }): JSX.Element {
  const seen = state.categories.filter((category) => canSeeCategory(state, reader, category));
  return (
    <nav aria-label="Categories">
      <ul>
        <li>
          <a href="/">All categories</a>
        </li>
        {seen.map(({ id, name }) => (
          <li key={id}>
            <a href={`/?category=${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface TopicTableProps {
  readonly visit: Visit;
  readonly topics: readonly Topic[];
  readonly caption: 'Topics' | 'Messages';
}

/** Newest activity first. */
export function TopicTable({ visit, topics, caption }: TopicTableProps): JSX.Element {
  const sorted = [...topics].sort((a, b) => (a.bumpedAt < b.bumpedAt ? 1 : a.bumpedAt > b.bumpedAt ? -1 : b.id - a.id));
  const isMessages = caption === 'Messages';
  return (
    <div id="topics" data-live="">
      {sorted.length === 0 ? (
        <p>{isMessages ? 'There are no messages here.' : 'There are no topics yet.'}</p>
      ) : (
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{isMessages ? 'Message' : 'Topic'}</th>
              <th scope="col">{isMessages ? 'With' : 'Category'}</th>
              <th scope="col">Asked by</th>
              <th scope="col">Posts</th>
              <th scope="col">Last activity (UTC)</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((topic) => (
              <TopicRow key={topic.id} visit={visit} topic={topic} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function TopicRow({ visit, topic }: { readonly visit: Visit; readonly topic: Topic }): JSX.Element {
  const { state, reader } = visit;
  const isMessage = topic.archetype === 'private_message';
  return (
    <tr>
      <td>
        <a href={`/t/${topic.id}`}>{topic.title}</a>
        <Labels state={state} topic={topic} />
      </td>
      <td data-name={isMessage ? 'With' : 'Category'}>
        {isMessage ? readersOf(visit, topic).join(', ') : (findCategory(state, topic.categoryId)?.name ?? 'none')}
      </td>
      <td data-name="Asked by">
        <PersonLink user={userOf(state, topic.userId)} />
      </td>
      <td data-name="Posts">{streamOf(state, reader, topic).length}</td>
      <td data-name="Last activity (UTC)">
        <Time at={topic.bumpedAt} />
      </td>
    </tr>
  );
}

/** Names of the people and groups that a message is for. */
export function readersOf({ state }: Visit, topic: Topic): string[] {
  const groups = state.groups.filter((group) => topic.allowedGroups.includes(group.id)).map((group) => `@${group.name}`);
  return [...topic.allowedUsers.map((id) => userOf(state, id).name), ...groups];
}
