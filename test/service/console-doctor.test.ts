import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '../../service/adapters/prisma/rows.js';
import { fillInSettings } from '../../service/assembly/fill-in-settings.js';
import { pluginLine } from '../../service/console/plugin-line.js';
import { rules } from '../../service/features/list.js';
import type { PingAnswer } from '../../shared/contracts/plugin/requests.js';
import type { EffectState, NewEffect, TicketResult } from '../../service/ports/store.js';
import {
  CANARIES,
  NOW,
  PRIVATE,
  PUBLIC,
  learnPrivate,
  openConsoleForum,
  postOf,
  topicOf,
  type ConsoleForum,
} from '../support/console-forum.js';
import { testStore } from '../support/database.js';

const opened = testStore();
let forum: ConsoleForum;

beforeEach(async () => {
  forum = await openConsoleForum(opened.store, await opened.newForum(), { sweepMinutes: 61.5 });
});

afterEach(() => forum.server.close());

async function saveTicket(topicId: number, part: Partial<TicketResult>): Promise<void> {
  const ticket = await opened.store.ticket(forum.forumId, topicId);
  const result = { ticket, rows: [], effects: { add: [], cancel: [], overrule: [] }, needs: [], errors: [], ...part };
  await opened.store.withTicket(forum.forumId, topicId, (transaction) => transaction.save(result, NOW));
}

function effectIn(state: EffectState, revision: number): NewEffect {
  return {
    key: 'notice:post:100',
    revision,
    kind: 'notice',
    value: { text: CANARIES[0] },
    valueHash: state,
    because: 'it is so',
    state,
    reason: `because of ${state}`,
    priority: 3,
    notBefore: NOW,
    notAfter: null,
    postId: null,
    forumTopicId: null,
  };
}

describe('the doctor', () => {
  it('says so when nothing is wrong, and how long the sweep takes', async () => {
    const { status, text } = await forum.page('/doctor');

    expect(status).toBe(200);
    expect(text).toContain('Nothing is wrong as far as the service knows.');
    expect(text).toContain('The sweep comes round every 62 minutes at present.');
  });

  it('says how far the clock of the forum is off, and what waits for it', async () => {
    const opening = { forumClock: () => ({ level: 'red', seconds: -90.4 }) as const };
    const off = await openConsoleForum(opened.store, await opened.newForum(), opening);

    const { text } = await off.page('/doctor');

    await off.server.close();
    expect(text).toContain('The forum&#39;s clock is 90 seconds ahead of ours.'.replace('&#39;', "'"));
    expect(text).toContain('1 thing needs a look.');
  });

  it('lists deliveries that could not be read', async () => {
    const row = {
      forumId: forum.forumId,
      hook: 'main',
      eventId: '5',
      event: 'post_created',
      bodyHash: 'b',
      body: `{"raw":"${CANARIES[0]}"}`,
      receivedAt: NOW,
    };
    await opened.store.storeDeliveries([row]);
    const [stored] = await opened.store.waitingDeliveries(forum.forumId, 1);
    const cause = { type: 'delivery', id: stored?.id ?? 0, state: 'broken', note: 'post.id is no number' } as const;
    await opened.store.learn(forum.forumId, { facts: [], texts: [], labels: [], needs: [], confirmations: [], cause });

    const { text } = await forum.page('/doctor');

    expect(text).toContain('Deliveries that could not be read: 1');
    expect(text).toMatch(/\(post_created\), .*: post\.id is no number/);
    expect(text).not.toContain(CANARIES[0]);
  });

  it('lists refused, given up, lost and enqueued effects, and no others', async () => {
    await forum.learn(topicOf(), [postOf()]);
    const add = (['refused', 'dead', 'lost', 'enqueued', 'done', 'cancelled'] as const).map(effectIn);
    await saveTicket(PUBLIC, { effects: { add, cancel: [], overrule: [] } });

    const { text } = await forum.page('/doctor');

    for (const state of ['refused', 'dead', 'lost', 'enqueued']) expect(text).toContain(`because of ${state}`);
    expect(text).toContain('Effects that did not come about: 4');
    expect(text).not.toContain(CANARIES[0]);
  });

  it('lists what the bot may not read', async () => {
    await forum.learn(topicOf(), [postOf()]);
    const learnt = { at: '2026-11-03T11:00:00.000Z', learntAt: '2026-11-03T11:00:00.000Z', source: 'read:topic:20', unconfirmed: false };
    const fact = { ...learnt, key: 'topic:20/Unreadable/x/y', thing: 'topic:20', body: { type: 'Unreadable', thing: 'topic:20' } } as const;
    await opened.store.learn(forum.forumId, {
      facts: [fact],
      texts: [],
      labels: [],
      needs: [],
      confirmations: [],
      cause: { type: 'none' },
    });
    const row = await opened.store.ticket(forum.forumId, PUBLIC);
    if (row) await saveTicket(PUBLIC, { ticket: { ...row, isPrivate: true } });

    const { text } = await forum.page('/doctor');

    expect(text).toMatch(/Topics that the bot may not read: 1<\/h2>.*<a href="\/tickets\/20">HD-20<\/a>/);
  });

  it('lists reads that failed', async () => {
    await opened.store.addNeeds(forum.forumId, [{ thing: 'topic:77', why: 'bell', by: NOW }]);
    await opened.store.postponeNeed(forum.forumId, 'topic:77', '2026-11-03T13:00:00.000Z');

    const { text } = await forum.page('/doctor');

    expect(text).toContain('topic 77: tried 1 time');
  });

  it('lists features that failed, with what they said only where the ticket is public', async () => {
    await forum.learn(topicOf(), [postOf()]);
    await learnPrivate(forum);
    await saveTicket(PUBLIC, { errors: [{ feature: 'clocks', message: 'no calendar' }] });
    await saveTicket(PRIVATE, { errors: [{ feature: 'triage', message: `cannot read ${CANARIES[1]}` }] });

    const { text } = await forum.page('/doctor');
    const page = await forum.page(`/tickets/${PRIVATE}`);

    expect(text).toContain('clocks: no calendar');
    expect(text).toContain('triage: what it said is not shown for a private ticket');
    expect(page.text).toContain('The feature triage failed on this ticket');
    for (const canary of CANARIES) expect(text + page.text).not.toContain(canary);
  });

  it('lists no note of a ticket that could not be derived once it is derived again', async () => {
    await forum.learn(topicOf(), [postOf()]);
    const note = (at: string, text: string) =>
      opened.store.note(forum.forumId, { kind: 'ticket-not-derived', thing: `topic:${PUBLIC}`, text, at });
    await note('2026-11-03T10:00:00.000Z', 'it was over');
    await note('2026-11-04T10:00:00.000Z', 'it lasts');

    const { text } = await forum.page('/doctor');

    expect(text).toContain('it lasts');
    expect(text).not.toContain('it was over');
  });

  it('lists notes, newest first, with markup as text', async () => {
    await opened.store.note(forum.forumId, {
      kind: 'settings',
      thing: 'housing',
      text: 'refused <script>',
      at: '2026-11-03T10:00:00.000Z',
    });
    await opened.store.note(forum.forumId, { kind: 'clock', thing: 'forum', text: 'six seconds apart', at: NOW });

    const { text } = await forum.page('/doctor');

    expect(text.indexOf('six seconds apart')).toBeLessThan(text.indexOf('refused &lt;script>'));
  });
});

describe('settings that an older program stored', () => {
  const fillIn = () => fillInSettings({ store: opened.store, forumId: forum.forumId, features: rules.features, clock: { now: () => NOW } });
  const clocksOf = async (): Promise<readonly unknown[]> =>
    (await opened.store.settings(forum.forumId)).map(({ settings }) => settings?.features['clocks']?.settings);
  const failuresOf = async (): Promise<string[]> => {
    await forum.learn(topicOf(), [postOf()]);
    return (await opened.store.featureErrors(forum.forumId)).map(({ feature }) => feature);
  };

  it('get what they lack at the start, in place, and their tickets are derived again', async () => {
    const before = await opened.store.settings(forum.forumId);
    await opened.database.run(sql`
      update settings_version set settings = settings #- '{features,clocks,settings,ladder}' #- '{features,clocks,settings,policies}'
      where forum_id = ${forum.forumId}`);
    expect(await failuresOf()).toEqual(['clocks']);

    await fillIn();

    expect(await opened.store.settings(forum.forumId)).toEqual(before);
    expect(await opened.store.dirtyTopics(forum.forumId, 9)).toEqual([PUBLIC]);
    expect(await failuresOf()).toEqual([]);
    expect((await opened.store.rows(forum.forumId, PUBLIC)).filter(({ projection }) => projection === 'clock')).not.toEqual([]);
    expect(await opened.store.notes(forum.forumId)).toEqual([]);
  });

  it('mark nothing when they lack nothing', async () => {
    await forum.learn(topicOf(), [postOf()]);

    await fillIn();

    expect(await opened.store.dirtyTopics(forum.forumId, 9)).toEqual([]);
  });

  it('stay as they are when they can no longer be read: their feature stands still, and the doctor says what to do', async () => {
    const [first] = await opened.store.settings(forum.forumId);
    await opened.database.run(sql`
      update settings_version set settings = jsonb_set(settings, '{features,clocks,settings}', '{"calendar": "gone", "targets": {}}')
      where forum_id = ${forum.forumId}`);

    await fillIn();

    expect(await clocksOf()).toEqual([{ calendar: 'gone', targets: {} }]);
    expect(await failuresOf()).toEqual(['clocks']);
    expect((await opened.store.settings(forum.forumId))[0]?.settings?.features['triage']).toEqual(first?.settings?.features['triage']);
    const { text } = await forum.page('/doctor');
    expect(text).toContain('clocks does not run where version 1 of housing is in force: calendar: ');
    expect(text).toContain('hybrid-desk communities apply');
  });
});

describe('what the doctor says of the plugin', () => {
  it('gives what is red there in the words that the forum says it with', () => {
    const ping: PingAnswer = {
      ...{ contract: 1, plugin: '0.1.0', forum: '2026.10.0', site: 'https://forum.example.org', at: NOW, abilities: [], configs: {} },
      bot: { id: null, username: 'desk', problem: 'Das Konto desk ist gesperrt.' },
      problems: ['Das Konto des Bots kann nicht handeln. Das Konto desk ist gesperrt.', 'Es ist kein Geheimnis gesetzt.'],
    };

    expect(pluginLine({ isHere: true, ping })).toEqual({
      text: expect.stringMatching(
        /^The plugin .* It says: Das Konto des Bots kann nicht handeln\. Das Konto desk ist gesperrt\. Es ist kein/,
      ),
      isProblem: true,
    });
    expect(pluginLine({ isHere: true, ping: { ...ping, problems: [] } }).isProblem).toBe(false);
  });
});
