/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren, JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { userNamed } from '../lookups.js';
import { PLAYERS } from '../players.js';
import { textIn } from '../routes/params.js';
import { script } from './script.js';
import type { Refused, Visit } from './visit.js';

export interface LayoutProps {
  readonly visit: Visit;
  readonly title: string;
  /** Ids of the forms that the page has: what was typed into another one is shown with the refusal. */
  readonly forms?: readonly string[];
  /** Such a page does not look for what is new. */
  readonly isStill?: boolean;
  readonly children: ComponentChildren;
}

function Layout({ visit, title, forms = [], isStill = false, children }: LayoutProps): JSX.Element {
  return (
    <html lang="en">
      <Head title={`${title} – ${visit.state.title} (sandbox forum)`} />
      <body>
        <a class="skip" href="#content">
          Skip to the content
        </a>
        <header>
          <div class="banner">
            <p class="wide quiet">Sandbox forum: a stand-in for trying things out. All people are invented.</p>
          </div>
          <div class="wide">
            <Pages visit={visit} />
            <Switch visit={visit} />
          </div>
        </header>
        <main class="wide" id="content" tabIndex={-1} data-refresh={isStill ? '' : visit.path}>
          <h1 id="title" data-live="">
            {title}
          </h1>
          {visit.refused === null ? null : <Problem refused={visit.refused} isShown={forms.includes(visit.refused.form)} />}
          <p id="news" role="status" class="quiet">
            {'waiting' in visit.query ? 'What you wrote waits until staff let it through.' : ''}
          </p>
          {children}
          <noscript>
            <p>
              <a href={visit.path}>Refresh this page</a>
            </p>
          </noscript>
        </main>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

function Head({ title }: { readonly title: string }): JSX.Element {
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      <link rel="stylesheet" href="/web/style.css" />
      <link rel="icon" href="data:," />
    </head>
  );
}

function Pages({ visit }: { readonly visit: Visit }): JSX.Element {
  const pages = [
    ['/', 'Topics'],
    ['/web/try', 'What to try'],
    ['/web/ask', 'Ask'],
    ['/web/messages', 'Messages'],
    ['/web/people', 'People and groups'],
  ] as const;
  return (
    <nav aria-label="Pages">
      <ul>
        {pages.map(([path, name]) => (
          <li key={path}>
            <a href={path} {...(visit.path.split('?')[0] === path ? { 'aria-current': 'page' as const } : {})}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Who the visitor is: one button for each, no passwords. */
function Switch({ visit }: { readonly visit: Visit }): JSX.Element {
  const { state, reader } = visit;
  const players = PLAYERS.flatMap(({ username, role }) => {
    const user = userNamed(state, username);
    return user && !user.suspended ? [{ username: user.username, words: `${user.name.split(' ')[0] ?? user.name} (${role})` }] : [];
  });
  const other =
    reader && !players.some(({ username }) => username === reader.username) ? [{ username: reader.username, words: reader.name }] : [];
  return (
    <form method="post" action="/web/person" class="persons" id="switch" data-live="" aria-label="Who I am">
      <p>I am</p>
      <input type="hidden" name="back" value={visit.path} />
      {[...players, ...other, { username: '', words: 'nobody' }].map(({ username, words }) => (
        <button key={username} name="person" value={username} aria-pressed={(reader?.username ?? '') === username}>
          {words}
        </button>
      ))}
    </form>
  );
}

function Problem({ refused, isShown }: { readonly refused: Refused; readonly isShown: boolean }): JSX.Element {
  const typed = isShown ? null : textIn(refused.typed, 'raw');
  return (
    <div class="problem" role="alert">
      <p>
        <strong>Not done.</strong> {refused.reason}
      </p>
      {typed === null || typed === '' ? null : (
        <div class="field" data-kept="">
          <label for="kept">What you wrote</label>
          <textarea id="kept" rows={6} readOnly>
            {typed}
          </textarea>
        </div>
      )}
    </div>
  );
}

export function renderPage(props: LayoutProps): string {
  return `<!doctype html>${renderToString(<Layout {...props} />)}\n`;
}

/** Instead of the page that the form stood on, when that page is not for this reader any more. */
export function refusedPage(visit: Visit): string {
  return renderPage({ visit, title: 'Not done', isStill: true, children: <AllTopics /> });
}

export function missingPage(visit: Visit): string {
  return renderPage({
    visit,
    title: 'Not found',
    isStill: true,
    children: (
      <>
        <p>That page does not exist or is private.</p>
        <AllTopics />
      </>
    ),
  });
}

function AllTopics(): JSX.Element {
  return (
    <p>
      <a href="/">All topics</a>
    </p>
  );
}
