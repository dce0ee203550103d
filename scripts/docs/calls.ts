import { code, GENERATED, table } from './markdown.js';

/** What the page tells of a call to the forum. */
export interface DocumentedCall {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly sends: readonly string[];
  readonly refusals: ReadonlyArray<{ readonly status: number; readonly kind: string; readonly code?: string }>;
}

/** Every call that the service makes to a forum. */
export function callsPage(calls: readonly DocumentedCall[]): string {
  return [
    GENERATED,
    '# Calls to the forum',
    'Everything that the service asks of the forum or changes in it. It makes no other call. Any call may also be answered with 429, 5xx, or the refusal of the key.',
    table(
      ['call', 'request', 'parameters', 'refusals that we know'],
      calls.map((call) => [call.name, code(`${call.method} ${call.path}`), call.sends.map(code).join(', '), refusalText(call)]),
    ),
    '',
  ].join('\n\n').trimEnd() + '\n';
}

const KINDS: Readonly<Record<string, string>> = { missing: 'gone or not ours to see', unauthorised: 'key or name refused', refused: 'refused' };

function refusalText({ refusals }: DocumentedCall): string {
  return refusals.map(({ status, kind, code: reason }) => `${status} ${reason?.replaceAll('_', ' ') ?? KINDS[kind] ?? kind}`).join(', ');
}
