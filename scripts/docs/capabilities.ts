import { PIECES, problemsOfClauses, rowsDue, type Clause, type ClauseFile, type Piece } from './clauses.js';
import type { CapabilityReference } from './reference-table.js';

export interface NamedTest {
  readonly file: string;
  readonly title: string;
  /** It runs in the forum's own test runner, not in CI. */
  readonly onRealForum?: boolean;
}

/** By name of a clause: whether a test of CI meets it, or only one on a real forum. */
type Met = ReadonlyMap<string, 'met' | 'met on a real forum'>;

export interface CapabilitySources {
  readonly reference: CapabilityReference;
  readonly clauses: ClauseFile;
  readonly tests: readonly NamedTest[];
}

export type CapabilityPage = { readonly ok: true; readonly page: string } | { readonly ok: false; readonly problems: readonly string[] };

export interface Status {
  readonly word: 'complete' | 'works' | 'in part' | 'open';
  readonly met: number;
  readonly of: number;
  /** Numbers of the clauses that a finished piece owes. */
  readonly missing: readonly number[];
}

const STAGE = '1';
const CLAUSE_NAME = /\b([A-Z]{2}-\d{2})\.(\d+)\b/g;
const SHORT = 110;

const INTRODUCTION = `# Capabilities

Made by \`npm run docs\` from [the reference](reference/capabilities.md), [the clauses](capabilities/clauses.yaml) and the titles of the tests.
One line per capability of stage 1, and of those of later stages that are built early (marked). A clause is a part of "accepted when"
that can be tested alone; it is met when a test has its name
(\`PR-01.2\`: second clause of PR-01) in its title. Tests that need a real forum run where somebody has one
([how](../plugin/spec/README.md)), not in CI: what only they meet says so. Each clause names the piece of work that can first meet it.

| status | meaning |
| --- | --- |
| \`complete\` | every clause is met |
| \`works (n of m)\` | every clause of the finished pieces is met; n of all m clauses |
| \`in part (n of m)\` | a finished piece still owes the clauses that are named |
| \`open\` | all its clauses lie ahead |
`;

/** The page, or everything that is wrong with its sources. */
export function capabilitiesPage({ reference, clauses, tests }: CapabilitySources): CapabilityPage {
  const { met, unknown } = clausesOfTests(clauses, tests);
  const problems = [...problemsOfClauses(clauses, reference, STAGE), ...unknown];
  if (problems.length > 0) return { ok: false, problems };
  const finished = new Set(clauses.finished);
  const rows = rowsDue(clauses, reference, STAGE).map((row) => {
    const parts = clauses.rows[row.id] ?? [];
    return { ...row, parts, status: statusOf({ id: row.id, clauses: parts, met, finished }) };
  });
  const rooms = [...reference.rooms].flatMap(([letters, title]) => {
    const inRoom = rows.filter((row) => row.id.startsWith(`${letters}-`));
    return inRoom.length === 0 ? [] : [`## ${title}`, '', ...statusTable(inRoom), '', ...clauseTable(inRoom, { met, finished }), ''];
  });
  return { ok: true, page: [INTRODUCTION, summary(rows, clauses.finished), '', ...rooms].join('\n') };
}

export function statusOf(row: { id: string; clauses: readonly Clause[]; met: Pick<Met, 'has'>; finished: ReadonlySet<Piece> }): Status {
  const numbered = row.clauses.map((clause, index) => ({ number: index + 1, isDue: row.finished.has(clause.piece), isMet: row.met.has(`${row.id}.${index + 1}`) }));
  const met = numbered.filter((clause) => clause.isMet).length;
  const of = numbered.length;
  const due = numbered.filter((clause) => clause.isDue);
  const missing = due.filter((clause) => !clause.isMet).map((clause) => clause.number);
  if (due.length === 0) return { word: 'open', met, of, missing };
  if (missing.length > 0) return { word: 'in part', met, of, missing };
  return { word: met === of ? 'complete' : 'works', met, of, missing };
}

/** The clauses that tests name, and names that no clause has. */
function clausesOfTests(file: ClauseFile, tests: readonly NamedTest[]): { met: Met; unknown: string[] } {
  const met = new Map<string, 'met' | 'met on a real forum'>();
  const unknown: string[] = [];
  for (const { file: path, title, onRealForum = false } of tests) {
    for (const [name, id = '', number = ''] of title.matchAll(CLAUSE_NAME)) {
      const clause = `${id}.${Number(number)}`;
      if (file.rows[id]?.[Number(number) - 1]) met.set(clause, onRealForum && met.get(clause) !== 'met' ? 'met on a real forum' : 'met');
      else unknown.push(`${path}: "${title}" names ${name}, which is no clause`);
    }
  }
  return { met, unknown };
}

interface ShownRow {
  readonly id: string;
  readonly capability: string;
  readonly stage: string;
  readonly parts: readonly Clause[];
  readonly status: Status;
}

function statusTable(rows: readonly ShownRow[]): string[] {
  return ['| id | capability | status |', '| --- | --- | --- |', ...rows.map((row) => `| ${row.id} | ${shorten(row.capability)}${stageMark(row)} | ${statusText(row.status)} |`)];
}

function stageMark({ stage }: ShownRow): string {
  return stage === STAGE ? '' : ` (stage ${stage})`;
}

function statusText({ word, met, of, missing }: Status): string {
  if (word === 'complete' || word === 'open') return word;
  return `${word} (${met} of ${of})${missing.length > 0 ? `, missing ${missing.join(', ')}` : ''}`;
}

function clauseTable(rows: readonly ShownRow[], { met, finished }: { met: Met; finished: ReadonlySet<Piece> }): string[] {
  const lines = rows.flatMap(({ id, parts }) =>
    parts.map(({ piece, text }, index) => {
      const name = `${id}.${index + 1}`;
      const state = met.get(name) ?? (finished.has(piece) ? 'missing' : 'ahead');
      return `| ${name} | ${text} | ${piece} | ${state} |`;
    }),
  );
  return ['<details><summary>Clauses</summary>', '', '| clause | accepted when | piece | state |', '| --- | --- | --- | --- |', ...lines, '', '</details>'];
}

function summary(rows: readonly ShownRow[], finished: readonly Piece[]): string {
  const count = (word: Status['word']): string => `${word} ${rows.filter((row) => row.status.word === word).length}`;
  const counts = (['complete', 'works', 'in part', 'open'] as const).map(count).join(', ');
  const ahead = PIECES.filter((piece) => !finished.includes(piece));
  return `Finished pieces: ${finished.join(', ') || 'none'}. Ahead: ${ahead.join(', ')}. Of ${rows.length} rows: ${counts}.`;
}

/** What the row is about: its first sentence, cut at a word. */
function shorten(capability: string): string {
  const sentence = /^.*?[.;](?= )/.exec(capability)?.[0].slice(0, -1) ?? capability;
  if (sentence.length <= SHORT) return closeQuotes(sentence);
  return closeQuotes(`${sentence.slice(0, SHORT).replace(/\s+\S*$/, '')} …`);
}

/** A cut must not leave a code mark open: the rest of the table would be read as code. */
function closeQuotes(text: string): string {
  return text.split('`').length % 2 === 0 ? `${text}\`` : text;
}
