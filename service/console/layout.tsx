/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren, JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ForumMode } from '../ports/store.js';
import type { Switch } from './viewer.js';
import { MODES } from './wording.js';

export interface LayoutProps {
  readonly title: string;
  /** Null: not known, because nothing was asked of the database. */
  readonly mode: ForumMode | null;
  /** Who can be chosen as viewer; null where nobody can. */
  readonly choice?: Switch | null;
  /** The page's own address, to which a form comes back. */
  readonly address?: string;
  /** Seconds after which the page loads itself again. */
  readonly reloadSeconds?: number;
  readonly children: ComponentChildren;
}

function Layout({ title, mode, choice = null, address = '/queue', reloadSeconds, children }: LayoutProps): JSX.Element {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {reloadSeconds === undefined ? null : (
          <>
            <noscript>
              <meta httpEquiv="refresh" content={String(reloadSeconds)} />
            </noscript>
            <script src="/reload.js" data-seconds={String(reloadSeconds)} defer />
          </>
        )}
        <title>{`${title} – Hybrid Desk`}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">
          To the content
        </a>
        <header>
          <Menu />
          {choice === null ? null : <RoleSwitch choice={choice} address={address} />}
          {mode === null ? null : <ModeBanner mode={mode} />}
        </header>
        <main id="main" tabIndex={-1}>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
}

function Menu(): JSX.Element {
  return (
    <nav aria-label="Pages">
      <a href="/queue">Tickets</a>
      <a href="/routing">Try the rules</a>
      <a href="/rules">Rules to review</a>
      <a href="/policies">Policies</a>
      <a href="/reports">Reports</a>
      <a href="/calendar">Calendar</a>
      <a href="/doctor">Doctor</a>
    </nav>
  );
}

/** The sandbox has no login: there one may look through the eyes of each of its people. */
function RoleSwitch({ choice: { people, chosen }, address }: { readonly choice: Switch; readonly address: string }): JSX.Element {
  return (
    <form method="post" action="/person" class="filters switch" aria-label="Through whose eyes">
      <label>
        Sandbox: look as
        <select name="person">
          {people.map(({ name, label }) => (
            <option key={name} value={name} selected={name === chosen}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <input type="hidden" name="back" value={address} />
      <button type="submit">Change</button>
    </form>
  );
}

function ModeBanner({ mode }: { readonly mode: ForumMode }): JSX.Element {
  const { title, meaning, change, command } = MODES[mode];
  return (
    <p class={`mode ${mode}`}>
      <strong>{title}.</strong> {meaning} {change} <code>{command}</code>.
    </p>
  );
}

export function renderPage(props: LayoutProps): string {
  return `<!doctype html>${renderToString(<Layout {...props} />)}`;
}
