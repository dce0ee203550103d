import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { factOf, type Fact, type FactBody } from '../../shared/facts.js';
import { mayRead, type Guarded, type Viewer } from '../../service/console/may-read.js';
import {
  CANARIES,
  NOW,
  PEOPLE,
  PRIVATE,
  PUBLIC,
  learnPeople,
  learnPrivate,
  openConsoleForum,
  postOf,
  topicOf,
  type ConsoleForum,
} from '../support/console-forum.js';
import { testStore } from '../support/database.js';

const opened = testStore();
let forum: ConsoleForum;

const [TITLE, TEXT] = CANARIES;
const ROOM = 50;

beforeEach(async () => {
  forum = await openConsoleForum(opened.store, await opened.newForum('observe'), { people: PEOPLE });
  await learnPeople(opened.store, forum.forumId);
  await forum.learn(topicOf(), [postOf()]);
  await learnPrivate(forum);
});

afterEach(() => forum.server.close());

const as = (name: string) => ({ Cookie: `other=1; console_person=${name}` });

async function learnFacts(...bodies: readonly FactBody[]): Promise<void> {
  const at = '2026-11-03T11:30:00.000Z';
  const facts: Fact[] = bodies.map((body) => factOf(body, { at, learntAt: at, source: 'read:topic:50' }));
  await opened.store.learn(forum.forumId, { facts, texts: [], labels: [], needs: [], confirmations: [], cause: { type: 'none' } });
}

describe('mayRead', () => {
  const thing: Guarded = { isPrivate: true, community: 'housing', asker: 1, participants: { users: [2], groups: [40] } };
  const person = (own: Partial<Extract<Viewer, { type: 'person' }>>): Viewer => ({
    type: 'person',
    user: 99,
    groups: [],
    leads: [],
    ...own,
  });

  it.each<[string, Viewer, boolean]>([
    ['its asker', person({ user: 1 }), true],
    ['who takes part', person({ user: 2 }), true],
    ['a member of a group to which it was given', person({ groups: [7, 40] }), true],
    ['a facilitator of its community', person({ leads: ['housing'] }), true],
    ['a facilitator of another community', person({ leads: ['it'] }), false],
    ['a member of another group', person({ groups: [41] }), false],
    ['any other person', person({}), false],
    ['nobody', { type: 'nobody' }, false],
    ['the operator', { type: 'operator' }, false],
  ])('says of a private thing and of %s', (_who, viewer, expected) => {
    expect(mayRead(viewer, thing)).toBe(expected);
    expect(mayRead(viewer, { ...thing, isPrivate: false })).toBe(true);
  });

  it('lets nobody be the facilitator of what is in no community, and knows no participants where none were read', () => {
    const lost = { ...thing, community: null, participants: null };

    expect(mayRead(person({ leads: ['housing'], groups: [40] }), lost)).toBe(false);
    expect(mayRead(person({ user: 1 }), lost)).toBe(true);
  });
});

describe('a private ticket', () => {
  it.each(['nobody', 'ada', 'olga'])(
    'UI-04.2 does not exist for %s: no row, no count, and the answer of a number that never was',
    async (name) => {
      const queue = await forum.page('/queue', as(name));
      const page = await forum.page(`/tickets/${PRIVATE}`, as(name));
      const never = await forum.page('/tickets/404', as(name));

      expect(queue.text).toContain('<span>1 ticket</span>');
      expect(queue.text).not.toContain(`HD-${PRIVATE}`);
      expect([page.status, page.text]).toEqual([never.status, never.text]);
      expect(page.status).toBe(404);
      expectNoCanary(queue.text + page.text);
    },
  );

  it.each(['erik', 'carla', 'private-asker'])('UI-02.2 is read by %s', async (name) => {
    const queue = await forum.page('/queue', as(name));
    const page = await forum.page(`/tickets/${PRIVATE}`, as(name));

    expect(queue.text).toContain(`About ${TITLE}`);
    expect(page.text).toContain(`<h1>HD-21: About ${TITLE}</h1>`);
    expect(page.text).toContain(`It is about ${TEXT}.`);
    expect(page.text).toContain('This ticket is private. You may read it');
  });

  it('UI-02.2 is no longer read by an expert who left the group', async () => {
    await learnFacts({ type: 'MembershipEnded', group: 41, user: 8 });

    expect((await forum.page(`/tickets/${PRIVATE}`, as('erik'))).status).toBe(404);
    expect((await forum.page('/queue', as('erik'))).text).not.toContain(`HD-${PRIVATE}`);
  });

  it('UI-04.2 is gone for others from the moment at which a delivery makes it private, before it is derived again', async () => {
    await learnFacts({ type: 'TopicPlace', topic: PUBLIC, category: null, archetype: 'private_message' });

    const queue = await forum.page('/queue', as('olga'));

    expect(queue.text).toContain('<span>0 tickets</span>');
    expect((await forum.page(`/tickets/${PUBLIC}`, as('olga'))).status).toBe(404);
  });

  it('UI-04.2 is gone for others from the moment at which a read of it is refused', async () => {
    await learnFacts({ type: 'Unreadable', thing: `topic:${PUBLIC}` });

    expect((await forum.page('/queue', as('olga'))).text).toContain('<span>0 tickets</span>');
    expect((await forum.page(`/tickets/${PUBLIC}`, as('olga'))).status).toBe(404);
  });

  it('UI-04.2 is not told of by a public ticket that was merged into it', async () => {
    const row = await opened.store.ticket(forum.forumId, PUBLIC);
    if (!row) throw new Error('there is no ticket');
    const view = { ...(row.view as object), merged: { into: PRIVATE }, stateBecause: `merged into topic ${PRIVATE}` };
    const ticket = { ...row, state: 'closed', outcome: 'duplicate', view };
    await opened.store.withTicket(forum.forumId, PUBLIC, (transaction) =>
      transaction.save({ ticket, rows: [], effects: { add: [], cancel: [], overrule: [] }, needs: [], errors: [] }, NOW),
    );
    const pages = ['/queue?state=all', `/tickets/${PUBLIC}?still`];

    for (const path of pages) expect((await forum.page(path, as('ada'))).text).not.toMatch(new RegExp(`(HD-|topic |tickets/)${PRIVATE}`));
    expect((await forum.page(`/tickets/${PUBLIC}`, as('carla'))).text).toContain(`<a href="/tickets/${PRIVATE}">HD-${PRIVATE}</a>`);
  });
});

describe('a room of a public ticket', () => {
  beforeEach(() =>
    learnFacts(
      { type: 'RoomOpened', topic: PUBLIC, room: ROOM, key: `room:ticket:${PUBLIC}:1` },
      { type: 'TopicPlace', topic: ROOM, category: null, archetype: 'private_message' },
      { type: 'Participants', topic: ROOM, users: [], groups: [41] },
      { type: 'TopicFlagSeen', topic: ROOM, flag: 'closed', value: true },
    ),
  );

  it.each(['erik', 'carla'])('UI-04.2 is linked for %s, with what happened in it', async (name) => {
    const { text } = await forum.page(`/tickets/${PUBLIC}`, as(name));

    expect(text).toContain(`<a href="https://forum.example.org/t/${ROOM}">Its private room in the forum</a>`);
    expect(text).toContain('In a room: The topic is closed');
  });

  it.each(['nobody', 'ada', 'olga'])('UI-04.2 is neither linked nor told of for %s', async (name) => {
    const { text } = await forum.page(`/tickets/${PUBLIC}`, as(name));

    expect(text).toContain('A private room was opened for it');
    expect(text).not.toContain(`/t/${ROOM}`);
    expect(text).not.toContain('In a room');
    expect(text).not.toContain('It may be read by');
  });
});

describe('the switch of the sandbox', () => {
  const send = (body: string, headers: Readonly<Record<string, string>>) =>
    fetch(`http://127.0.0.1:${forum.server.port}/person`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    });

  it('UI-08.2 is a form that comes back to the page and is remembered', async () => {
    const answer = await send(`person=carla&back=${encodeURIComponent('/tickets/20?still')}`, { 'Sec-Fetch-Site': 'same-origin' });
    const page = await forum.page('/queue', as('carla'));

    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/tickets/20?still']);
    expect(answer.headers.get('set-cookie')).toMatch(/^console_person=carla; .*HttpOnly; SameSite=Strict/);
    expect(page.text).toContain('<option value="carla" selected>');
  });

  it.each(['https://evil.example/', '//evil.example/queue', '/queue\r\nX: y', 'javascript:1'])(
    'leads to no page but its own: %s',
    async (back) => {
      const answer = await send(`person=ada&back=${encodeURIComponent(back)}`, { Origin: `http://127.0.0.1:${forum.server.port}` });

      expect(answer.headers.get('location')).toBe('/queue');
    },
  );

  it.each<[string, Record<string, string>]>([
    ['a page elsewhere', { 'Sec-Fetch-Site': 'cross-site' }],
    ['another port of this machine', { 'Sec-Fetch-Site': 'same-site' }],
    ['a page elsewhere, in an old browser', { Origin: 'https://evil.example' }],
    ['a program that does not say whence', {}],
  ])('takes nothing from %s', async (_where, headers) => {
    const answer = await send('person=carla', headers);

    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('does not exist beside the sandbox, and its cookie says nothing there', async () => {
    await forum.server.close();
    forum = await openConsoleForum(opened.store, await opened.newForum('observe'));
    await learnPeople(opened.store, forum.forumId);
    await learnPrivate(forum);

    const { text } = await forum.page(`/tickets/${PRIVATE}`, as('carla'));

    expect((await send('person=carla', { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(404);
    expect(text).toContain('This ticket is private: its title, its texts, its reasons and the names in it are not shown here.');
    expect(text).not.toContain('look as');
    expectNoCanary(text);
  });
});

describe('the doctor', () => {
  it.each(['nobody', 'ada', 'erik'])('is not for %s, and says so with a way back', async (name) => {
    const { status, text } = await forum.page('/doctor', as(name));

    expect(status).toBe(403);
    expect(text).toContain('<a href="/queue">');
    expect(text).not.toContain(`HD-${PRIVATE}`);
  });

  it('UI-04.2 lists for a facilitator what failed on tickets that she may read', async () => {
    const row = await opened.store.ticket(forum.forumId, PRIVATE);
    const errors = [{ feature: 'triage', message: `cannot read ${TITLE}` }];
    await opened.store.withTicket(forum.forumId, PRIVATE, (transaction) =>
      transaction.save({ ticket: row, rows: [], effects: { add: [], cancel: [], overrule: [] }, needs: [], errors }, NOW),
    );
    await opened.store.addNeeds(forum.forumId, [{ thing: 'topic:77', why: 'bell', by: NOW }]);
    await opened.store.postponeNeed(forum.forumId, 'topic:77', NOW);

    const { text } = await forum.page('/doctor', as('carla'));

    expect(text).toContain(`HD-${PRIVATE}</a> triage`);
    expect(text).not.toContain('topic 77');
  });
});

function expectNoCanary(text: string): void {
  for (const canary of CANARIES) expect(text).not.toContain(canary);
}
