/** @jsxRuntime automatic @jsxImportSource preact */
import { diffWordsWithSpace } from 'diff';
import type { JSX } from 'preact';
import { findCategory, findPost, findUser } from '../lookups.js';
import type { Post, Revision, SandboxState } from '../state.js';
import { BackToTopic } from './change-pages.js';
import { renderPage } from './layout.js';
import { canSeeHistory } from './may.js';
import { PersonLink, Time } from './parts.js';
import type { Visit } from './visit.js';

/** Two long texts that have nothing in common take minutes to compare: beyond so many differences both are shown whole. */
const MOST_EDITS = 4_000;

/** What changed in a post, version by version, newest first. Null: no such post, or its history is not for this reader. */
export function revisionsPage(visit: Visit, id: number): string | null {
  const { state, reader } = visit;
  const post = findPost(state, id);
  if (!post || !canSeeHistory(state, reader, post)) return null;
  const numbers = Array.from({ length: post.version - 1 }, (_one, index) => post.version - index);
  return renderPage({
    visit,
    title: `What changed in post ${post.number}`,
    children: (
      <>
        <BackToTopic topicId={post.topicId} number={post.number} />
        <div id="revisions" data-live="">
          {numbers.length === 0 ? <p>This post was not changed.</p> : null}
          {numbers.map((number) => (
            <Version key={number} state={state} post={post} number={number} />
          ))}
        </div>
      </>
    ),
  });
}

function Version({ state, post, number }: { readonly state: SandboxState; readonly post: Post; readonly number: number }): JSX.Element {
  const revision = post.revisions.find((one) => one.number === number);
  const editor = revision ? findUser(state, revision.editorId) : undefined;
  return (
    <section aria-label={`Version ${number}`}>
      <h2>{`Version ${number}`}</h2>
      {revision ? (
        <>
          <p class="quiet">
            <Time at={revision.at} />
            {editor ? (
              <>
                {' by '}
                <PersonLink user={editor} />
              </>
            ) : null}
            {revision.reason === null ? '' : ` · reason: ${revision.reason}`}
          </p>
          <TopicChanges state={state} revision={revision} />
          {revision.raw.before === revision.raw.after ? null : <Difference {...revision.raw} />}
        </>
      ) : (
        <p class="quiet">The author deleted or recovered the post; the forum keeps no difference of that.</p>
      )}
    </section>
  );
}

function TopicChanges({ state, revision }: { readonly state: SandboxState; readonly revision: Revision }): JSX.Element | null {
  const { title, tags, categoryId } = revision;
  const category = (id: number | null): string => findCategory(state, id)?.name ?? 'none';
  const changes = [
    ...(title ? [['Title', title.before, title.after] as const] : []),
    ...(tags ? [['Tags', tags.before.join(', '), tags.after.join(', ')] as const] : []),
    ...(categoryId ? [['Category', category(categoryId.before), category(categoryId.after)] as const] : []),
  ];
  if (changes.length === 0) return null;
  return (
    <dl>
      {changes.map(([what, before, after]) => (
        <>
          <dt>{what}</dt>
          <dd>
            <del>{before === '' ? 'none' : before}</del> → <ins>{after === '' ? 'none' : after}</ins>
          </dd>
        </>
      ))}
    </dl>
  );
}

/** One text with what was taken away and what was added. */
function Difference({ before, after }: { readonly before: string; readonly after: string }): JSX.Element {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  return (
    <div class="difference" role="group" aria-label="Difference of the text">
      {parts.map(({ value, added, removed }, index) =>
        added ? <ins key={index}>{value}</ins> : removed ? <del key={index}>{value}</del> : <span key={index}>{value}</span>,
      )}
    </div>
  );
}
