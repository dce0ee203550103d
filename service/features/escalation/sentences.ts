import type { Kind, Lane } from '../triage/view.js';
import type { Words } from '../../../shared/words.js';
import type { EndHow, Happening, PersonNotice, SayCode } from './view.js';

/** What a sentence may speak of, as texts: placeholders for people and groups, times written out. */
export interface Told {
  /** Empty: nobody. */
  readonly person: string;
  /** Empty: no time can be given. */
  readonly when: string;
  readonly groups: string;
  readonly levels: string;
}

/** Somebody did something to somebody in a room. */
export interface Doing {
  readonly by: string;
  readonly person: string;
  readonly group: string;
}

/** Every sentence of escalation. German avoids articles: a set word may have any gender. */
export interface EscalationMessages {
  /** The public topic: state only (ES-09). */
  withExperts(when: string, words: Words): string;
  automatically(when: string, words: Words): string;
  expectedBy(when: string, words: Words): string;
  takenOnBy(person: string, when: string, words: Words): string;
  /** The room. */
  roomTitle(reference: string, title: string, words: Words): string;
  intro(words: Words): string;
  openAt(link: string, words: Words): string;
  confidential(words: Words): string;
  askedBy(person: string, words: Words): string;
  facts(found: { readonly kind: Kind | null; readonly lane: Lane | null; readonly due: string }, words: Words): string;
  cause(cause: 'asker' | 'person' | 'silence' | 'handed', by: string, words: Words): string;
  reason(words: Words): string;
  /** Of words that stay in the private place where they were said; `groups` is empty where no group has them. */
  saidElsewhere(groups: string, words: Words): string;
  questionText(words: Words): string;
  textIsGone(words: Words): string;
  earlierAnswers(words: Words): string;
  answerBy(person: string, when: string, link: string): string;
  whatIsAsked(words: Words): string;
  whatYouCanWrite(words: Words): string;
  happened: Readonly<Record<Happening['what'], (doing: Doing, words: Words) => string>>;
  ended: Readonly<Record<EndHow, (doing: Doing, words: Words) => string>>;
  /** Private messages. */
  noticeTitle: Readonly<Record<PersonNotice['what'], (reference: string, words: Words) => string>>;
  notice: Readonly<Record<PersonNotice['what'], (by: string, link: string, words: Words) => string>>;
  cameBackTitle(reference: string): string;
  cameBack(from: string, link: string, words: Words): string;
  roomsStayTitle(reference: string): string;
  roomsStay(rooms: string, words: Words): string;
  promiseTitle(reference: string): string;
  promiseDue(link: string, vendor: string | null, words: Words): string;
  acceptLine(line: string, words: Words): string;
  /** What a person is told of her line: what was asked, why not, the next step (0.1, rule 2). */
  say: Readonly<Record<SayCode, (told: Told, words: Words) => string>>;
}
