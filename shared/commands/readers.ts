import type { Locale } from '../words.js';
import { choiceForms, fold, leadingForm, nearestForms } from './forms.js';
import { bareAddress, parseLink } from './links.js';
import { readSignature } from './signature.js';
import {
  CLOCK_CHOICES,
  KIND_CHOICES,
  LANE_CHOICES,
  MODE_CHOICES,
  OUTCOME_CHOICES,
  PRIORITY_CHOICES,
  type ArgumentsOf,
  type Choice,
  type CommandArgs,
  type CommandWord,
  type Level,
} from './vocabulary.js';

export type Problem = 'unknown_word' | 'missing_argument' | 'unclear_date' | 'unknown_choice';

type Read<Args> =
  { readonly ok: true; readonly args: Args } | { readonly ok: false; readonly problem: Problem; readonly nearest?: readonly string[] };

type Reader<Args> = (rest: string, context: { readonly locale: Locale; readonly today: string }) => Read<Args>;

const NAME = /^@?([\p{L}\p{N}_.-]{1,60})$/u;
const GROUP_LENGTH = 100;
const POLITE = new Set(['please', 'thanks', 'thank', 'you', 'thx', 'bitte', 'danke', 'vielen', 'dank', 'now', 'jetzt']);
const BECAUSE = /^(?:because of|because|weil|wegen|denn|da)(?:[ :,]+|$)/i;
const ONESELF = new Set(['me', 'myself', 'mich', 'mir']);

const nothing: Reader<ArgumentsOf['help']> = (rest) => (isOnlyPolite(rest) ? done({}) : problem('unknown_word'));

const person: Reader<ArgumentsOf['invite']> = (rest) => {
  const name = NAME.exec(withoutPoliteEnd(rest))?.[1];
  if (name !== undefined) return done({ person: name });
  return rest === '' ? problem('missing_argument') : problem('unknown_choice', []);
};

const maybeReason: Reader<ArgumentsOf['end']> = (rest) => {
  if (isOnlyPolite(rest)) return done({});
  if (!BECAUSE.test(rest)) return problem('unknown_word');
  return reason(rest, { locale: 'en', today: '' });
};

const reason: Reader<ArgumentsOf['decline']> = (rest) => {
  const text = withoutBecause(rest);
  return text === '' ? problem('missing_argument') : done({ reason: text });
};

const text: Reader<ArgumentsOf['note']> = (rest) => (rest === '' ? problem('missing_argument') : done({ text: rest }));

/** One reader per word of the grammar. */
export const READERS: { readonly [Word in CommandWord]: Reader<ArgumentsOf[Word]> } = {
  help: nothing,
  status: nothing,
  explain: (rest, context) => (isOnlyPolite(rest) ? done({}) : only(CLOCK_CHOICES, (clock) => ({ clock }))(rest, context)),
  private: nothing,
  'still need help': nothing,
  'all good': nothing,
  'me too': nothing,
  outcome: only(OUTCOME_CHOICES, (outcome) => ({ outcome })),
  kind: only(KIND_CHOICES, (kind) => ({ kind })),
  undo: nothing,
  priority: only(PRIORITY_CHOICES, (priority) => ({ priority })),
  lane: withReason(LANE_CHOICES, (lane) => ({ lane })),
  mode: withReason(MODE_CHOICES, (mode) => ({ mode })),
  assign: (rest, context) => (ONESELF.has(fold(withoutPoliteEnd(rest))) ? done({ isSelf: true }) : person(rest, context)),
  'duplicate of': (rest) => {
    const found = linksIn(withoutPoliteEnd(rest));
    const [link, ...more] = found ?? [];
    if (rest === '') return problem('missing_argument');
    return link && more.length === 0 ? done({ link }) : problem('unknown_choice', []);
  },
  'not ours': notOurs,
  point: (rest) => {
    const links = linksIn(withoutPoliteEnd(rest));
    if (rest === '') return problem('missing_argument');
    return links && links.length > 0 ? done({ links }) : problem('unknown_choice', []);
  },
  escalate,
  accept: nothing,
  decline: reason,
  'hand to': (rest, context) => {
    const [target, because] = atBecause(rest);
    if (target === '') return problem('missing_argument');
    const group = groupName(target);
    return group === null ? problem('unknown_choice', []) : withMaybeReason({ group }, because, context);
  },
  'hand back': maybeReason,
  end: maybeReason,
  invite: person,
  remove: person,
  note: text,
  official: (rest, context) => readSignature(withoutPoliteEnd(rest), context),
  withdraw: reason,
  faq: nothing,
  publish: nothing,
  library: text,
};

function done<Args>(args: Args): Read<Args> {
  return { ok: true, args };
}

function problem(kind: Problem, nearest?: readonly string[]): Read<never> {
  return nearest === undefined ? { ok: false, problem: kind } : { ok: false, problem: kind, nearest };
}

function only<Id extends string, Args>(choices: ReadonlyArray<Choice<Id>>, args: (id: Id) => Args): Reader<Args> {
  return (rest, { locale }) => {
    if (rest === '') return problem('missing_argument');
    const found = leadingForm(rest, choiceForms(choices, locale));
    return found && isOnlyPolite(found.rest) ? done(args(found.id)) : unknownChoice(rest, choices, locale);
  };
}

function withReason<Id extends string, Args>(
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

function unknownChoice(rest: string, choices: ReadonlyArray<Choice<string>>, locale: Locale): Read<never> {
  return problem(
    'unknown_choice',
    nearestForms(rest, choiceForms(choices, locale)).map((form) => form.text),
  );
}

function escalate(rest: string, context: { readonly locale: Locale; readonly today: string }): Read<ArgumentsOf['escalate']> {
  const [before, because] = atBecause(rest);
  if (isOnlyPolite(before)) return withMaybeReason({}, because, context);
  const said = /^(?:to|an) +(.+)$/i.exec(before);
  const target = withoutPoliteEnd(said?.[1] ?? before);
  const level = levelOf(target);
  if (level !== null) return withMaybeReason({ level }, because, context);
  // Without "to" only what cannot be anything else: a mention, not the first word of a sentence.
  const group = said || target.startsWith('@') ? groupName(target) : null;
  return group === null ? problem('unknown_choice', []) : withMaybeReason({ group }, because, context);
}

function levelOf(target: string): Level | null {
  const digit = /^(?:level |stufe |l)?([1-3])$/i.exec(target)?.[1];
  return digit === '1' ? 1 : digit === '2' ? 2 : digit === '3' ? 3 : null;
}

function groupName(target: string): string | null {
  const name = withoutPoliteEnd(target)
    .replace(/^@/, '')
    .replace(/^"(.*)"$/, '$1')
    .trim();
  // A number is no group but a level that does not exist.
  return name === '' || name.length > GROUP_LENGTH || /^(?:level |stufe )?\d+$/i.test(name) ? null : name;
}

function notOurs(rest: string): Read<ArgumentsOf['not ours']> {
  const tokens = rest.split(' ');
  const isGroup = (token: string | undefined) => token?.startsWith('@') === true && NAME.test(bareToken(token));
  const mentioned = isGroup(tokens.at(-1)) ? tokens.pop() : isGroup(tokens[0]) ? tokens.shift() : undefined;
  const because = withoutBecause(tokens.join(' '));
  if (because === '') return problem('missing_argument');
  const group = mentioned === undefined ? null : groupName(bareToken(mentioned));
  return done({ reason: because, ...(group !== null && { group }) });
}

function bareToken(token: string): string {
  return token.replace(/[,;:.!?]{1,8}$/, '');
}

function linksIn(rest: string): ReadonlyArray<NonNullable<ReturnType<typeof parseLink>>> | null {
  const tokens = rest.split(/[ ,]+/).filter((token) => token !== '' && !['and', 'und', '&'].includes(token.toLowerCase()));
  const links = tokens.map((token) => parseLink(bareAddress(token)));
  return links.some((link) => link === null) ? null : links.filter((link) => link !== null);
}

/** What stands before "because", and from it on. */
function atBecause(rest: string): readonly [before: string, because: string] {
  const tokens = rest.split(' ');
  const at = tokens.findIndex((token) => /^(?:because|weil|wegen|denn):?$/i.test(token));
  if (at === -1) return [rest, ''];
  return [tokens.slice(0, at).join(' ').replace(/,$/, ''), tokens.slice(at).join(' ')];
}

function withMaybeReason<Args extends CommandArgs>(
  args: Args,
  because: string,
  context: { readonly locale: Locale; readonly today: string },
): Read<Args & ArgumentsOf['end']> {
  const read = maybeReason(because, context);
  return read.ok ? done({ ...args, ...read.args }) : read;
}

function withoutBecause(rest: string): string {
  return rest.replace(BECAUSE, '').trim();
}

/** "please", "thanks!", a smiley: nothing that changes what is meant. */
function isOnlyPolite(rest: string): boolean {
  return rest.split(' ').every(isPolite);
}

function isPolite(token: string): boolean {
  return !/[\p{L}\p{N}]/u.test(token) || /^:[a-z0-9_+-]{1,40}:?$/.test(token) || POLITE.has(fold(token).replaceAll(',', ''));
}

function withoutPoliteEnd(rest: string): string {
  const tokens = rest.split(' ');
  while (tokens.length > 1 && isPolite(tokens.at(-1) ?? '')) tokens.pop();
  return tokens.join(' ').replace(/[,?]{1,8}$/, '');
}
