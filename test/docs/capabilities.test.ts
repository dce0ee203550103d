import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { capabilitiesPage, statusOf } from '../../scripts/docs/capabilities.js';
import { parseClauses, problemsOfClauses, type Clause, type Piece } from '../../scripts/docs/clauses.js';
import { parseReference } from '../../scripts/docs/reference-table.js';

const REFERENCE = parseReference(`
## 0. How to read this

### 0.3 What happens

| in the forum | effect |
| --- | --- |
| post edited | clocks unchanged |
| post deleted | never written |

## 1. Set-up (SU)

| id | capability | accepted when | from | stage |
| --- | --- | --- | --- | --- |
| SU-01 | A lead designates a category. More follows | one is there; two is seen and three too | A1 | 1 |
| SU-02 | Limits: 8 MB, 1 MB | each limit has a test | A2 | 1 |
| SU-03 | Follows the topic | one scenario per line | A3 | 1 |
| SU-04 | For later | never mind | A4 | 2 |
`);

const CLAUSES = `
finished: [loop]
rows:
  SU-01:
    - { piece: loop, text: one is there }
    - { piece: loop, text: two is seen }
    - { piece: desk, text: three too }
  SU-02:
    - { piece: later, from: capability, text: 8 MB }
  SU-03:
    - { piece: loop, from: table 0.3, text: post edited }
    - { piece: loop, from: table 0.3, text: post deleted }
`;

function pageOf(titles: readonly string[], clauses = CLAUSES) {
  return capabilitiesPage({ reference: REFERENCE, clauses: parseClauses(clauses), tests: titles.map((title) => ({ file: 'test/a.test.ts', title })) });
}

function lineOf(id: string, titles: readonly string[], clauses = CLAUSES): string {
  const result = pageOf(titles, clauses);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.page.split('\n').find((line) => line.startsWith(`| ${id} |`)) ?? '';
}

function problemsOf(titles: readonly string[], clauses = CLAUSES): readonly string[] {
  const result = pageOf(titles, clauses);
  return result.ok ? [] : result.problems;
}

function clauseOf(name: string, tests: readonly { readonly title: string; readonly onRealForum?: boolean }[]): string | undefined {
  const named = tests.map((test) => ({ file: 'a', ...test }));
  const result = capabilitiesPage({ reference: REFERENCE, clauses: parseClauses(CLAUSES), tests: named });
  return result.ok ? result.page.split('\n').find((line) => line.startsWith(`| ${name} |`)) : undefined;
}

describe('a clause that is met on a real forum', () => {
  const onForum = { title: 'SU-01.1 one is there', onRealForum: true };
  const here = { title: 'shows one (SU-01.1)' };

  it('says so, as long as no test of CI meets it', () => {
    expect(clauseOf('SU-01.1', [onForum])).toMatch(/\| met on a real forum \|$/);
    expect(clauseOf('SU-01.1', [onForum, here])).toMatch(/\| met \|$/);
    expect(clauseOf('SU-01.1', [here, onForum])).toMatch(/\| met \|$/);
  });
});

describe('the status of a row', () => {
  it('reads works when every clause of the finished pieces has a test', () => {
    expect(lineOf('SU-01', ['shows one (SU-01.1)', 'SU-01.2 shows two'])).toBe('| SU-01 | A lead designates a category | works (2 of 3) |');
  });

  it('reads in part, with the missing clauses, when a finished piece owes one', () => {
    expect(lineOf('SU-01', ['SU-01.2 shows two'])).toContain('| in part (1 of 3), missing 1 |');
  });

  it('does not let a clause that lies ahead stand in for one that is due', () => {
    expect(lineOf('SU-01', ['SU-01.2', 'SU-01.3'])).toContain('| in part (2 of 3), missing 1 |');
  });

  it('reads complete when every clause is met, also those ahead', () => {
    expect(lineOf('SU-01', ['SU-01.1 SU-01.2', 'SU-01.3'])).toContain('| complete |');
  });

  it('reads open when no clause belongs to a finished piece', () => {
    expect(lineOf('SU-02', [])).toBe('| SU-02 | Limits: 8 MB, 1 MB | open |');
  });

  it('is never works or complete for an empty set of clauses', () => {
    const nothing: { clauses: readonly Clause[]; finished: ReadonlySet<Piece> } = { clauses: [], finished: new Set<Piece>(['loop']) };

    expect(statusOf({ id: 'SU-01', met: new Set(), ...nothing }).word).toBe('open');
  });

  it('falls back when a further piece is finished and its clause has no test', () => {
    expect(lineOf('SU-01', ['SU-01.1', 'SU-01.2'], CLAUSES.replace('[loop]', '[loop, desk]'))).toContain('in part (2 of 3), missing 3');
  });
});

describe('the names of clauses in tests', () => {
  it.each(['SU-09.1', 'SU-01.4', 'SU-01.0', 'SU-04.1'])('refuses %s, which is no clause', (name) => {
    expect(problemsOf([`does something (${name})`])).toEqual([expect.stringContaining(`names ${name}, which is no clause`)]);
  });

  it('takes a row without a clause number for no name', () => {
    expect(lineOf('SU-01', ['works for SU-01'])).toContain('in part (0 of 3), missing 1, 2');
  });
});

describe('the clauses and the reference', () => {
  it('refuses a row without clauses', () => {
    expect(problemsOf([], CLAUSES.replace(/ {2}SU-02:\n.*\n/, ''))).toEqual(['SU-02 has no clauses']);
  });

  it('refuses clauses of a row that is not of this stage', () => {
    expect(problemsOf([], `${CLAUSES}  SU-04:\n    - { piece: loop, text: never mind }\n`)).toEqual([
      'SU-04 has clauses, but is no row of stage 1, nor listed as early',
    ]);
  });

  it('take a row of a later stage that is listed as early, and mark it', () => {
    const early = `${CLAUSES.replace('rows:', 'early: [SU-04]\nrows:')}  SU-04:\n    - { piece: loop, text: never mind }\n`;

    expect(lineOf('SU-04', ['SU-04.1'], early)).toBe('| SU-04 | For later (stage 2) | complete |');
  });

  it('refuse as early a row of this stage, and an early row without clauses', () => {
    expect(problemsOf([], CLAUSES.replace('rows:', 'early: [SU-01, SU-04]\nrows:'))).toEqual([
      'SU-01 is listed as early, but is no row of a stage after 1',
      'SU-04 has no clauses',
    ]);
  });

  it('refuses a clause that the reference does not say', () => {
    expect(problemsOf([], CLAUSES.replace('two is seen', 'two is heard'))).toEqual(['SU-01.2: the reference does not say "two is heard"']);
  });

  it('refuses a part of the sentence that no clause covers', () => {
    expect(problemsOf([], CLAUSES.replace('    - { piece: desk, text: three too }\n', ''))).toEqual([expect.stringMatching(/^SU-01: no clause for ".*three too"$/)]);
  });

  it('refuses an unknown piece', () => {
    expect(() => parseClauses(CLAUSES.replace('piece: desk', 'piece: someday'))).toThrow(/piece/);
  });

  it('agree for every row of stage 1 and the early ones', () => {
    const reference = parseReference(readFileSync('docs/reference/capabilities.md', 'utf8'));
    const clauses = parseClauses(readFileSync('docs/capabilities/clauses.yaml', 'utf8'));

    expect(problemsOfClauses(clauses, reference, '1')).toEqual([]);
    expect(Object.keys(clauses.rows)).toHaveLength(136 + clauses.early.length);
  });
});

describe('the page', () => {
  it('shows the state of every clause below its room', () => {
    const result = pageOf(['SU-01.1', 'SU-03.1']);

    expect(result).toMatchObject({ ok: true });
    const page = result.ok ? result.page : '';
    expect(page).toContain('## 1. Set-up');
    expect(page).toContain('| SU-01.1 | one is there | loop | met |');
    expect(page).toContain('| SU-01.2 | two is seen | loop | missing |');
    expect(page).toContain('| SU-01.3 | three too | desk | ahead |');
    expect(page).toContain('| SU-03.2 | post deleted | loop | missing |');
    expect(page).toContain('Of 3 rows: complete 0, works 0, in part 2, open 1.');
  });
});
