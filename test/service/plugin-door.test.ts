import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPresses, type PressParts } from '../../service/inbox/press.js';
import { createWaitingForReplies } from '../../service/inbox/replies.js';
import { createTicketProcessor } from '../../service/engine/process.js';
import { rules } from '../../service/features/list.js';
import { sql } from '../../service/adapters/prisma/rows.js';
import { commandAnswer, designationAnswer, helloAnswer } from '../../shared/contracts/plugin/requests.js';
import { CONTRACT, errorAnswer } from '../../shared/contracts/plugin/common.js';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { bothCommunities, DESK_MILLISECONDS, DESK_SECRET, startDesk, type Desk } from '../support/desk.js';
import { keepingLog } from '../support/keeping-log.js';
import { actorOf, PLUGIN_SECRET, press, pressed, send, type Signing } from '../support/plugin-requests.js';

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk({
    pluginSecret: PLUGIN_SECRET,
    communities: (category) => bothCommunities(category, ', signers: housing_experts, deskLeads: desk_leads'),
  });
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

/** The same door without its own process around it. */
function givenBy({
  sleep,
  crashPoint,
  ...own
}: Partial<Pick<PressParts, 'crashPoint' | 'processor'>> & { readonly sleep?: () => Promise<void> }) {
  const { store, row } = desk;
  const { log } = keepingLog();
  const clock = { ...systemClock, ...(sleep && { sleep }) };
  const queue = { ring: () => undefined, listen: () => () => Promise.resolve() };
  const processor = createTicketProcessor({ store, rules, clock, queue, log });
  const parts = { forumId: 'desk', botName: row.botName, store, clock, queue, log, processor, replies: createWaitingForReplies(), ...own };
  return createPresses({ ...parts, ...(crashPoint && { crashPoint }) });
}

const linesIn = async (topic: number) =>
  (await desk.store.material('desk', topic)).facts.filter(({ body }) => body.type === 'LineGiven' || body.type === 'LineTakenBack');

describe('what the plugin sends', () => {
  const hello = JSON.stringify({ contract: CONTRACT, plugin: '0.1.0', forum: '2.9', at: '2026-11-29T22:00:00.000Z' });
  const asked = (own: Signing = {}, body = hello) => send(desk.url, { path: '/plugin/hello', body }, own);
  const NONCE = 'ab'.repeat(16);

  it.each<[string, string, Signing]>([
    ["another site's secret", 'bad_signature', { secret: 'the secret of another site' }],
    ['no secret', 'bad_signature', { secret: '' }],
    ['another path', 'bad_signature', { signed: { path: '/plugin/command' } }],
    ['another body', 'bad_signature', { signed: { body: `${hello} ` } }],
    ['another method', 'bad_signature', { method: 'GET', signed: { path: '/plugin/nowhere' } }],
    ['a short nonce', 'bad_signature', { nonce: 'ab' }],
    ['an old timestamp', 'old_timestamp', { seconds: -302 }],
    ['a timestamp of later', 'old_timestamp', { seconds: 302 }],
  ])('with %s is refused as %s, in the form of the contract', async (_what, type, own) => {
    const answer = await asked(own);

    expect(answer).toMatchObject({ status: 401, json: { error_type: type } });
    expect(errorAnswer.safeParse(answer.json).success).toBe(true);
  });

  it('is good once, also after a restart: what was used is a row', async () => {
    const first = await asked({ nonce: NONCE });
    const second = await asked({ nonce: NONCE });

    expect([first.status, second.status]).toEqual([200, 401]);
    expect(second.json).toMatchObject({ error_type: 'used_nonce' });
    expect(await desk.store.useNonce('desk', NONCE, new Date().toISOString())).toBe(false);
    expect(await desk.store.useNonce('desk', NONCE, new Date(Date.now() + 601_000).toISOString())).toBe(true);
  });

  it('tells a stranger nothing: a wrong signature is the answer on every path', async () => {
    const answers = await Promise.all(
      ['/plugin', '/plugin/command', '/plugin/nowhere'].map((path) => send(desk.url, { path, body: 'no json' }, { secret: 'x' })),
    );

    expect(new Set(answers.map(({ status, json }) => JSON.stringify([status, json])))).toHaveProperty('size', 1);
  });

  it('says what is wrong with what was signed', async () => {
    const large = await asked({}, JSON.stringify({ text: 'x'.repeat(70_000) }));
    const noJson = await asked({}, 'no json');
    const newer = await asked({}, JSON.stringify({ contract: 99 }));
    const nowhere = await send(desk.url, { path: '/plugin/nowhere', body: '{}' });
    const wrong = await pressed(desk.url, { ...press(actorOf(desk, 'paula'), 'status', { topicId: 1 }), topicId: 'secret words' });

    expect([large, noJson, newer, nowhere, wrong].map(({ status }) => status)).toEqual([413, 400, 409, 404, 422]);
    for (const { json } of [large, noJson, newer, nowhere, wrong]) expect(errorAnswer.safeParse(json).success).toBe(true);
    expect(newer.json).toMatchObject({ error_type: 'version_mismatch', versions: { contract: CONTRACT, service: expect.any(String) } });
    expect(JSON.stringify(wrong.json)).toContain('topicId');
    expect(JSON.stringify(wrong.json)).not.toContain('secret words');
  });

  it('a hello is answered with how the service is', async () => {
    await desk.ask('The lamp flickers');
    const { status, json } = await asked();

    expect(status).toBe(200);
    expect(helloAnswer.parse(json)).toMatchObject({ effects: { waiting: 0, refused: 0 }, lastDeliveryAt: expect.any(String) });
  });
});

describe('a button', () => {
  it('UI-21.2 UI-21.3 gives one command however often it is pressed at once, and every press is answered alike', async () => {
    const topic = await desk.ask('The heating knocks at night');
    const request = press(actorOf(desk, 'timo'), 'me too', { topicId: topic });

    const answers = await Promise.all([pressed(desk.url, request), pressed(desk.url, request)]);
    const later = await pressed(desk.url, { ...request, line: 'all good', at: new Date().toISOString() });
    await desk.quiet();

    expect([...answers, later].map(({ json }) => commandAnswer.parse(json))).toEqual(
      [1, 2, 3].map(() => ({ contract: CONTRACT, outcome: 'done', text: null })),
    );
    expect(await linesIn(topic)).toHaveLength(1);
    expect(desk.statusPost(topic).raw).toContain('One more person has this question');
    expect(desk.statusPosts(topic)).toHaveLength(1);
  });

  it('UI-21.2 is judged by the rules of lines in posts, and what is refused is told in the answer alone', async () => {
    const topic = await desk.ask('The tap drips');
    const messages = () => desk.sandbox.state.topics.filter(({ archetype }) => archetype === 'private_message').length;
    const before = messages();

    const refused = await pressed(desk.url, press(actorOf(desk, 'timo'), 'priority urgent', { topicId: topic }));
    const unknown = await pressed(desk.url, press(actorOf(desk, 'paula'), 'still ned help', { topicId: topic }));
    const told = await pressed(desk.url, press(actorOf(desk, 'paula'), 'status', { topicId: topic }));
    await desk.quiet();

    expect(refused.json).toMatchObject({ outcome: 'refused', text: expect.stringContaining('for other people here') });
    expect(unknown.json).toMatchObject({ outcome: 'refused', text: expect.stringContaining('`still need help`') });
    expect(told.json).toMatchObject({ outcome: 'told', text: expect.stringContaining('- ') });
    expect(messages()).toBe(before);
    expect((await desk.store.notes('desk')).filter(({ kind }) => kind === 'refused-press')).toMatchObject([{ thing: `topic:${topic}` }]);
  });

  it('names people in its answer as texts in the forum do', async () => {
    const { topicId } = desk.sandbox
      .as('paula')
      .message({ to: ['housing_experts'], title: 'My rent was raised', raw: 'May they do that?' });

    await pressed(desk.url, press(actorOf(desk, 'ute'), 'accept', { topicId }));
    const second = await pressed(desk.url, press(actorOf(desk, 'viktor'), 'accept', { topicId }));

    expect(second.json).toMatchObject({ outcome: 'told', text: expect.stringContaining('@ute was first') });
  });

  it('goes by the groups that the forum tells, not by what was known before', async () => {
    const topic = await desk.ask('The cellar is locked');
    const { groupIds } = actorOf(desk, 'ute');
    const promoted = actorOf(desk, 'timo', { groupIds });
    const removed = actorOf(desk, 'viktor', { groupIds: [] });

    const [first, second] = [
      await pressed(desk.url, press(promoted, 'priority urgent', { topicId: topic })),
      await pressed(desk.url, press(removed, 'priority low', { topicId: topic })),
    ];

    expect([first.json, second.json]).toMatchObject([{ outcome: 'done' }, { outcome: 'refused' }]);
  });

  it('on a post signs that post, and taken back within a minute never did', async () => {
    const topic = await desk.ask('May I paint the walls?');
    const { id: postId } = desk.sandbox.as('ute').reply(topic, 'Yes, in any light colour. Keep the receipt of the paint.');
    await desk.quiet();
    const request = press(actorOf(desk, 'ute'), 'official for flats of the city', { topicId: topic, postId });

    const signed = await pressed(desk.url, request);
    await desk.quiet();
    const notice = desk.sandbox.state.posts.find(({ id }) => id === postId)?.notice ?? '';
    const back = await pressed(desk.url, { ...request, takeBack: true });
    await desk.quiet();

    expect([signed.json, back.json]).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(notice).toContain('flats of the city');
    expect(desk.sandbox.state.posts.find(({ id }) => id === postId)?.notice ?? '').not.toContain('flats of the city');
  });

  it('in a topic that nobody has read yet is recorded, read and then answered', async () => {
    desk.sandbox.admin.setOnlyHook({ url: 'http://127.0.0.1:1/nowhere', secret: DESK_SECRET });
    const { topicId } = desk.sandbox
      .as('paula')
      .ask({ category: 'Housing Desk', title: 'Where do bulky things go?', raw: 'A sofa and a bed.', tags: [] });

    const { json } = await pressed(desk.url, press(actorOf(desk, 'paula'), 'all good', { topicId }));
    desk.sandbox.admin.setOnlyHook({ url: `${desk.url}/hooks/all`, secret: DESK_SECRET });

    expect(json).toMatchObject({ outcome: 'done' });
  });

  it('elsewhere in the forum is answered that nobody follows it; where nobody ever answers, it waits', async () => {
    const { topicId } = desk.sandbox
      .as('dana')
      .ask({ category: 'FAQ', title: 'A page of the FAQ', raw: 'Nothing to see here at all.', tags: [] });
    await desk.quiet();

    const outside = await pressed(desk.url, press(actorOf(desk, 'paula'), 'status', { topicId }));
    const nowhere = await givenBy({ sleep: () => Promise.resolve() })(press(actorOf(desk, 'paula'), 'status', { topicId: 987_654 }));

    expect(outside.json).toMatchObject({ outcome: 'refused', text: expect.stringContaining('does not follow') });
    expect(nowhere).toEqual({ contract: CONTRACT, outcome: 'waiting', text: null });
  });

  it('is answered within the time that the forum waits, however long it takes to derive it', async () => {
    const topic = await desk.ask('The lift is slow');
    let derived = 0;
    const processor = { process: () => new Promise<never>(() => (derived += 1)) } as unknown as PressParts['processor'];
    const request = press(actorOf(desk, 'timo'), 'me too', { topicId: topic });

    const answer = await givenBy({ processor, sleep: () => new Promise((resolve) => setTimeout(resolve, 300)) })(request);

    expect([answer.outcome, derived, (await linesIn(topic)).length]).toEqual(['waiting', 1, 1]);
  });

  it('is recorded before anything else: killed before the answer, the same press is answered and counts once', async () => {
    const topic = await desk.ask('The bin is full');
    const request = press(actorOf(desk, 'timo'), 'me too', { topicId: topic });
    const dying = givenBy({
      crashPoint: () => {
        throw new Error('killed');
      },
    });

    await expect(dying(request)).rejects.toThrow('killed');
    const recorded = await linesIn(topic);
    const { json } = await pressed(desk.url, request);

    expect(recorded).toHaveLength(1);
    expect(json).toMatchObject({ outcome: 'done' });
    expect((await desk.view(topic)).features.triage.meToo).toHaveLength(1);
  });

  it('keeps what was said as private text, and nowhere else', async () => {
    const topic = await desk.ask('The roof leaks');
    const words = 'a neighbour whom I will not name';

    await pressed(desk.url, press(actorOf(desk, 'ute'), `escalate because ${words}`, { topicId: topic }));
    const rows = await desk.database.rows<{ is_private: boolean }>(sql`select is_private from text where body like ${`%${words}%`}`);
    const facts = await desk.database.rows(sql`select 1 from fact where body::text like ${`%${words}%`}`);
    const others = await desk.database.rows(sql`select 1 from delivery where body like ${`%${words}%`}`);

    expect(rows).toEqual([{ is_private: true }]);
    expect([facts, others]).toEqual([[], []]);
    expect(desk.lines.join('\n')).not.toContain(words);
  });
});

describe('the checkbox of a category', () => {
  const ask = async (as: string, own: { readonly category: string; readonly designated: boolean }) => {
    const request = { contract: CONTRACT, actor: actorOf(desk, as), categoryId: desk.category(own.category), designated: own.designated };
    const { json } = await send(desk.url, { path: '/plugin/designation', body: JSON.stringify(request) });
    return designationAnswer.parse(json);
  };

  it('is answered with what is true, and with how to change it by who may', async () => {
    const confirmed = await ask('timo', { category: 'Housing Desk', designated: true });
    const byAMember = await ask('timo', { category: 'Housing Desk', designated: false });
    const byTheLead = await ask('dana', { category: 'Housing Desk', designated: false });
    const another = await ask('dana', { category: 'FAQ', designated: true });

    expect(confirmed).toMatchObject({ designated: true, text: null });
    expect([byAMember, byTheLead].map(({ designated }) => designated)).toEqual([true, true]);
    expect(byAMember.text).toContain('for the desk lead');
    expect(byTheLead.text).toContain('take `housing` out of the settings file');
    expect(another).toMatchObject({
      designated: false,
      community: null,
      text: expect.stringContaining(`category: ${desk.category('FAQ')}`),
    });
  });
});
