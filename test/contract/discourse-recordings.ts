import { readdirSync, readFileSync } from 'node:fs';

/** The recorded exchanges of a running forum (see `test/fixtures/recordings/README.md`). */
const FOLDER = new URL('../fixtures/recordings/', import.meta.url);

export interface RecordedDelivery {
  readonly file: string;
  readonly event: string;
  readonly hook: string;
  readonly isSigned: boolean;
  readonly json: unknown;
  readonly body: string;
}

export interface RecordedCall {
  readonly number: string;
  readonly request: { readonly method: string; readonly path: string; readonly body: string | null };
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };
}

interface Exchange {
  readonly path: string;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: string;
  readonly request: { readonly method: string; readonly path: string; readonly body: string | null };
  readonly response: { readonly status: number; readonly headers: ReadonlyArray<readonly [string, string]>; readonly body: string | null };
}

export function recordedDeliveries(): readonly RecordedDelivery[] {
  return DELIVERIES;
}

function readDeliveries(): readonly RecordedDelivery[] {
  return readdirSync(new URL('webhooks/', FOLDER)).map((file) => {
    const { path, headers, body } = exchange(`webhooks/${file}`);
    const header = (name: string) => headers.find(([one]) => one === name)?.[1];
    const json: unknown = JSON.parse(body);
    return {
      file,
      event: header('X-Discourse-Event') ?? '',
      hook: path,
      isSigned: header('X-Discourse-Event-Signature') !== undefined,
      json,
      body,
    };
  });
}

export function recordedDelivery(number: string): RecordedDelivery {
  const found = DELIVERIES.find(({ file }) => file.startsWith(`${number}-`));
  if (!found) throw new Error(`no recorded delivery ${number}`);
  return found;
}

/** Headers of one connection, which a replay has of its own. */
const OF_THE_CONNECTION = /^(?:transfer-encoding|content-length|connection|set-cookie|content-encoding)$/i;

export function recordedCalls(): readonly RecordedCall[] {
  return [...CALLS.values()];
}

function readCalls(): readonly RecordedCall[] {
  return readdirSync(new URL('rest/', FOLDER)).map((file) => {
    const { request, response } = exchange(`rest/${file}`);
    const headers = Object.fromEntries(response.headers.filter(([name]) => !OF_THE_CONNECTION.test(name)));
    return { number: file.slice(0, 4), request, response: { status: response.status, headers, body: response.body ?? '' } };
  });
}

const DELIVERIES = readDeliveries();
const CALLS = new Map(readCalls().map((call) => [call.number, call]));

export function recordedCall(number: string): RecordedCall {
  const found = CALLS.get(number);
  if (!found) throw new Error(`no recorded call ${number}`);
  return found;
}

export function recordedJson(number: string): Record<string, unknown> {
  return JSON.parse(recordedCall(number).response.body) as Record<string, unknown>;
}

function exchange(path: string): Exchange {
  return JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8')) as Exchange;
}
