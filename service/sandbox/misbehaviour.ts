import type { SandboxState } from './state.js';
import { random } from './world.js';

/** What the forum does wrong on demand. Rates are from 0 to 1 and drawn from the seeded numbers of the state. */
export interface Misbehaviour {
  /** Every answer to a write waits so long after its work is done. */
  answerDelayMs: number;
  /** Every delivery waits so long. */
  deliveryDelayMs: number;
  dropRate: number;
  doubleRate: number;
  /** What a doubled delivery looks like: the same event id (a redelivery by hand) or a new one (a retry). */
  doubleWithNewId: boolean;
  reorderRate: number;
  /** How long a reordered delivery is held back, so that later ones overtake it. */
  reorderMs: number;
  /** `503`: an error page; `reset`: the connection is dropped before any work; `answerLost`: it is dropped after the work. */
  down: 'no' | '503' | 'reset' | 'answerLost';
  readOnly: boolean;
  /** A recorded form of 429: of all keys, of the address, or of the acting user when posting. */
  limit: 'no' | 'keys' | 'address' | 'user';
  waitSeconds: number;
  /** `down` and `limit` end after so many requests; null: they stay. */
  requests: number | null;
}

export const WELL_BEHAVED: Misbehaviour = {
  answerDelayMs: 0,
  deliveryDelayMs: 0,
  dropRate: 0,
  doubleRate: 0,
  doubleWithNewId: false,
  reorderRate: 0,
  reorderMs: 500,
  down: 'no',
  readOnly: false,
  limit: 'no',
  waitSeconds: 20,
  requests: null,
};

/** What becomes of one delivery: the delays of its sendings, in milliseconds; none: it is lost. */
export function planSendings(state: SandboxState, how: Misbehaviour): number[] {
  if (random(state) < how.dropRate) return [];
  const delay = how.deliveryDelayMs + (random(state) < how.reorderRate ? how.reorderMs : 0);
  return random(state) < how.doubleRate ? [delay, delay] : [delay];
}

/** Counts a request that was spoilt; when they are used up, the forum behaves again. */
export function countRequest(how: Misbehaviour): Misbehaviour {
  if (how.requests === null) return how;
  const requests = how.requests - 1;
  return requests > 0 ? { ...how, requests } : { ...how, requests: null, down: 'no', limit: 'no' };
}

/** The forum's answers to too many requests; the one of the address is plain text without a content type. */
export function limitAnswer(
  limit: 'keys' | 'address' | 'user',
  seconds: number,
): { headers: Record<string, string>; body: unknown; text?: string } {
  const retry = { 'Retry-After': String(seconds) };
  if (limit === 'address') {
    const text = `Slow down, too many requests from this IP address.\nPlease retry again in ${seconds} seconds.\nError code: ip_10_secs_limit.\n`;
    return { headers: { ...retry, 'Discourse-Rate-Limit-Error-Code': 'ip_10_secs_limit' }, body: null, text };
  }
  const wait = `Please wait ${seconds} seconds before trying again.`;
  const said = limit === 'user' ? `You’re replying a bit too quickly. ${wait}` : `You’ve performed this action too many times. ${wait}`;
  const code = limit === 'keys' ? { 'Discourse-Rate-Limit-Error-Code': 'admin_api_key_rate_limit' } : {};
  return { headers: { ...retry, ...code }, body: { errors: [said], error_type: 'rate_limit', extras: { wait_seconds: seconds } } };
}
