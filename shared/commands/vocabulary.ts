import type { Locale } from '../words.js';

/** What a question may be; the same as in features/triage/view.ts, which should import it from here. */
export type CommandKind = 'incident' | 'service_request' | 'how_to' | 'policy' | 'discussion';
export type CommandLane = 'desk' | 'community';
export type CommandMode = 'community_decides' | 'official_decides';
export type CommandPriority = 'low' | 'normal' | 'high' | 'urgent';
export type CommandOutcome = 'solved' | 'decided' | 'no_longer_needed' | 'not_helped';
/** Why a question waits (R-PAUSE); the same as in features/clocks/arithmetic. */
export type CommandPause = 'waiting_requester' | 'waiting_third_party' | 'scheduled';
export type CommandClock = 'fr' | 'nr' | 'pu' | 'res' | 'own' | 'ola' | 'cr';
/** How often the asker wants to hear (CL-13). */
export type CommandNews = 'only_news' | 'usual';
export type Level = 1 | 2 | 3;

/** One of a small set of values: its name in facts, and how people may write it; the first form of a language is the one shown. */
export interface Choice<Id> {
  readonly id: Id;
  readonly forms: Readonly<Record<Locale, readonly string[]>>;
}

function choice<const Id>(id: Id, en: readonly string[], de: readonly string[]): Choice<Id> {
  return { id, forms: { en, de } };
}

export const KIND_CHOICES: ReadonlyArray<Choice<CommandKind>> = [
  choice('incident', ['broken', 'something is broken', 'incident'], ['kaputt', 'etwas ist kaputt', 'Störung']),
  choice('service_request', ['need', 'i need something', 'request', 'service request'], ['Bedarf', 'ich brauche etwas', 'Auftrag']),
  choice('how_to', ['how to', 'how do i', 'how'], ['Anleitung', 'wie geht das', 'wie']),
  choice('policy', ['rule', 'may i', 'policy'], ['Regel', 'darf ich', 'Vorschrift']),
  choice('discussion', ['discussion', 'what do you think'], ['Austausch', 'Diskussion', 'was meint ihr']),
];

export const LANE_CHOICES: ReadonlyArray<Choice<CommandLane>> = [
  choice('desk', ['desk', 'to the desk'], ['Auskunft', 'Auskunftsstelle', 'Stelle']),
  choice('community', ['community', 'to the community'], ['Gemeinschaft', 'an die Gemeinschaft']),
];

export const MODE_CHOICES: ReadonlyArray<Choice<CommandMode>> = [
  choice('community_decides', ['community decides', 'community'], ['Gemeinschaft entscheidet', 'Gemeinschaft']),
  choice('official_decides', ['official decides', 'official'], ['amtlich entschieden', 'amtlich']),
];

export const PRIORITY_CHOICES: ReadonlyArray<Choice<CommandPriority>> = [
  choice('low', ['low'], ['niedrig', 'gering']),
  choice('normal', ['normal'], ['normal']),
  choice('high', ['high'], ['hoch']),
  choice('urgent', ['urgent'], ['dringend', 'eilig']),
];

export const OUTCOME_CHOICES: ReadonlyArray<Choice<CommandOutcome>> = [
  choice('solved', ['solved'], ['gelöst']),
  choice('decided', ['decided'], ['entschieden']),
  choice('no_longer_needed', ['no longer needed'], ['nicht mehr nötig', 'nicht mehr gebraucht']),
  choice('not_helped', ['not helped', 'did not help'], ['nicht geholfen', 'hat nicht geholfen']),
];

export const PAUSE_CHOICES: ReadonlyArray<Choice<CommandPause>> = [
  choice(
    'waiting_requester',
    ['asker', 'waiting for asker', 'waiting for the asker', 'for asker', 'for the asker'],
    ['Rückfrage', 'wartet auf Antwort', 'Rückmeldung'],
  ),
  choice(
    'waiting_third_party',
    ['vendor', 'waiting for vendor', 'waiting for the vendor', 'for vendor', 'third party', 'outside'],
    ['extern', 'wartet auf extern', 'Firma', 'Dritte'],
  ),
  choice('scheduled', ['scheduled', 'date'], ['Termin', 'geplant']),
];

export const CLOCK_CHOICES: ReadonlyArray<Choice<CommandClock>> = [
  choice('fr', ['first reply', 'first'], ['erste Antwort']),
  choice('nr', ['next reply', 'next'], ['nächste Antwort']),
  choice('pu', ['update'], ['Zwischenstand']),
  choice('res', ['resolution', 'solution'], ['Lösung']),
  choice('own', ['acceptance', 'ownership'], ['Übernahme']),
  choice('ola', ['expert answer', 'expert'], ['Fachantwort']),
  choice('cr', ['community reply'], ['Antwort der Gemeinschaft', 'Gemeinschaft']),
];

export const NEWS_CHOICES: ReadonlyArray<Choice<CommandNews>> = [
  choice(
    'only_news',
    ['only when there is news', 'only news', 'when there is news', 'none'],
    ['nur bei Neuem', 'nur wenn es etwas Neues gibt', 'keine'],
  ),
  choice('usual', ['as usual', 'usual'], ['wie üblich']),
];

/** A post or topic as a person links it; `host` is null for a link without one, and it is for the engine to refuse a foreign host. */
export interface ForumLink {
  readonly host: string | null;
  readonly topic: number;
  readonly post: number | null;
}

/** An ISO date (`2026-12-01`), or `none`: without end. */
export type DayOrNone = string;

/** What a command may carry; a field that was not said is absent. */
export interface CommandArgs {
  /** Persons and groups are names without `@`; whether they exist is for the engine to find. */
  readonly person?: string;
  /** "assign me": the writer herself, then there is no `person`. */
  readonly isSelf?: true;
  readonly group?: string;
  readonly level?: Level;
  readonly reason?: string;
  readonly text?: string;
  readonly scope?: string;
  readonly until?: DayOrNone;
  readonly outcome?: CommandOutcome;
  readonly kind?: CommandKind;
  readonly priority?: CommandPriority;
  readonly lane?: CommandLane;
  readonly mode?: CommandMode;
  readonly pause?: CommandPause;
  /** Who outside is waited for, as the person writes it. */
  readonly vendor?: string;
  readonly clock?: CommandClock;
  readonly news?: CommandNews;
  /** Desk days from one update to the next. */
  readonly everyDays?: number;
  readonly link?: ForumLink;
  readonly links?: readonly ForumLink[];
}

type Needed<Key extends keyof CommandArgs> = Readonly<Required<Pick<CommandArgs, Key>>>;
type Possible<Key extends keyof CommandArgs> = Pick<CommandArgs, Key>;
type Nothing = Readonly<Partial<Record<keyof CommandArgs, never>>>;

/** What each word carries. */
export interface ArgumentsOf {
  readonly help: Nothing;
  readonly status: Nothing;
  /** Without a clock: why the question is where it is. */
  readonly explain: Possible<'clock'>;
  readonly private: Nothing;
  readonly 'still need help': Nothing;
  readonly 'all good': Nothing;
  readonly 'me too': Nothing;
  readonly outcome: Needed<'outcome'>;
  readonly kind: Needed<'kind'>;
  readonly undo: Nothing;
  readonly priority: Needed<'priority'>;
  readonly lane: Needed<'lane' | 'reason'>;
  readonly mode: Needed<'mode' | 'reason'>;
  readonly assign: Needed<'person'> | Needed<'isSelf'>;
  readonly 'duplicate of': Needed<'link'>;
  readonly 'not ours': Needed<'reason'> & Possible<'group'>;
  readonly point: Needed<'links'>;
  readonly pause: Needed<'pause'> & Possible<'vendor' | 'until' | 'reason'>;
  readonly resume: Nothing;
  /** Without a text: still working on it. */
  readonly update: Possible<'text'>;
  readonly updates: Needed<'news'> | Needed<'everyDays'>;
  readonly void: Needed<'clock' | 'reason'>;
  readonly 'on behalf of': Needed<'person'>;
  readonly escalate: Possible<'group' | 'level' | 'reason'>;
  readonly accept: Nothing;
  readonly decline: Needed<'reason'>;
  readonly 'hand to': Needed<'group'> & Possible<'reason'>;
  readonly 'hand back': Possible<'reason'>;
  readonly end: Possible<'reason'>;
  readonly invite: Needed<'person'>;
  readonly remove: Needed<'person'>;
  readonly note: Needed<'text'>;
  /** Without `until` the community's default holds. */
  readonly official: Possible<'scope' | 'until'>;
  readonly withdraw: Needed<'reason'>;
  readonly faq: Nothing;
  readonly publish: Nothing;
  readonly library: Needed<'text'>;
}

/** The name of a word is its English form. */
export type CommandWord = keyof ArgumentsOf;

/** A desk lead may do what a facilitator may; forum staff without a role of the community may do nothing here (0.2). */
export type CommandRole = 'asker' | 'member' | 'expert' | 'signer' | 'facilitator';

/** Where a role reaches less far: her own question, what is assigned to her or her group, her areas, or only as a proposal. Absent: all it sees. */
export type Reach = 'own' | 'ownBeforeFirstAnswer' | 'assigned' | 'ownScope' | 'propose';

/** A thread of the community, a room of its experts, or a private ask. */
export type CommandPlace = 'thread' | 'room' | 'ask';

export interface Parameter {
  readonly name: string;
  readonly type: 'choice' | 'person' | 'group' | 'groupOrLevel' | 'day' | 'text' | 'link' | 'links';
  readonly needed: boolean;
  readonly choices?: ReadonlyArray<Choice<string>>;
}

/** All that help, docs, tests and the parser need to know of one word; its sentence is in messages.ts. */
export interface WordEntry {
  /** Per language how it may be written; the first is the one shown. English works everywhere (UI-32). */
  readonly forms: Readonly<Record<Locale, readonly string[]>>;
  readonly usage: Readonly<Record<Locale, string>>;
  readonly examples: Readonly<Record<Locale, readonly string[]>>;
  readonly parameters: readonly Parameter[];
  /** The default of table 0.2; each cell is a setting of a community. */
  readonly who: readonly CommandRole[];
  readonly reach: Readonly<Partial<Record<CommandRole, Reach>>>;
  readonly places: readonly CommandPlace[];
  /** `post`: written as reply to the post it is about, or as the last line of one's own post. */
  readonly about: 'question' | 'post';
}
