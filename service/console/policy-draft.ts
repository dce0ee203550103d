import { PRIORITIES, type PagePriority } from './policies.js';

/** What the form of one policy holds, as it was typed; nothing that was typed is lost where it is refused. */
export type Typed = Readonly<Record<string, readonly string[]>>;

export const LISTS = ['category', 'tag', 'group', 'language'] as const;
export const CHOICES = {
  kind: ['incident', 'service_request', 'how_to', 'policy', 'discussion'],
  lane: ['desk', 'community'],
  channel: ['mail', 'board', 'private'],
  priority: ['urgent', 'high', 'normal', 'low'],
} as const;
export const TARGETS = [
  ['firstReplyMinutes', 'First official reply'],
  ['nextReplyMinutes', 'Next reply'],
  ['updateMinutes', 'Update'],
  ['resolutionMinutes', 'Resolution'],
  ['incidentResolutionMinutes', 'Resolution of an incident'],
  ['acceptMinutes', 'Accepted by experts'],
  ['expertAnswerMinutes', 'Answered by experts'],
] as const;
export const PAUSES = ['waitingForAsker', 'thirdParty', 'scheduled'] as const;
export const NONE = 'none';

type Raw = Readonly<Record<string, unknown>>;

export function typedOf(body: unknown): Typed {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, (Array.isArray(value) ? value : [value]).map((one) => String(one))]),
  );
}

export function one(typed: Typed, name: string): string {
  return typed[name]?.[0]?.trim() ?? '';
}

/** What a policy says, as the form shows it. */
export function typedFrom(policy: Raw): Typed {
  const when = partOf(policy, 'when');
  const targets = partOf(policy, 'targets');
  const byPriority = partOf(targets, 'byPriority');
  const targetsOf = (priority: PagePriority) => (priority === 'normal' ? targets : partOf(byPriority, priority));
  return Object.fromEntries([
    ['name', [textOf(policy['name'])]],
    ...LISTS.map((what) => [`when.${what}`, [listOf(when[what]).join(', ')]]),
    ...Object.keys(CHOICES).map((what) => [`when.${what}`, listOf(when[what])]),
    ...PRIORITIES.flatMap((priority) => TARGETS.map(([name]) => [`target.${priority}.${name}`, [minutesText(targetsOf(priority)[name])]])),
    ...['template', 'responders', 'reopen', 'followUpDays'].map((name) => [name, [textOf(policy[name])]]),
    ['calendar', [typeof policy['calendar'] === 'string' ? policy['calendar'] : '']],
    ['urgent', [policy['urgent'] === undefined ? '' : policy['urgent'] === true ? 'yes' : 'no']],
    ['thresholds', [listText(partOf(policy, 'thresholds')['percent'])]],
    ...PAUSES.map((name) => [`pause.${name}`, [listText(partOf(policy, 'pauses')[name])]]),
  ]) as Typed;
}

/** The policy that the form describes; what the form has no field for stays as `before` says it. */
export function policyFrom(typed: Typed, before: Raw): Raw {
  const { name: _name, when: _when, ...rest } = before;
  const lists = LISTS.map((what): readonly [string, readonly unknown[]] => {
    const isNumber = what === 'category' || what === 'group';
    return [what, entriesIn(one(typed, `when.${what}`)).map(isNumber ? numberIn : asText)];
  });
  const choices = Object.keys(CHOICES).map((what): readonly [string, readonly unknown[]] => [what, typed[`when.${what}`] ?? []]);
  const pauses = PAUSES.map((name) => [name, listIn(one(typed, `pause.${name}`), asText)] as const);
  return compact({
    name: one(typed, 'name'),
    when: Object.fromEntries([...lists, ...choices].filter(([, values]) => values.length > 0)),
    ...rest,
    template: chosen(typed, 'template'),
    calendar: chosen(typed, 'calendar') ?? (typeof before['calendar'] === 'string' ? undefined : before['calendar']),
    targets: targetsFrom(typed, partOf(before, 'targets')),
    responders: chosen(typed, 'responders'),
    pauses: compact(Object.fromEntries(pauses)),
    reopen: chosen(typed, 'reopen'),
    thresholds: compact({ ...partOf(before, 'thresholds'), percent: listIn(one(typed, 'thresholds'), numberIn) }),
    followUpDays: chosen(typed, 'followUpDays') === undefined ? undefined : numberIn(one(typed, 'followUpDays')),
    urgent: chosen(typed, 'urgent') === undefined ? undefined : one(typed, 'urgent') === 'yes',
  });
}

function targetsFrom(typed: Typed, before: Raw): Raw {
  const of = (priority: PagePriority) =>
    compact(Object.fromEntries(TARGETS.map(([name]) => [name, minutesIn(one(typed, `target.${priority}.${name}`))])));
  const others = PRIORITIES.filter((priority) => priority !== 'normal').map((priority) => [priority, of(priority)] as const);
  const known: ReadonlySet<string> = new Set([...TARGETS.map(([name]) => name), 'byPriority']);
  const kept = Object.fromEntries(Object.entries(before).filter(([name]) => !known.has(name)));
  return compact({ ...kept, ...of('normal'), byPriority: compact(Object.fromEntries(others)) });
}

/** Without what says nothing. */
function compact(raw: Raw): Raw {
  return Object.fromEntries(
    Object.entries(raw).filter(
      ([name, value]) =>
        value !== undefined &&
        (name === 'when' || typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length > 0),
    ),
  );
}

function partOf(raw: Raw, name: string): Raw {
  const part = raw[name];
  return typeof part === 'object' && part !== null && !Array.isArray(part) ? (part as Raw) : {};
}

function listOf(value: unknown): string[] {
  return value === undefined ? [] : (Array.isArray(value) ? value : [value]).map((entry) => textOf(entry));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function minutesText(value: unknown): string {
  return value === null ? NONE : textOf(value);
}

function listText(value: unknown): string {
  const list = listOf(value);
  return value === undefined ? '' : list.length === 0 ? NONE : list.join(', ');
}

function chosen(typed: Typed, name: string): string | undefined {
  return one(typed, name) || undefined;
}

function entriesIn(text: string): string[] {
  return text.split(',').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()]));
}

function asText(text: string): string {
  return text;
}

/** What is no number stays as it is: the schema says what is wrong with it. */
function numberIn(text: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function minutesIn(text: string): number | string | null | undefined {
  return text === '' ? undefined : text === NONE ? null : numberIn(text);
}

function listIn(text: string, read: (entry: string) => unknown): unknown[] | undefined {
  return text === '' ? undefined : text === NONE ? [] : entriesIn(text).map(read);
}
