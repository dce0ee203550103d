import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { updateExpected } from '../../scripts/fixtures/expected-file.js';
import { EXPECTED_FILES, replayExpected } from '../../scripts/fixtures/expected-stories.js';
import { testStore } from '../support/database.js';

const FILE = `# Written by hand.
topics:
  20:
    ticket: true
    state: solved          # closed and reopened
    owner: null            # nobody
    accepted:   # since noon
      - { post: 25, from: '2026-11-22T04:02:09.594Z' }     # hook 0290
      - { post: 27, from: '2026-11-22T04:02:12.069Z' }     # hook 0297
    fr: { start: '2026-11-22T04:01:36Z', end: null, by: 26 }   # Hugo
    posts: [23, 24]   # all of them

  21:
    ticket: false
    why: no post of it is known
texts: {}                  # none
`;
const AS_IT_IS = {
  ticket: true,
  state: 'solved',
  owner: null,
  accepted: [
    { post: 25, from: '2026-11-22T04:02:09.594Z' },
    { post: 27, from: '2026-11-22T04:02:12.069Z' },
  ],
  fr: { start: '2026-11-22T04:01:36Z', end: null, by: 26 },
  posts: [23, 24],
};
const update = (value: object) => updateExpected(FILE, [{ path: ['topics', 20], value: { ...AS_IT_IS, ...value } }]);
const lineOf = (text: string, word: string) =>
  text
    .split('\n')
    .find((line) => line.trim().startsWith(word))
    ?.trim();

describe('an expected file that is derived again', () => {
  it('is the same, byte for byte, when nothing changed', () => {
    expect(update({})).toEqual({ text: FILE, changed: [] });
  });

  it.each([
    ['a value', { state: 'waiting_for_desk' }, 'state: waiting_for_desk          # closed and reopened'],
    ['nothing that becomes a number', { owner: 8 }, 'owner: 8            # nobody'],
    [
      'a part of an object',
      { fr: { ...AS_IT_IS.fr, end: '2026-11-22T04:02:01Z' } },
      `fr: { start: '2026-11-22T04:01:36Z', end: '2026-11-22T04:02:01Z', by: 26 }   # Hugo`,
    ],
    ['a list', { posts: [23] }, 'posts: [23]   # all of them'],
    ['an object that is no more', { fr: null }, 'fr: null   # Hugo'],
  ])('has %s replaced in its place, with its comment', (_what, value, line) => {
    const { text } = update(value);

    expect(lineOf(text, line.split(' ')[0] ?? '')).toBe(line);
    expect(text.split('\n').filter((one, index) => one !== FILE.split('\n')[index])).toHaveLength(1);
    expect((parse(text) as { topics: Record<string, unknown> }).topics['20']).toEqual({ ...AS_IT_IS, ...value });
  });

  it('keeps the comments of the entries that stay in a list', () => {
    const accepted = [...AS_IT_IS.accepted.slice(1), { post: null, from: '2026-11-22T04:02:13.822Z' }];
    const { text, changed } = update({ accepted });

    expect(changed).toEqual(['topics.20.accepted']);
    expect(text).toContain(
      `- { post: 27, from: '2026-11-22T04:02:12.069Z' }     # hook 0297\n      - { post: null, from: '2026-11-22T04:02:13.822Z' }\n    fr:`,
    );
    expect(text).not.toContain('hook 0290');
    expect((parse(text) as { topics: Record<string, unknown> }).topics['20']).toEqual({ ...AS_IT_IS, accepted });
  });

  it('is written anew where a topic becomes a ticket or ceases to be one', () => {
    const becomes = updateExpected(FILE, [{ path: ['topics', 21], value: { ticket: true, posts: [50], fr: null } }]).text;
    const ceases = updateExpected(FILE, [{ path: ['topics', 20], value: { ticket: false } }]).text;

    expect(parse(becomes)).toMatchObject({ topics: { 20: AS_IT_IS, 21: { ticket: true, posts: [50], fr: null } }, texts: {} });
    expect(parse(ceases)).toMatchObject({ topics: { 20: { ticket: false }, 21: { ticket: false } } });
  });

  it('is refused when it has no such place', () => {
    expect(() => updateExpected(FILE, [{ path: ['topics', 99], value: {} }])).toThrow('the file has no topics.99');
  });
});

describe('the expected files of the recorded stories', () => {
  const database = testStore();

  it.each(EXPECTED_FILES.map((expected) => [expected.file, expected] as const))(
    '%s is what a replay gives',
    async (file, expected) => {
      const { text, changed } = await replayExpected(expected, database.store);

      expect(changed).toEqual([]);
      expect(text).toBe(readFileSync(file, 'utf8'));
    },
    120_000,
  );
});
