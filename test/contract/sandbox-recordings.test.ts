import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callSandbox, stageSandbox } from '../support/sandbox.js';
import type { SandboxAnswer, SandboxStage } from '../support/sandbox.js';
import { recordedCalls } from './discourse-recordings.js';
import { ANSWERED, REFUSED } from './sandbox-rows.js';
import type { Ids } from './sandbox-rows.js';

/** The same calls against the sandbox as were recorded of the running forum: status, headers and the fields that are read. */
const recorded = new Map(recordedCalls().map((one) => [one.number, one.response]));
let stage: SandboxStage;
let ids: Ids;

beforeAll(async () => {
  stage = await stageSandbox();
  // On the recorded forum the bot was in no expert group.
  stage.sandbox.admin.leave('housing_experts', 'desk_bot');
  stage.sandbox.admin.leave('it_experts', 'desk_bot');
  ids = prepare(stage);
  await stage.sandbox.settled();
});

afterAll(async () => {
  await stage.stop();
});

/** A forum in the state that the calls find: an answered question, a message, a room, and so on. */
function prepare({ sandbox, clock }: SandboxStage): Ids {
  const { as, admin, state } = sandbox;
  const housing = state.categories.find(({ name }) => name === 'Housing Desk')?.id ?? 0;
  const topic = as('paula').ask({
    category: housing,
    title: 'Heating is cold since Sunday',
    raw: 'The radiators have been cold since Sunday.',
    tags: ['incident'],
  });
  as('xaver').editTopic(topic.topicId, { tags: ['incident', 'desk-escalated'], title: 'Heating cold since Sunday: whom to tell?' });
  const comment = as('sofia').reply(topic.topicId, 'Write to the landlord first and keep a copy.');
  const answer = as('ute').reply(topic.topicId, 'The landlord must repair within two days.', { to: comment.number });
  const rated = as('timo').reply(topic.topicId, 'Same here in number 14.');
  for (let more = 0; more < 22; more += 1) as('ravi').reply(topic.topicId, `One more reply, number ${more}.`);
  clock.pass(400);
  as('ute').edit(answer.id, { raw: 'The landlord must repair within **two** working days.', reason: 'The rule changed' });
  as('desk_bot').notice(answer.id, '**Official answer** of the desk.');
  as('paula').accept(answer.id);
  as('desk_bot').assign({ topic: topic.topicId }, 'viktor');
  const whisper = as('xaver').reply(topic.topicId, 'Staff only, a real whisper.', { whisper: true });
  const doomed = as('timo').reply(topic.topicId, 'Ignore this post, I was wrong about it.');
  as('xaver').delete(doomed.id);
  const message = as('paula').message({ to: ['housing_experts'], title: 'A private question', raw: 'My landlord says that I must leave.' });
  as('desk_bot').tryToPost({
    title: 'Room: heating',
    raw: 'Please have a look.',
    recipients: ['paula', 'housing_experts'],
    externalId: 'hd-room-0001',
  });
  const closed = as('ravi').ask({ category: housing, title: 'A question that is closed', raw: 'May I paint the walls of my flat?' });
  as('xaver').close(closed.topicId);
  const deleted = as('ravi').ask({ category: housing, title: 'A question that is deleted', raw: 'May I keep a dog in my flat?' });
  as('xaver').deleteTopic(deleted.topicId);
  admin.silence('wanda');
  admin.addUser('suspended_one', { suspended: true });
  admin.addUser('plain_member');
  const badges = [admin.addBadge('Signed answers').id, admin.addBadge('Helped a neighbour', true).id] as const;
  admin.changeCategory('Rent', { approveTopics: true, approveReplies: true });
  const [desk, experts] = ['desk_staff', 'housing_experts'].map((name) => state.groups.find((group) => group.name === name)?.id ?? 0);
  const library = state.categories.find(({ name }) => name === 'Expert Library')?.id ?? 0;
  const faq = state.categories.find(({ name }) => name === 'FAQ')?.id ?? 0;
  const rent = state.categories.find(({ name }) => name === 'Rent')?.id ?? 0;
  return {
    topic: topic.topicId,
    first: topic.id,
    comment: comment.id,
    answer: answer.id,
    rated: rated.id,
    whisper: whisper.id,
    doomed: doomed.id,
    message: message.topicId,
    messagePost: message.id,
    closed: closed.topicId,
    deleted: deleted.topicId,
    housing,
    library,
    faq,
    rent,
    desk: desk ?? 0,
    experts: experts ?? 0,
    badge: badges[0],
    badgeForMany: badges[1],
  };
}

function responseOf(number: string) {
  const response = recorded.get(number);
  if (!response) throw new Error(`no recorded call ${number}`);
  return response;
}

/** Headers that matter to a client: what the body is, and how long to wait. */
function headersOf(get: (name: string) => string | null | undefined) {
  const names = ['content-type', 'retry-after', 'discourse-rate-limit-error-code'];
  return Object.fromEntries(names.map((name) => [name, name === 'retry-after' ? (get(name) ?? null) !== null : (get(name) ?? null)]));
}

function recordedHeaders(headers: Readonly<Record<string, string>>) {
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return headersOf((name) => lower.get(name));
}

/** The JSON type at a path such as `post_stream.posts.0.id`, or `absent`. */
function typeAt(body: unknown, path: string): string {
  const value = path === '' ? body : path.split('.').reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), body);
  if (value === null) return 'null';
  if (value === undefined) return 'absent';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const typesOf = (body: unknown, paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, typeAt(body, path)]));

async function play(row: {
  route: string | ((ids: Ids) => string);
  as?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}): Promise<SandboxAnswer> {
  const route = typeof row.route === 'string' ? row.route : row.route(ids);
  const body: unknown = typeof row.body === 'function' ? (row.body as (ids: Ids) => unknown)(ids) : row.body;
  return callSandbox(stage.sandbox, route, {
    ...(row.as === undefined ? {} : { as: row.as }),
    ...(row.body === undefined ? {} : { body }),
    ...(row.headers === undefined ? {} : { headers: row.headers }),
  });
}

describe('calls that the forum carries out', () => {
  it.each(ANSWERED.map((row) => [`${row.recorded} ${row.name}`, row] as const))(
    '%s has the status, the headers and the field types of the recording',
    async (_name, row) => {
      const expected = responseOf(row.recorded);

      const answer = await play(row);

      expect({ status: answer.status, headers: headersOf((name) => answer.headers.get(name)) }).toEqual({
        status: expected.status,
        headers: recordedHeaders(expected.headers),
      });
      if (row.reads.length === 0) expect(answer.json === undefined).toBe(expected.body === '' || expected.body.startsWith('<'));
      else expect(typesOf(answer.json, row.reads)).toEqual(typesOf(JSON.parse(expected.body), row.reads));
    },
  );
});

describe('calls that the forum refuses', () => {
  it.each(REFUSED.map((row) => [`${row.recorded} ${row.name}`, row] as const))(
    '%s has the status, the headers and the words of the recording',
    async (_name, row) => {
      const expected = responseOf(row.recorded);
      stage.sandbox.misbehave(row.misbehave ?? {});

      const answer = await play(row);
      stage.sandbox.behave();

      expect({ status: answer.status, headers: headersOf((name) => answer.headers.get(name)) }).toEqual({
        status: expected.status,
        headers: recordedHeaders(expected.headers),
      });
      expect(wordsOf(answer.text)).toEqual(wordsOf(expected.body));
    },
  );

  /** Names and counts differ from forum to forum; the page for people inside a 404 is only there or not. */
  function wordsOf(text: string): string {
    const body = text.trimEnd().replace(/("html":)"(?:[^"\\]|\\.)*"/, '$1"…"');
    return body
      .replace(/@[a-z_]+/g, '@name')
      .replace(/'[a-z_]+' is already/, "'name' is already")
      .replace(/entered \d+/, 'entered n');
  }
});
