import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * How plugin and service sign what they send each other: HMAC-SHA256, in hexadecimal digits, with the secret that both know, over
 * `hybrid-desk v1`, timestamp, nonce, method and path (with its query), each followed by a line feed, and the body as it came. The path
 * to the service begins below the service's own address, so that a proxy in front of it may add a folder.
 */
export interface Signed {
  /** Seconds since 1970. */
  readonly timestamp: string;
  /** 32 hexadecimal digits; good once. */
  readonly nonce: string;
  readonly method: string;
  readonly path: string;
  readonly body: string | Uint8Array;
}

export const SIGNATURE_HEADERS = {
  timestamp: 'x-hybrid-desk-timestamp',
  nonce: 'x-hybrid-desk-nonce',
  signature: 'x-hybrid-desk-signature',
} as const;

/** A signature is good for so long before and after its timestamp. */
export const SIGNATURE_SECONDS = 300;

export function signatureOf(secret: string, { timestamp, nonce, method, path, body }: Signed): string {
  const head = ['hybrid-desk v1', timestamp, nonce, method.toUpperCase(), path].map((line) => `${line}\n`).join('');
  return createHmac('sha256', secret).update(head, 'utf8').update(body).digest('hex');
}

export function isSignedBy(secret: string, signed: Signed, signature: string): boolean {
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(secret, signed))];
  return secret !== '' && given.length === right.length && timingSafeEqual(given, right);
}
