import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The marker of everything we create in the forum (design section 3, "Nothing lost, nothing twice"): `hd1-` and 26
 * characters of base32 in lower case of HMAC-SHA256(installation secret, key and revision). It is the `external_id` of
 * topics and messages, and stands in an HTML comment at the end of posts.
 */
export type Marker = `hd1-${string}`;

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const IN_COMMENT = /<!--\s*(hd1-[a-z2-7]{26})\s*-->/;

export function markerOf(secret: string, key: string, revision: number): Marker {
  const digest = createHmac('sha256', secret).update(`${key}\n${revision}`, 'utf8').digest();
  return `hd1-${base32(digest).slice(0, 26)}`;
}

/** The text of a post with its marker: a comment that the forum keeps in `raw` and strips from what people see. */
export function withMarker(raw: string, marker: Marker): string {
  return `${raw.trimEnd()}\n\n<!-- ${marker} -->`;
}

/** The marker in a post's raw text, or null. Whoever calls checks the author: it counts only under the bot's user id. */
export function markerIn(raw: string): Marker | null {
  const found = IN_COMMENT.exec(raw);
  return found ? (found[1] as Marker) : null;
}

/** Raw text without our marker, for comparing what we wrote with what stands there. */
export function withoutMarker(raw: string): string {
  return raw.replace(IN_COMMENT, '').trimEnd();
}

export function sameMarker(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function base32(bytes: Uint8Array): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += ALPHABET.charAt((value >>> (bits - 5)) & 31);
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET.charAt((value << (5 - bits)) & 31) : text;
}
