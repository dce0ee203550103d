import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { vectorsCommand } from '../../service/cli/vectors/vectors-command.js';

const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
const BERLIN = { tz: 'Europe/Berlin', hours: { mon: [['09:00', '17:00']] } };
const case1 = { id: 'A', calendar: BERLIN, start: '2025-06-02T08:00:00Z', minutes: 60, expectedDue: '2025-06-02T09:00:00Z' };
const scenarios = JSON.parse(readFileSync('docs/vectors/sla-scenarios.json', 'utf8')) as Array<Record<string, unknown>>;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function given(content: unknown): string {
  const file = join(folder, 'cases.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('hybrid-desk vectors', () => {
  it('says of each case what is expected and what came out, and counts them', () => {
    const { code, text } = vectorsCommand(given([case1, { ...case1, id: 'B', expectedDue: '2025-06-02T09:00:01Z' }]));

    expect(text.split('\n')).toEqual([
      'ok      A: expected 2025-06-02T09:00:00Z | got 2025-06-02T09:00:00Z',
      'DIFFERS B: expected 2025-06-02T09:00:01Z | got 2025-06-02T09:00:00Z',
      '1 passed, 1 failed',
    ]);
    expect(code).toBe(1);
  });

  it('ends with 0 when all pass, and says the same as JSON', () => {
    const { code, json } = vectorsCommand(given([case1]));

    expect(code).toBe(0);
    expect(json).toEqual({
      passed: 1,
      failed: 0,
      cases: [{ id: 'A', expected: '2025-06-02T09:00:00Z', got: '2025-06-02T09:00:00Z', ok: true }],
    });
  });

  it('knows of no due while a pause lasts, and of none when a special date is the only opening and over', () => {
    const paused = { ...case1, pauses: [['2025-06-02T08:30:00Z', null]], expectedDue: null };
    const once = {
      ...case1,
      id: 'B',
      calendar: { tz: 'UTC', hours: {}, dateHours: { '2025-06-01': [['09:00', '10:00']] } },
      expectedDue: 'no_working_time',
    };

    expect(vectorsCommand(given([paused, once])).text).toContain('2 passed, 0 failed');
  });

  it('fails a case whose calendar is refused, with the reason', () => {
    const { code, text } = vectorsCommand(given([{ ...case1, calendar: { ...BERLIN, tz: 'Europe/Berlinn' } }]));

    expect(text).toContain('got calendar refused: "Europe/Berlinn" is no time zone');
    expect(code).toBe(1);
  });

  it('compares of a scenario what is expected, and says which clock differs', () => {
    const [first] = scenarios;
    const [row] = first?.['expect'] as Array<Record<string, unknown>>;
    const wrong = { ...first, id: 'X', expect: [{ ...row, elapsedSeconds: 9001 }] };

    const { code, text } = vectorsCommand(given([first, wrong]));

    expect(text).toMatch(/^ok +SC-01: .*\nDIFFERS X: .* elapsedSeconds 9001, .* got .* elapsedSeconds 9000, .*\n1 passed, 1 failed$/);
    expect(code).toBe(1);
  });

  it('counts as failed what comes to nothing, since of its events none is known', () => {
    const { code, text } = vectorsCommand(given([{ ...scenarios[0], events: [{ at: '2025-06-02T07:30:00Z', type: 'sang' }] }]));

    expect(text).toContain('got metric fr, cycle 1, dueAt null');
    expect(text).toContain('0 passed, 1 failed');
    expect(code).toBe(1);
  });

  it.each([
    ['{ "id": "A" ', 'is no JSON'],
    [{}, 'it is no list of cases'],
    [[], 'it is no list of cases'],
    [[case1, { id: 'B' }], 'case 2: it is of an unknown form'],
    [['A'], 'case 1: it is of an unknown form'],
    [[{ ...case1, expectedDue: 'soon' }], 'case 1: expectedDue'],
    [[{ ...case1, minutes: 0 }], 'case 1: minutes'],
  ])('refuses %j: %s', (content, problem) => {
    const { code, text } = vectorsCommand(given(content));

    expect(text).toContain(problem);
    expect(code).toBe(2);
  });

  it('refuses a file that is not there', () => {
    const { code, text } = vectorsCommand(join(folder, 'nothing.json'));

    expect(text).toContain('nothing.json cannot be read');
    expect(code).toBe(2);
  });
});
