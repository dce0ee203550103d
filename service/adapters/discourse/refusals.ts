import type { ForumErrorKind, RefusalCode } from '../../ports/forum.js';
import { ForumError } from '../../ports/forum.js';
import { isObject, partOf } from './events.js';

/** A refusal that a call is known to get; without `says` any text of that status fits. */
export interface Refusal {
  readonly status: number;
  readonly says?: RegExp;
  readonly kind: Extract<ForumErrorKind, 'missing' | 'refused' | 'unauthorised'>;
  readonly code?: RefusalCode;
}

/** An answer that is no success, as it came. `body` is the JSON, or the text where it is none. */
interface Failed {
  readonly call: string;
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter: string | null;
  readonly isWrite: boolean;
}

interface Refused extends Failed {
  readonly refusals: readonly Refusal[];
}

function refused(status: number, code: RefusalCode, says?: RegExp): Refusal {
  return { status, kind: 'refused', code, ...(says && { says }) };
}

const missing = (status: number): Refusal => ({ status, kind: 'missing' });

// ---- What the calls are known to be refused with. Texts are English: the bot's account must use that language.
/** Reads: 403 and 404 both mean that it is not there for us. */
export const GONE: readonly Refusal[] = [missing(403), missing(404), missing(410)];
/** Our own account cannot be hidden from us: the key or the name is wrong. */
export const NEVER_HIDDEN: readonly Refusal[] = [
  { status: 403, kind: 'unauthorised' },
  { status: 404, kind: 'unauthorised' },
];
export const EDIT: readonly Refusal[] = [
  refused(403, 'not_permitted'),
  missing(404),
  refused(409, 'edit_conflict'),
  refused(422, 'too_short', /too short/i),
  refused(422, 'too_long', /too long|limited to \d+ characters/i),
];
export const POST: readonly Refusal[] = [
  refused(403, 'not_permitted'),
  missing(404),
  // One sentence for a topic that is closed, deleted, unknown or not ours to reply in (discourse.md 9.2, fact 28).
  refused(422, 'closed_or_gone', /closed or deleted/i),
  refused(422, 'too_short', /too short/i),
  refused(422, 'too_long', /too long|limited to \d+ characters/i),
  refused(422, 'too_similar', /too similar/i),
];
const MADE_BY_US: readonly Refusal[] = [...POST, refused(422, 'external_id_taken', /external.* already been taken/i)];
export const TOPIC: readonly Refusal[] = [
  ...MADE_BY_US,
  refused(422, 'title_taken', /title has already been used/i),
  refused(422, 'tags_not_allowed', /\btags?\b/i),
];
/** The site setting `max_allowed_message_recipients`, for new messages and for invitations. */
const TOO_MANY = refused(422, 'too_many_recipients', /\b(?:maximum(?: of)?|more than) \d+ recipients/i);
export const MESSAGE: readonly Refusal[] = [
  ...MADE_BY_US,
  TOO_MANY,
  // A group that takes no messages is refused with the same words as an unknown name (rest/0212 and 0213).
  refused(422, 'recipient_unknown', /could not be found|select a valid user/i),
  refused(422, 'recipient_not_messageable', /not accepting messages|cannot send a \w+ message/i),
];
/** One sentence for a post that is liked already, one's own, or not to be liked: whoever asks has to have read it (rest/0080). */
export const LIKES: readonly Refusal[] = [refused(403, 'already_so'), missing(404)];
export const ASSIGNMENT: readonly Refusal[] = [
  refused(403, 'not_permitted'),
  missing(404),
  refused(400, 'assignee_without_access', /have access to this/i),
  refused(400, 'assignee_at_limit', /maximum number of assigned/i),
  refused(400, 'not_assignable'),
];
export const INVITATION: readonly Refusal[] = [
  refused(403, 'not_permitted'),
  missing(404),
  TOO_MANY,
  refused(422, 'already_so', /already been invited/i),
  // The forum's whole answer to an unknown name.
  refused(422, 'recipient_unknown', /^FAILED$/),
];
/** The forum says no more than that it may not be done; whoever may read the message and invite is told so for a silent group. */
export const GROUP_INVITATION: readonly Refusal[] = [TOO_MANY, refused(403, 'recipient_not_messageable'), missing(404)];
/** Closing, taking an assignment or a participant away, granting a badge. */
export const CHANGE: readonly Refusal[] = [refused(403, 'not_permitted'), missing(404)];
export const TAGS: readonly Refusal[] = [refused(403, 'not_permitted'), missing(404), refused(422, 'tags_not_allowed', /\btags?\b/i)];

/** The forum's answer as our error: first what holds for every call, then what this call is known for, then by status. */
export function refusalOf(answer: Refused): ForumError {
  const { status } = answer;
  if (status === 429) return throttled(answer);
  if (status >= 500) return unavailable(answer);
  const texts = textsIn(answer.body);
  if (status === 401 || saysKeyIsRefused(texts)) return errorOf(answer, { kind: 'unauthorised' });
  // The forum answers JSON to everything that we ask; a page comes from something in front of it and says nothing about the thing.
  if ((status === 403 || status === 404) && isPage(answer.body)) return unavailable(answer);
  const known = answer.refusals.find(
    (refusal) => refusal.status === status && (!refusal.says || texts.some((text) => refusal.says?.test(text))),
  );
  return errorOf(answer, known ?? byStatus(status));
}

function byStatus(status: number): Pick<Refusal, 'kind' | 'code'> {
  if (status === 404 || status === 410) return { kind: 'missing' };
  if (status === 403) return { kind: 'refused', code: 'not_permitted' };
  if (status === 409) return { kind: 'refused', code: 'edit_conflict' };
  if (status === 413) return { kind: 'refused', code: 'too_long' };
  // A redirect: the address of the forum in our settings is not the one it answers at.
  if (status >= 300 && status < 400) return { kind: 'refused', code: 'unreadable_answer' };
  return { kind: 'refused', code: 'invalid' };
}

function errorOf(
  answer: Failed,
  { kind, code, retryAfterSeconds }: { readonly kind: ForumErrorKind; readonly code?: RefusalCode; readonly retryAfterSeconds?: number },
): ForumError {
  return new ForumError(kind, answer.call, {
    status: answer.status,
    ...(code && { code }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}

export function throttled(answer: Failed): ForumError {
  return errorOf(answer, { kind: 'throttled', retryAfterSeconds: secondsToWait(answer, textsIn(answer.body)) });
}

/** Read-only mode refuses before anything is done; any other failure may come after the write. */
export function unavailable(answer: Failed): ForumError {
  const wait = secondsIn(answer.retryAfter);
  const outcomeUnknown = answer.isWrite && answer.status >= 500 && partOf(answer.body, 'error_type') !== 'read_only';
  return new ForumError('unavailable', answer.call, {
    status: answer.status,
    ...(wait !== null && { retryAfterSeconds: wait }),
    ...(outcomeUnknown && { outcomeUnknown }),
  });
}

/** A refused key, an unknown account name and a missing scope say the same (fact 26); a request without a key fails as forged. */
function saysKeyIsRefused(texts: readonly string[]): boolean {
  return texts.some((text) => /api username or key is invalid/i.test(text) || text === 'BAD CSRF');
}

export function isPage(body: unknown): boolean {
  return typeof body === 'string' && body.trim() !== '';
}

/** The forum's words, in all the forms in which it says them (discourse.md 9.1, 12). */
export function textsIn(body: unknown): readonly string[] {
  if (typeof body === 'string') return [body];
  if (Array.isArray(body)) return body.flatMap(textsIn);
  if (!isObject(body)) return [];
  return ['errors', 'error', 'failed', 'message'].flatMap((key) => {
    const part = body[key];
    return isObject(part) ? Object.values(part).flatMap(textsIn) : textsIn(part);
  });
}

/** A limit without a time is one of a minute (discourse.md 2.3). */
const DEFAULT_WAIT_SECONDS = 60;

function secondsToWait(answer: Failed, texts: readonly string[]): number {
  const said = texts.map((text) => /\b(\d+) seconds?\b/.exec(text)?.[1]).find((seconds) => seconds !== undefined);
  const extra = partOf(answer.body, 'extras', 'wait_seconds');
  return secondsIn(answer.retryAfter) ?? secondsIn(extra) ?? secondsIn(said) ?? DEFAULT_WAIT_SECONDS;
}

export function secondsIn(value: unknown): number | null {
  const seconds = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? Math.max(1, Math.ceil(seconds)) : null;
}
