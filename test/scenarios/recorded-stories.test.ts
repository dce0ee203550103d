import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { hashText } from '../../shared/text.js';
import { replay } from '../../service/cli/replay/replay.js';
import type { ReplayResult } from '../../service/cli/replay/report.js';
import { loadReplaySettings } from '../../service/cli/replay/settings.js';
import { loadStory } from '../../service/cli/replay/story.js';
import { rules } from '../../service/features/list.js';
import { testStore } from '../support/database.js';
import { asExpected, confirmedTexts, loadExpected, type ExpectedStory } from '../support/expected-story.js';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const SETTINGS = `${FIXTURES}main.settings.yaml`;
const database = testStore();

async function play(
  story: 'main' | 'burst',
  options: { readAs?: string[]; shuffle?: number; duplicate?: number } = {},
): Promise<ReplayResult> {
  const loaded = loadReplaySettings(SETTINGS, rules.features);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const settings = { ...loaded.settings, readAs: options.readAs ?? [] };
  const loadedStory = loadStory(`${FIXTURES}recordings/stories/${story}.jsonl`, { hook: settings.hook, until: null });
  return replay({
    story: loadedStory,
    settings,
    store: database.store,
    rules,
    forumId: await database.newForum(),
    now: loadedStory.lastAt,
    shuffleSeed: options.shuffle ?? null,
    duplicateRate: options.duplicate ?? 0,
  });
}

function expectStory(result: ReplayResult, expected: ExpectedStory): void {
  for (const [topic, fields] of Object.entries(expected.topics)) {
    const found = asExpected(result, Number(topic));
    // A topic without ticket says why in the file; what is not there cannot be compared further.
    if (fields['ticket'] === false) expect({ topic, ...found }).toEqual({ topic, ticket: false });
    else expect({ topic, ...found }).toEqual({ topic, ...fields });
  }
}

describe('the recorded main story', () => {
  const expected = loadExpected(`${FIXTURES}main.expected.yaml`);
  const readAs = loadExpected(`${FIXTURES}main.read-as.expected.yaml`);

  it('gives every ticket that the hand-written file expects, and no other', async () => {
    const result = await play('main');

    expectStory(result, expected);
    const tickets = Object.entries(expected.topics).filter(([, fields]) => fields['ticket'] === true);
    expect(result.tickets.map((ticket) => String(ticket['topic']))).toEqual(tickets.map(([topic]) => topic));
    expect(result.broken).toEqual([]);
  });

  it('gives the memberships with their ends as first seen missing', async () => {
    const result = await play('main');

    expect(result.memberships).toMatchObject(expected.memberships ?? {});
    expect(result.memberships['41']).toContainEqual({ user: 15, from: '2026-11-22T04:12:32.483Z', to: '2026-11-22T04:12:36.653Z' });
  });

  it('confirms texts by births and reads only, never by the delivery of an edit', async () => {
    const result = await play('main');

    for (const [post, texts] of Object.entries(expected.texts ?? {}))
      expect({ post, texts: confirmedTexts(result, Number(post)) }).toEqual({ post, texts });
    expect(result.facts.filter((fact) => fact['hash'] === hashText('x'))).toEqual([]);
  });

  it.each(['alma_b', 'ella_h'])('differs as expected when the reads of %s count', async (account) => {
    const result = await play('main', { readAs: [account] });

    const changed = readAs[account] as ExpectedStory;
    expectStory(result, changed);
    expectStory(result, { topics: Object.fromEntries(Object.entries(expected.topics).filter(([topic]) => !(topic in changed.topics))) });
  });

  it('confirms the text of post 27 as read, never as refused, when the reads of alma_b count', async () => {
    const result = await play('main', { readAs: ['alma_b'] });

    expect(confirmedTexts(result, 27)).toEqual([
      { version: 1, at: '2026-11-22T04:02:03.357Z', by: 'birth' },
      { version: 6, at: '2026-11-22T04:02:32.633Z', by: 'read' },
    ]);
  });

  it('marks what no read confirmed, and lists it', async () => {
    const result = await play('main');

    const accepted = result.facts.filter((fact) => fact['type'] === 'AnswerFlag' && fact['at'] === '2026-11-22T04:02:09.594Z');
    expect(accepted).toEqual([expect.objectContaining({ post: 25, accepted: true, unconfirmed: true })]);
    expect(result.readsNotAvailable).toEqual(expect.arrayContaining(['topic:20', 'post:27', 'topic:22']));
    expect(result.readsNotAvailable).not.toContain('topic:35');
  });

  it('TR-02.3 gives the same bytes for twenty orders of arrival with repetitions', async () => {
    const plain = JSON.stringify(await play('main'));

    for (let seed = 1; seed <= 20; seed += 1) {
      const shuffled = JSON.stringify(await play('main', { shuffle: seed, duplicate: 0.3 }));
      expect({ seed, isSame: shuffled === plain }).toEqual({ seed, isSame: true });
    }
  }, 240_000);
});

describe('the recorded burst', () => {
  it('gives every ticket that the hand-written file expects, in any order', async () => {
    const result = await play('burst');

    expectStory(result, loadExpected(`${FIXTURES}burst.expected.yaml`));
    const plain = JSON.stringify(result);
    for (let seed = 1; seed <= 20; seed += 1)
      expect(JSON.stringify(await play('burst', { shuffle: seed, duplicate: 0.5 })) === plain).toBe(true);
  }, 120_000);
});
