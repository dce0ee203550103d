import type { Locale } from '../words.js';
import { GRAMMAR, COMMAND_WORDS } from './grammar.js';
import type { Choice, CommandWord } from './vocabulary.js';

/** One way to write something. */
export interface Form<Id> {
  readonly id: Id;
  readonly text: string;
}

/** As written without regard to case, umlauts typed in two letters, and what ends a sentence. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/[.!?;"'\u2026]+/g, '');
}

/** English words always work and win; then the community's own, then those of its language (UI-32). */
export function commandForms(locale: Locale, translations: Readonly<Record<string, CommandWord>>): ReadonlyArray<Form<CommandWord>> {
  const own = Object.entries(translations).map(([text, id]) => ({ id, text }));
  return [...OF_LANGUAGE.en, ...own, ...(locale === 'en' ? [] : OF_LANGUAGE[locale])];
}

const OF_LANGUAGE: Readonly<Record<Locale, ReadonlyArray<Form<CommandWord>>>> = { en: formsOf('en'), de: formsOf('de') };

function formsOf(language: Locale): ReadonlyArray<Form<CommandWord>> {
  return COMMAND_WORDS.flatMap((id) => GRAMMAR[id].forms[language].map((text) => ({ id, text })));
}

export function choiceForms<Id extends string>(choices: ReadonlyArray<Choice<Id>>, locale: Locale): ReadonlyArray<Form<Id>> {
  const names = choices.map(({ id }) => ({ id, text: id }));
  const of = (language: Locale) => choices.flatMap(({ id, forms }) => forms[language].map((text) => ({ id, text })));
  return locale === 'en' ? [...of('en'), ...names] : [...of(locale), ...of('en'), ...names];
}

/** The form with which the text begins, the longest one, and what follows it. */
export function leadingForm<Id>(text: string, forms: ReadonlyArray<Form<Id>>): { readonly id: Id; readonly rest: string } | null {
  const tokens = [...text.slice(0, 400).matchAll(/[^ _:=,-]+/g)].slice(0, 10);
  let best: { id: Id; rest: string; length: number } | null = null;
  if (tokens[0]?.index !== 0) return null;
  const typed = tokens.map(([token]) => fold(token));
  for (const { id, text: form } of forms) {
    const parts = partsOf(form);
    const last = tokens[parts.length - 1];
    if (!last || parts.length === 0 || parts.length <= (best?.length ?? 0)) continue;
    if (!parts.every((part, index) => part === typed[index])) continue;
    const end = last.index + last[0].length;
    // "end-user" does not begin with the word "end".
    if (!['', ' ', ':', '=', ','].includes(text.charAt(end))) continue;
    best = { id, rest: text.slice(end).replace(/^(?:[:=,]| [:=,\u2013\u2014-](?= ))? */, ''), length: parts.length };
  }
  return best && { id: best.id, rest: best.rest };
}

// Memory only, and no more than there are forms.
const MOST_KNOWN = 1_000;
const knownParts = new Map<string, readonly string[]>();

function partsOf(form: string): readonly string[] {
  const known = knownParts.get(form);
  if (known) return known;
  const parts = split(form);
  if (knownParts.size < MOST_KNOWN) knownParts.set(form, parts);
  return parts;
}

function split(text: string): string[] {
  return fold(text)
    .split(/[ _:=,-]+/)
    .filter((part) => part !== '');
}

interface Near<Id> {
  readonly form: Form<Id>;
  readonly far: number;
}

/** The forms of two different things that are nearest to how the text begins; of two that are equally near the earlier one. */
export function nearestForms<Id>(text: string, forms: ReadonlyArray<Form<Id>>): ReadonlyArray<Form<Id>> {
  const typed = split(text.slice(0, 200))
    .slice(0, 6)
    .map((part) => part.slice(0, 40));
  let first: Near<Id> | null = null;
  let second: Near<Id> | null = null;
  for (const form of forms) {
    const near: Near<Id> = { form, far: farness(typed, partsOf(form.text), second?.far ?? Infinity) };
    if (first === null || near.far < first.far) [first, second] = [near, first === null || first.form.id === form.id ? second : first];
    else if (form.id !== first.form.id && near.far < (second?.far ?? Infinity)) second = near;
  }
  return [first, second].flatMap((near) => (near === null ? [] : [near.form]));
}

/**
 * Errors in proportion to what was meant; a blank too many or too few is one error, also where words were run together. At least the
 * limit where no reading is nearer: there are as many errors as letters too many or too few, so most need not be counted.
 */
function farness(typed: readonly string[], parts: readonly string[], limit: number): number {
  const meant = parts.join(' ');
  let least = limit;
  for (const count of [parts.length - 1, parts.length, parts.length + 1]) {
    if (count <= 0) continue;
    const reading = typed.slice(0, count).join(' ');
    const longest = Math.max(reading.length, meant.length, 1);
    if (Math.abs(reading.length - meant.length) / longest < least) least = Math.min(least, errors(reading, meant) / longest);
  }
  return least;
}

/** Edit distance in which two letters that changed places are one error, as a typist counts (optimal string alignment). */
function errors(typed: string, meant: string): number {
  let [before, above]: [number[], number[]] = [[], Array.from({ length: meant.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= typed.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= meant.length; j += 1) {
      const same = typed[i - 1] === meant[j - 1] ? 0 : 1;
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && typed[i - 1] === meant[j - 2] && typed[i - 2] === meant[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, above] = [above, row];
  }
  return above[meant.length] ?? 0;
}
