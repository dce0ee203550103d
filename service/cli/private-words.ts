import { GRAMMAR } from '../../shared/commands/grammar.js';
import { parseCommand } from '../../shared/commands/parse.js';
import { LOCALES } from '../../shared/words.js';
import type { TicketView } from '../engine/feature.js';
import type { TicketMaterial } from '../ports/store.js';

const MASK = '(private words)';
/** Shorter ones are masked only where they stand alone: they are parts of too many other words. */
const SHORTEST_PART = 4;

/**
 * What people said in private in lines to the desk (scopes, reasons, titles of entries), longest first. Privately is everything but
 * what stands in a public topic for all to read, by each of the given views: the operator needs none of it (decision 039). What was
 * given with a button stands nowhere.
 */
export function privateWords(material: TicketMaterial, views: readonly TicketView[]): string[] {
  const isOpen = (post: number): boolean =>
    views.every(({ topic }) => !topic.isPrivate && (topic.posts.get(post)?.kind ?? 'whisper') !== 'whisper');
  const lines = material.facts.flatMap(({ body }) => (body.type === 'CommandLines' && !isOpen(body.post) ? body.lines : []));
  const pressed = material.facts.flatMap(({ body }) => (body.type === 'LineGiven' ? [body] : []));
  const texts = new Set([...lines, ...pressed].flatMap(({ textId }) => material.texts.get(textId ?? '') ?? []));
  return [...new Set([...texts].flatMap((text) => wordsOf(text, material)))].sort((a, b) => b.length - a.length);
}

/** Read in every way in which it may have been read: which settings were in force then does not matter here. */
function wordsOf(line: string, { settings }: TicketMaterial): string[] {
  const names = [line.split(/[\s:,]/, 1)[0]?.slice(1) ?? ''];
  const vocabularies = [{}, ...settings.map((version) => version.settings?.commands?.words ?? {})];
  return LOCALES.flatMap((locale) =>
    vocabularies.flatMap((translations) => {
      const parsed = parseCommand(line, { names, locale, translations, today: '2000-01-01' });
      if (!parsed.ok) return [];
      const free = GRAMMAR[parsed.word].parameters.filter(({ type }) => type === 'text').map(({ name }) => name);
      return Object.entries(parsed.args).flatMap(([name, value]) =>
        typeof value === 'string' && value !== '' && free.includes(name) ? [value] : [],
      );
    }),
  );
}

/** The same value without these words, however deep they are in it. */
export function masked(value: unknown, words: readonly string[]): unknown {
  if (typeof value === 'string') return words.reduce(without, value);
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]: [string, unknown]) => [name, masked(item, words)]));
}

function without(text: string, words: string): string {
  if (text === words) return MASK;
  return words.length < SHORTEST_PART ? text : text.replaceAll(words, MASK);
}
