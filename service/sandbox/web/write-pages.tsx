/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren, JSX } from 'preact';
import { canCreateIn, canMessageGroup, canSeeGroup, isStaff } from '../permissions.js';
import { textIn } from '../routes/params.js';
import { renderPage } from './layout.js';
import { Choice, Field, Form } from './parts.js';
import type { Visit } from './visit.js';

const LIKE_THIS = 'Separate several by commas.';

/** Asking: a new topic in a category that the person may write in. */
export function askPage(visit: Visit): string {
  const { state, reader, query } = visit;
  const places = state.categories.filter((category) => reader !== null && canCreateIn(state, reader, category));
  const tags = state.tags.filter((tag) => !tag.staffOnly || isStaff(reader)).map((tag) => tag.name);
  return renderPage({
    visit,
    title: 'Ask a question',
    forms: reader === null ? [] : ['ask'],
    children: (
      <OnlySomebody visit={visit}>
        <Form visit={visit} id="ask" action="/web/ask">
          <Choice
            visit={visit}
            form="ask"
            name="category"
            label="Category"
            usual={textIn(query, 'category') ?? ''}
            options={places.map(({ id, name }) => [String(id), name] as const)}
          />
          <Field
            visit={visit}
            form="ask"
            name="title"
            label="Title"
            hint={`At least ${state.settings.minTitleLength} characters.`}
            required
          />
          <Field visit={visit} form="ask" name="raw" label="Question" long required />
          <Field visit={visit} form="ask" name="tags" label="Tags (may be empty)" hint={`${LIKE_THIS} Used here: ${tags.join(', ')}.`} />
          <button class="main">Ask</button>
        </Form>
      </OnlySomebody>
    ),
  });
}

/** A message to people and groups. */
export function composePage(visit: Visit): string {
  const { state, reader, query } = visit;
  const groups = state.groups
    .filter((group) => reader !== null && canSeeGroup(reader, group) && canMessageGroup(reader, group))
    .map((group) => group.name);
  const people = state.users.filter((user) => user.id > 0).map((user) => user.username);
  return renderPage({
    visit,
    title: 'Write a message',
    forms: reader === null ? [] : ['message'],
    children: (
      <OnlySomebody visit={visit}>
        <Form visit={visit} id="message" action="/web/message">
          <Field
            visit={visit}
            form="message"
            name="to"
            label="To"
            usual={textIn(query, 'to') ?? ''}
            hint={`${LIKE_THIS} Groups: ${groups.join(', ')}. People: ${people.join(', ')}.`}
            required
          />
          <Field visit={visit} form="message" name="title" label="Title" required />
          <Field visit={visit} form="message" name="raw" label="Text" long required />
          <button class="main">Send</button>
        </Form>
      </OnlySomebody>
    ),
  });
}

function OnlySomebody({ visit, children }: { readonly visit: Visit; readonly children: ComponentChildren }): JSX.Element {
  return visit.reader === null ? <p>Nobody cannot write. Choose at the top who you are.</p> : <>{children}</>;
}
