import type { Locale } from '../words.js';
import { choiceForms, fold, leadingForm, nearestForms } from './forms.js';
import type { ArgumentsOf, Choice } from './vocabulary.js';

export type Problem = 'unknown_word' | 'missing_argument' | 'unclear_date' | 'unknown_choice';

export type Read<Args> =
  { readonly ok: true; readonly args: Args } | { readonly ok: false; readonly problem: Problem; readonly nearest?: readonly string[] };

export type Reader<Args> = (rest: string, context: { readonly locale: Locale; readonly today: string }) => Read<Args>;

export const BECAUSE = /^(?:because of|because|weil|wegen|denn|da)(?:[ :,]+|$)/i;

const POLITE = new Set(['please', 'thanks', 'thank', 'you', 'thx', 'bitte', 'danke', 'vielen', 'dank', 'now', 'jetzt']);

export function done<Args>(args: Args): Read<Args> {
  return { ok: true, args };
}

export function problem(kind: Problem, nearest?: readonly string[]): Read<never> {
  return nearest === undefined ? { ok: false, problem: kind } : { ok: false, problem: kind, nearest };
}

export function only<Id extends string, Args>(choices: ReadonlyArray<Choice<Id>>, args: (id: Id) => Args): Reader<Args> {
  return (rest, { locale }) => {
    if (rest === '') return problem('missing_argument');
    const found = leadingForm(rest, choiceForms(choices, locale));
    return found && isOnlyPolite(found.rest) ? done(args(found.id)) : unknownChoice(rest, choices, locale);
  };
}

export function withReason<Id extends string, Args>(
  choices: ReadonlyArray<Choice<Id>>,
  args: (id: Id) => Args,
): Reader<Args & ArgumentsOf['decline']> {
  return (rest, { locale }) => {
    if (rest === '') return problem('missing_argument');
    const found = leadingForm(rest, choiceForms(choices, locale));
    if (!found) return unknownChoice(rest, choices, locale);
    const because = withoutBecause(found.rest);
    return because === '' ? problem('missing_argument') : done({ ...args(found.id), reason: because });
  };
}

export function unknownChoice(rest: string, choices: ReadonlyArray<Choice<string>>, locale: Locale): Read<never> {
  return problem(
    'unknown_choice',
    nearestForms(rest, choiceForms(choices, locale)).map((form) => form.text),
  );
}

/** What stands before "because", and from it on. */
export function atBecause(rest: string): readonly [before: string, because: string] {
  const tokens = rest.split(' ');
  const at = tokens.findIndex((token) => /^(?:because|weil|wegen|denn):?$/i.test(token));
  if (at === -1) return [rest, ''];
  return [tokens.slice(0, at).join(' ').replace(/,$/, ''), tokens.slice(at).join(' ')];
}

export function withoutBecause(rest: string): string {
  return rest.replace(BECAUSE, '').trim();
}

/** "please", "thanks!", a smiley: nothing that changes what is meant. */
export function isOnlyPolite(rest: string): boolean {
  return rest.split(' ').every(isPolite);
}

export function isPolite(token: string): boolean {
  return !/[\p{L}\p{N}]/u.test(token) || /^:[a-z0-9_+-]{1,40}:?$/.test(token) || POLITE.has(fold(token).replaceAll(',', ''));
}

export function withoutPoliteEnd(rest: string): string {
  const tokens = rest.split(' ');
  while (tokens.length > 1 && isPolite(tokens.at(-1) ?? '')) tokens.pop();
  return tokens.join(' ').replace(/[,?]{1,8}$/, '');
}
