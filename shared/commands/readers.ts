import type { Locale } from '../words.js';
import { fold } from './forms.js';
import { bareAddress, parseLink } from './links.js';
import {
  atBecause,
  BECAUSE,
  done,
  isOnlyPolite,
  only,
  problem,
  withoutBecause,
  withoutPoliteEnd,
  withReason,
  type Read,
  type Reader,
} from './reading.js';
import { readSignature } from './signature.js';
import { readPause, readUpdates } from './waiting.js';
import {
  CLOCK_CHOICES,
  KIND_CHOICES,
  LANE_CHOICES,
  MODE_CHOICES,
  OUTCOME_CHOICES,
  PRIORITY_CHOICES,
  type ArgumentsOf,
  type CommandArgs,
  type CommandWord,
  type Level,
} from './vocabulary.js';

const NAME = /^@?([\p{L}\p{N}_.-]{1,60})$/u;
const GROUP_LENGTH = 100;
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
  pause: readPause,
  resume: nothing,
  update: (rest) => (isOnlyPolite(rest) ? done({}) : done({ text: rest })),
  updates: readUpdates,
  void: withReason(CLOCK_CHOICES, (clock) => ({ clock })),
  'on behalf of': person,
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

function withMaybeReason<Args extends CommandArgs>(
  args: Args,
  because: string,
  context: { readonly locale: Locale; readonly today: string },
): Read<Args & ArgumentsOf['end']> {
  const read = maybeReason(because, context);
  return read.ok ? done({ ...args, ...read.args }) : read;
}
