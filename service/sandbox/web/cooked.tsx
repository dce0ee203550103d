/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { cook, escapeHtml } from '../cook.js';
import { groupNamed, userNamed } from '../lookups.js';
import type { SandboxState } from '../state.js';

interface Block {
  readonly kind: 'text' | 'quote' | 'details';
  /** What stands behind the `=` of a quote or of details. */
  readonly about: string;
  readonly raw: string;
}

const BLOCK = /\[(quote|details)(?:="?([^\]"]*)"?)?\]([\s\S]*?)\[\/\1\]/g;
const MENTION = /(^|<p>|<li>|\s)@([\w.-]*\w)/g;

/** A post's text for reading. The forum's cooking escapes all HTML; quotes and details, which it leaves out, are shown as such. */
export function Cooked({ state, raw, id }: { readonly state: SandboxState; readonly raw: string; readonly id: string }): JSX.Element {
  return (
    <div class="text">
      {blocksOf(withoutComments(raw)).map((block, index) => (
        <CookedBlock key={index} state={state} block={block} id={`${id}-${index}`} />
      ))}
    </div>
  );
}

/** The text as a quote of it, ready to be put into a reply. */
export function quoteOf(raw: string, source: { username: string; number: number; topicId: number }): string {
  const text = blocksOf(withoutComments(raw))
    .filter((block) => block.kind !== 'quote')
    .map((block) => block.raw.trim())
    .join('\n\n')
    .trim();
  return `[quote="${source.username}, post:${source.number}, topic:${source.topicId}"]\n${text}\n[/quote]\n\n`;
}

function CookedBlock({ state, block, id }: { readonly state: SandboxState; readonly block: Block; readonly id: string }): JSX.Element {
  const html = { __html: withMentions(state, cook(block.raw)) };
  if (block.kind === 'text') return <div dangerouslySetInnerHTML={html} />;
  if (block.kind === 'details') {
    return (
      <details id={id}>
        <summary>{block.about === '' ? 'Details' : block.about}</summary>
        <div dangerouslySetInnerHTML={html} />
      </details>
    );
  }
  return (
    <blockquote>
      <QuoteSource about={block.about} />
      <div dangerouslySetInnerHTML={html} />
    </blockquote>
  );
}

function QuoteSource({ about }: { readonly about: string }): JSX.Element | null {
  const name = about.split(',')[0]?.trim() ?? '';
  const post = /\bpost:(\d+)/.exec(about)?.[1];
  const topic = /\btopic:(\d+)/.exec(about)?.[1];
  if (name === '') return null;
  const place = post === undefined || topic === undefined ? null : `/t/${topic}#post_${post}`;
  return <p class="quiet">{place === null ? `${name}:` : <a href={place}>{`${name}, post ${post ?? ''}`}</a>}</p>;
}

function blocksOf(raw: string): Block[] {
  const blocks: Block[] = [];
  let end = 0;
  const text = (from: number, to: number): void => {
    if (raw.slice(from, to).trim() !== '') blocks.push({ kind: 'text', about: '', raw: raw.slice(from, to) });
  };
  for (const found of raw.matchAll(BLOCK)) {
    text(end, found.index);
    blocks.push({ kind: found[1] === 'quote' ? 'quote' : 'details', about: found[2] ?? '', raw: found[3] ?? '' });
    end = found.index + found[0].length;
  }
  text(end, raw.length);
  return blocks;
}

function withoutComments(raw: string): string {
  return raw.replace(/<!--[\s\S]*?-->/g, '');
}

function withMentions(state: SandboxState, html: string): string {
  return html.replace(MENTION, (all, before: string, name: string) => {
    const place = userNamed(state, name) ? 'people' : groupNamed(state, name) ? 'groups' : null;
    return place === null ? all : `${before}<a href="/web/${place}/${encodeURIComponent(name)}">@${escapeHtml(name)}</a>`;
  });
}
