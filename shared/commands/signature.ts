import { parseDay } from './dates.js';
import type { ArgumentsOf } from './vocabulary.js';

type SignatureRead =
  | { readonly ok: true; readonly args: ArgumentsOf['official'] }
  | { readonly ok: false; readonly problem: 'unknown_word' | 'missing_argument' | 'unclear_date' };

interface Clause {
  readonly key: 'scope' | 'until';
  readonly value: string;
  readonly isQuoted: boolean;
}

const SCOPE = /^(?:for$|für$|fuer$|scope=|bereich=)/i;
const UNTIL = /^(?:until$|bis$|until=|bis=)/i;
const ENDLESS = /(?:^|[ ,])(?:no end|unbefristet|ohne ende)$/i;

/**
 * OF-01: `for <scope> until <date>` in either order, or `scope="…" until=…`. A quoted scope may hold any word; in a plain one
 * the last "until" begins the date.
 */
export function readSignature(rest: string, { today }: { readonly today: string }): SignatureRead {
  const clauses = clausesOf(rest);
  const scopes = clauses?.filter(({ key }) => key === 'scope') ?? [];
  const untils = clauses?.filter(({ key }) => key === 'until') ?? [];
  if (clauses === null || scopes.length > 1 || untils.length > 1) return { ok: false, problem: 'unknown_word' };
  if (clauses.some(({ value }) => value === '')) return { ok: false, problem: 'missing_argument' };
  const [scope] = scopes;
  const [until] = untils;
  // "official for 12 months" is a time, and "for site A, no end" is both: neither is taken for a scope.
  if (scope && !until && !scope.isQuoted && holdsDay(scope.value, today)) return { ok: false, problem: 'unclear_date' };
  const day = until ? parseDay(until.value, today) : null;
  if (until && day === null) return { ok: false, problem: 'unclear_date' };
  return { ok: true, args: { ...(scope && { scope: scope.value }), ...(day !== null && { until: day }) } };
}

function holdsDay(scope: string, today: string): boolean {
  return ENDLESS.test(scope) || parseDay(scope, today) !== null;
}

/** Null when something stands outside of both clauses. */
function clausesOf(rest: string): readonly Clause[] | null {
  // Blanks inside double quotes do not part.
  const tokens = rest.match(/(?:[^\s"]|"[^"]*")+|"/g) ?? [];
  const lastUntil = tokens.findLastIndex((token) => UNTIL.test(token));
  const clauses: Clause[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at] ?? '';
    const key = SCOPE.test(token) ? 'scope' : UNTIL.test(token) ? 'until' : null;
    if (key === null) return null;
    const first = token.includes('=') ? token.slice(token.indexOf('=') + 1) : null;
    const from = at + 1;
    const quoted = first ?? tokens[from] ?? '';
    if (/^".*",?$/.test(quoted)) {
      clauses.push({ key, value: quoted.replace(/,$/, '').slice(1, -1).trim(), isQuoted: true });
      at = first === null ? from + 1 : from;
      continue;
    }
    const next =
      key === 'until' ? tokens.findIndex((other, index) => index >= from && SCOPE.test(other)) : lastUntil >= from ? lastUntil : -1;
    at = next === -1 ? tokens.length : next;
    clauses.push({ key, value: plainValue([...(first === null ? [] : [first]), ...tokens.slice(from, at)]), isQuoted: false });
  }
  return clauses;
}

function plainValue(tokens: readonly string[]): string {
  return tokens
    .join(' ')
    .trim()
    .replace(/[,?]{1,8}$/, '');
}
