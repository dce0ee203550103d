import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { recordedStory } from '../../service/cli/record/recording.js';
import { replay } from '../../service/cli/replay/replay.js';
import { loadReplaySettings } from '../../service/cli/replay/settings.js';
import { loadStory } from '../../service/cli/replay/story.js';
import { rules } from '../../service/features/list.js';
import { testStore } from '../support/database.js';
import { asExpectedDesk, loadExpectedDesk } from '../support/expected-desk-story.js';

const FOLDER = fileURLToPath(new URL('../fixtures/sandbox-recordings/', import.meta.url));
const database = testStore();

describe('a story of the desk, recorded in the sandbox', () => {
  // A replay shows what is held true; what people see of it (labels, links, messages) is proved elsewhere.
  it.each([
    ['desk-sign'],
    ['desk-silence: ES-06.1 at the exact instant, ES-07.1 accepted by a member of the group, CL-05.1 in spite of "Same here."'],
    ['desk-private'],
    ['desk-sign-again'],
    ['desk-faq: FA-01.3 a second promotion makes no second draft and no second article'],
  ])('comes to what somebody read from the recording: %s', async (told) => {
    const name = told.replace(/:.*/, '');
    const files = recordedStory(`${FOLDER}${name}`);
    const loaded = loadReplaySettings(files?.settings ?? '', rules.features);
    if (!files || !loaded.ok) throw new Error(`${name} is no recorded story`);
    const { settings } = loaded;
    const story = loadStory(files.story, { hook: settings.hook, until: null });
    const options = {
      story,
      settings,
      store: database.store,
      rules,
      forumId: name,
      now: story.lastAt,
      shuffleSeed: null,
      duplicateRate: 0,
    };

    const result = await replay(options);

    expect(result.broken).toEqual([]);
    const { topics } = loadExpectedDesk(`${FOLDER}${name}.expected.yaml`);
    for (const [topic, { why: _why, ...fields }] of Object.entries(topics))
      expect({ topic, ...asExpectedDesk(result, Number(topic)) }).toEqual({ topic, ...fields });
    const tickets = Object.entries(topics).filter(([, { ticket }]) => ticket === true);
    expect(result.tickets.map((ticket) => String(ticket['topic']))).toEqual(tickets.map(([topic]) => topic));
  });
});
