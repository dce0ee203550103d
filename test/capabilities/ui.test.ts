import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDiscourseForum } from '../../service/adapters/discourse/discourse-forum.js';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { parseCommunities, problemsText } from '../../service/config/communities.js';
import { messages as frame } from '../../service/engine/messages.js';
import { rules } from '../../service/features/list.js';
import type { Forum } from '../../service/ports/forum.js';
import type { Store } from '../../service/ports/store.js';
import { markerIn, withoutMarker } from '../../shared/marker.js';
import { LOCALES } from '../../shared/words.js';
import { bothCommunities, DESK_MILLISECONDS, startDesk, type Desk } from '../support/desk.js';
import { defaultWordsIn, NONSENSE } from '../support/nonsense-words.js';

const SERVICE = fileURLToPath(new URL('../../service', import.meta.url));
/** Speaks of the settings file, to who may edit a category of the forum: in the words of that file. */
const FOR_ADMINS = ['inbox/messages.ts'];
const MARKED = ", words: { desk: '<b>Desk*', experts: '[all](evil)' }";

interface Outgoing {
  readonly call: string;
  readonly text: string;
  /** Rows of effects that were in flight with this text when the call was made. */
  readonly rows: readonly string[];
}

const outgoing: Outgoing[] = [];
let desk: Desk;

beforeAll(async () => {
  desk = await startDesk({
    around: recording,
    communities: (category) => bothCommunities(category, MARKED),
  });
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

/** Every call that carries a text out, with the rows that stand for it at that moment. */
function recording(forum: Forum, store: Store): Forum {
  const keep = async (call: string, text: string): Promise<void> => {
    const inFlight = await store.effects('desk', { states: ['in_flight'] });
    const rows = inFlight.filter(({ value }) => JSON.stringify(value).includes(JSON.stringify(withoutMarker(text)).slice(1, -1)));
    outgoing.push({ call, text, rows: rows.map(({ key }) => key) });
  };
  return {
    ...forum,
    createPost: async (post) => {
      await keep('createPost', post.raw);
      return forum.createPost(post);
    },
    editPost: async (post) => {
      await keep('editPost', post.raw);
      return forum.editPost(post);
    },
    createMessage: async (message) => {
      await keep('createMessage', message.raw);
      return forum.createMessage(message);
    },
    setNotice: async (post, notice) => {
      await keep('setNotice', notice);
      return forum.setNotice(post, notice);
    },
  };
}

describe('the status post', () => {
  it('UI-34.1 is one per ticket, however much happens, and moves no topic to the top', async () => {
    const topic = await desk.ask('The key does not turn in the lock');
    const bumpedAt = (): string | undefined => desk.sandbox.state.topics.find(({ id }) => id === topic)?.bumpedAt;
    const asked = desk.sandbox.state.posts.find((post) => post.topicId === topic)?.createdAt;
    const afterStatus = bumpedAt();
    const replies = ['timo', 'ute'].map((name) => desk.sandbox.as(name).reply(topic, `A drop of oil helps, says ${name}.`));
    await desk.quiet();
    const afterEdits = bumpedAt();
    desk.sandbox.as('paula').accept(replies[1]?.id ?? 0);
    await desk.quiet();

    expect(desk.statusPosts(topic)).toHaveLength(1);
    expect(desk.statusPost(topic).revisions.length).toBeGreaterThan(0);
    expect(afterStatus).toBe(asked);
    expect(afterEdits).toBe(replies[1]?.createdAt);
  });

  it('UI-34.1 is sent without bump and is not tracked by the bot', async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      request.on('data', (part: Buffer) => bodies.push(part.toString()));
      request.on('end', () => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ action: 'create_post', success: true, post: { id: 5, topic_id: 20 } }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const forum = createDiscourseForum({ url, apiKey: 'k', apiUsername: 'bot', clock: systemClock, id: 'own' });
    await forum.createPost({ topicId: 20, raw: 'Status', quiet: true }).catch(() => undefined);
    await new Promise((resolve) => server.close(resolve));

    expect(bodies).toHaveLength(1);
    expect(
      decodeURIComponent(bodies[0] ?? '')
        .replace(/["{} ]/g, '')
        .replaceAll(':', '='),
    ).toMatch(/no_bump=true/);
    expect(
      decodeURIComponent(bodies[0] ?? '')
        .replace(/["{} ]/g, '')
        .replaceAll(':', '='),
    ).toMatch(/auto_track=false/);
  });

  it('UI-42.1 no text goes out without its row in the record', async () => {
    const from = outgoing.length;
    const topic = await desk.ask('The drain in the bath is slow');
    desk.sandbox.as('ute').reply(topic, 'Pour hot water into it, then call me if it stays so.');
    await desk.quiet();
    const sent = outgoing.slice(from);

    expect(sent.map(({ call }) => call)).toEqual(['createPost', 'editPost']);
    expect(sent.filter(({ text }) => markerIn(text) === null)).toEqual([]);
    for (const { rows } of sent) expect(rows).toEqual([`status:ticket:${topic}`]);
    const acts = await desk.store.acts('desk', topic);
    expect(acts.filter(({ outcome }) => outcome === 'done').map(({ key }) => key)).toEqual(sent.flatMap(({ rows }) => rows));
  });
});

describe('words of a community', () => {
  it.each(LOCALES)('UI-50.2 are the only nouns of what frames the status post (%s)', (locale) => {
    const { statusTitle, howToStop } = frame[locale];
    const said = [statusTitle(NONSENSE, 'HD-20'), howToStop(NONSENSE)];

    expect(said.join(' ')).toContain(NONSENSE.desk);
    expect(said.flatMap(defaultWordsIn)).toEqual([]);
  });

  it('UI-50.2 are tried with nonsense words in every file that holds sentences for people', () => {
    const files = readdirSync(SERVICE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('messages.ts'));
    const forMembers = files.filter((file) => !FOR_ADMINS.includes(file));

    expect(forMembers.sort()).toEqual([
      ...['engine/answer-messages.ts', 'engine/messages.ts', 'features/clocks/messages.ts'],
      ...['features/escalation/ladder/messages.ts', 'features/escalation/messages.ts', 'features/faq/messages.ts'],
      ...['features/official/messages.ts', 'features/together/account-messages.ts', 'features/together/shown-messages.ts'],
      'features/triage/messages.ts',
    ]);
  });

  it('UI-50.2 leave no default noun in a status post that is written with nonsense words', async () => {
    const words = Object.entries(NONSENSE).map(([name, word]) => `${name}: ${word}`);
    await desk.apply(bothCommunities(desk.category, `, words: { ${words.join(', ')} }`));
    const topic = await desk.ask('The tile in the kitchen is loose', { tags: ['policy'] });
    desk.sandbox.as('timo').reply(topic, 'Glue holds it for a while.');
    await desk.quiet();
    const { raw } = desk.statusPost(topic);
    await desk.apply(bothCommunities(desk.category, MARKED));
    await desk.quiet();

    expect(raw).toContain('Knurps');
    expect(raw).toContain('Glimpfzung');
    expect(defaultWordsIn(raw)).toEqual([]);
  });

  it('UI-50.3 show markup in a word instead of carrying it out', async () => {
    const topic = await desk.ask('The bin for paper is full', { tags: ['incident'] });
    const { raw } = desk.statusPost(topic);
    const page = await (await fetch(`${desk.url}/tickets/${topic}`)).text();

    expect(raw).toContain('&#60;b&#62;Desk&#42;');
    expect(raw).toContain('&#91;all&#93;');
    expect(raw).not.toMatch(/<b>|\[all\]/i);
    expect(page).not.toContain('<b>Desk');
  });

  it.each([
    'desk',
    'expert',
    'experts',
    'asker',
    'member',
    'members',
    'facilitator',
    'facilitators',
    'community',
    'officialAnswer',
    'question',
  ])('UI-50.4 refuse a word for %s of more than 30 characters', (name) => {
    const file = (length: number): string => `communities:\n  - { category: 5, words: { ${name}: ${'x'.repeat(length)} } }\n`;
    const long = parseCommunities(file(31), rules.features);

    expect(parseCommunities(file(30), rules.features).ok).toBe(true);
    expect(long.ok ? '' : problemsText('settings.yaml', long.problems)).toContain('a word has at most 30 characters');
  });
});
