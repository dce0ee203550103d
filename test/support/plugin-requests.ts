import { randomBytes, randomUUID } from 'node:crypto';
import { CONTRACT } from '../../shared/contracts/plugin/common.js';
import type { CommandRequest } from '../../shared/contracts/plugin/requests.js';
import { SIGNATURE_HEADERS, signatureOf } from '../../shared/contracts/plugin/signature.js';
import type { Desk } from './desk.js';

export const PLUGIN_SECRET = 'what plugin and service share';

export interface Signing {
  readonly secret?: string;
  readonly seconds?: number;
  /** Instead of now. */
  readonly at?: string;
  readonly nonce?: string;
  /** What is signed instead of what is sent. */
  readonly signed?: { readonly path?: string; readonly body?: string };
  readonly method?: string;
}

export interface Answered {
  readonly status: number;
  readonly json: unknown;
}

/** A request as the plugin sends it. */
export async function send(url: string, { path, body }: { path: string; body: string }, own: Signing = {}): Promise<Answered> {
  const { secret = PLUGIN_SECRET, nonce = randomBytes(16).toString('hex'), method = 'POST', signed = {} } = own;
  const timestamp = String(Math.floor((own.at === undefined ? Date.now() : Date.parse(own.at)) / 1000) + (own.seconds ?? 0));
  const signature = signatureOf(secret, { timestamp, nonce, method, path: signed.path ?? path, body: signed.body ?? body });
  const headers = {
    [SIGNATURE_HEADERS.timestamp]: timestamp,
    [SIGNATURE_HEADERS.nonce]: nonce,
    [SIGNATURE_HEADERS.signature]: signature,
  };
  const response = await fetch(`${url}${path}`, { method, headers, ...(method === 'POST' && { body }) });
  return { status: response.status, json: await response.json() };
}

type Actor = CommandRequest['actor'];

/** What the forum's server says of who acts. */
export function actorOf({ sandbox }: Pick<Desk, 'sandbox'>, username: string, own: Partial<Actor> = {}): Actor {
  const id = sandbox.state.users.find((user) => user.username === username)?.id ?? 0;
  const groups = sandbox.state.groups.filter(({ members }) => members.some((member) => member.userId === id));
  return { id, username, groupIds: groups.map((group) => group.id), trustLevel: 1, isStaff: false, hasName: true, ...own };
}

export function press(actor: Actor, line: string, own: Partial<CommandRequest> & { readonly topicId: number }): CommandRequest {
  return { contract: CONTRACT, id: randomUUID(), actor, postId: null, line, at: new Date().toISOString(), ...own };
}

export const pressed = (url: string, request: unknown, own: Signing = {}): Promise<Answered> =>
  send(url, { path: '/plugin/command', body: JSON.stringify(request) }, own);
