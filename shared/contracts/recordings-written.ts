import type { Instant } from '../instant.js';

export type RecordedHeaders = ReadonlyArray<readonly [string, string]>;

export interface WrittenDelivery {
  readonly at: Instant;
  readonly path: string;
  readonly headers: RecordedHeaders;
  readonly body: string;
}

export interface WrittenCall {
  readonly name: string;
  readonly at: Instant;
  readonly tookMilliseconds: number;
  readonly request: { readonly method: string; readonly path: string; readonly headers: RecordedHeaders; readonly body: string | null };
  readonly response: { readonly status: number; readonly headers: RecordedHeaders; readonly body: string };
}

/** The text of a file `webhooks/NNNN-<event>.json`. */
export function deliveryText({ at, ...rest }: WrittenDelivery): string {
  return text({ received_at: at, ...rest });
}

/** The text of a file `rest/NNNN-<name>.json`. */
export function callText({ name, at, tookMilliseconds, ...rest }: WrittenCall): string {
  return text({ name, at, took_ms: tookMilliseconds, ...rest });
}

function text(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
