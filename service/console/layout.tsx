/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren, JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ForumMode } from '../ports/store.js';
import { MODES } from './wording.js';

export interface LayoutProps {
  readonly title: string;
  /** Null: not known, because nothing was asked of the database. */
  readonly mode: ForumMode | null;
  /** Seconds after which the page loads itself again. */
  readonly reloadSeconds?: number;
  readonly children: ComponentChildren;
}

function Layout({ title, mode, reloadSeconds, children }: LayoutProps): JSX.Element {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {reloadSeconds === undefined ? null : <meta httpEquiv="refresh" content={String(reloadSeconds)} />}
        <title>{`${title} – Hybrid Desk`}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <nav aria-label="Pages">
            <a href="/">Tickets</a>
            <a href="/doctor">Doctor</a>
          </nav>
          {mode === null ? null : <ModeBanner mode={mode} />}
        </header>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
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
