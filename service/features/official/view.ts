import type { ArgumentsOf } from '../../../shared/commands/vocabulary.js';
import type { Instant } from '../../../shared/instant.js';
import type { RoleName } from '../../../shared/settings.js';

/** The text that was signed: what it was is proved by its hash, where it is kept says `textId`. */
export interface SignedText {
  readonly hash: string;
  readonly version: number;
  readonly textId: string | null;
  /** When the text was known: at the signing, or by the read after it. */
  readonly from: Instant;
}

/** Why a signature no longer holds, for good: only signing again makes the answer official again. */
export type SignatureEnd =
  /** Who changed it is not known: no delivery names her. */
  | { readonly type: 'voided'; readonly at: Instant; readonly cause: 'text' | 'author' }
  | { readonly type: 'withdrawn'; readonly at: Instant; readonly by: number; readonly reason: string }
  | { readonly type: 'expired'; readonly at: Instant }
  | { readonly type: 'replaced'; readonly at: Instant; readonly by: number };

/** A post signed off as official (OF-01). */
export interface Signature {
  /** The line that signed: its identity. */
  readonly id: string;
  readonly post: number;
  readonly signer: number;
  readonly at: Instant;
  /** As the settings named it then; null: the community's word for an expert. */
  readonly capacity: string | null;
  readonly scope: string | null;
  /** The last day on which it holds, and the instant at which that day ends; null: no end. */
  readonly until: { readonly day: string; readonly endsAt: Instant } | null;
  /** Where it was signed; it goes with the post (OF-28). */
  readonly community: { readonly id: string; readonly name: string };
  /** The roles that the signer held then. */
  readonly roles: readonly RoleName[];
  /** Whose post it was. */
  readonly author: number | null;
  /** Null: nobody has read the text yet; it holds from when somebody has. */
  readonly text: SignedText | null;
  /** Table 0.3: while its post is away it does not hold; when the same text is back it does. */
  readonly away: { readonly as: 'hidden' | 'deleted'; readonly from: Instant } | null;
  readonly end: SignatureEnd | null;
}

/** Why a line was refused; the sentence is in messages.ts. */
export type Refusal =
  | 'noTarget'
  | 'theQuestion'
  | 'whisper'
  | 'noAnswer'
  | 'away'
  | 'automatic'
  | 'sharedAccount'
  | 'noRealName'
  | 'past'
  | 'noEnd'
  | 'longScope'
  | 'notSigned'
  | 'notOwn';

interface Answered {
  /** The line. */
  readonly id: string;
  /** Null: done. */
  readonly refusal: Refusal | null;
}

/** What a line that signs says. */
export interface SigningLine {
  readonly id: string;
  /** The post in which it stands (null: it was given with a button), and the one to which that replies or whose button it was. */
  readonly post: number | null;
  readonly replyTo: number | null;
  /** Of a button only: whether its author has given the name of a person. */
  readonly hasName?: boolean | null;
  readonly author: number;
  readonly at: Instant;
  readonly args: ArgumentsOf['official'];
}

export interface OfficialView {
  /** In the order of signing; what has ended stays. */
  readonly signatures: readonly Signature[];
  readonly answered: readonly Answered[];
  /** OF-13: the official answer decides, and none stands. */
  readonly awaited: boolean;
  /** What the next event needs to know; not for showing. */
  readonly inner: OfficialInner;
}

export interface OfficialInner {
  /** Lines in posts whose own text nobody has read yet: which post they sign is not known. With the text of the replied post then. */
  readonly undecided: ReadonlyArray<{ readonly line: SigningLine; readonly replied: SignedText | null }>;
  /** Posts into which an edit brought a line: their text is known only by the read that follows. */
  readonly unread: readonly number[];
  readonly lastRead: { readonly post: number; readonly at: Instant } | null;
}

export const initialOfficial: OfficialView = {
  signatures: [],
  answered: [],
  awaited: false,
  inner: { undecided: [], unread: [], lastRead: null },
};

/** Whether the signature holds. */
export function isStanding({ text, away, end }: Signature): boolean {
  return text !== null && away === null && end === null;
}

/** A valid signature stands. */
export function officialStands(view: OfficialView): boolean {
  return view.signatures.some(isStanding);
}
