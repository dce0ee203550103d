import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callSandbox, stageSandbox } from '../support/sandbox.js';
import type { SandboxStage } from '../support/sandbox.js';
import { recordedDeliveries } from './discourse-recordings.js';

/** Everything that the sandbox sends against what the running forum sent: fields, their types, headers. */
let stage: SandboxStage;

beforeAll(async () => {
  stage = await stageSandbox();
});

afterAll(async () => {
  await stage.stop();
});

const ALL_TYPES = [
  'post',
  'topic',
  'solved',
  'assign',
  'like',
  'reviewable',
  'group_user',
  'group',
  'category',
  'tag',
  'user',
  'notification',
  'user_badge',
];
/** A user's payload has much that nobody reads. */
const READ_OF_USERS = ['id', 'username', 'name', 'created_at', 'admin', 'moderator', 'trust_level', 'title'];

interface Known {
  deliveries: number;
  readonly fields: Map<string, { readonly types: Set<string>; times: number }>;
}

/** Posts have one form in all their events, and so have topics; other events have a form each. */
function familyOf(event: string): string {
  if (/^post_(created|edited|destroyed|recovered)$/.test(event) || event.endsWith('accepted_solution')) return 'post';
  if (event.startsWith('topic_')) return 'topic';
  return event.endsWith('assigned') ? 'assign' : event;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const newFamily = (): Known => ({ deliveries: 0, fields: new Map() });

function recordedFields(): ReadonlyMap<string, Known> {
  const families = new Map<string, Known>();
  for (const { event, json } of recordedDeliveries()) {
    const family = families.get(familyOf(event)) ?? newFamily();
    families.set(familyOf(event), family);
    family.deliveries += 1;
    const [payload] = Object.values(json as Record<string, Record<string, unknown>>);
    for (const [key, value] of Object.entries(payload ?? {})) {
      const field = family.fields.get(key) ?? { types: new Set<string>(), times: 0 };
      field.types.add(typeOf(value));
      field.times += 1;
      family.fields.set(key, field);
    }
  }
  return families;
}

/** What every recorded delivery of the kind has must be there; whatever is there must be of a type that was seen. */
function problemsOf(event: string, payload: Readonly<Record<string, unknown>>, known: Known): string[] {
  const keys = /^user_(created|updated)$/.test(event) ? READ_OF_USERS : [...known.fields.keys()];
  return keys.flatMap((key) => {
    const field = known.fields.get(key);
    if (!(key in payload)) return field?.times === known.deliveries ? [`${event}.${key}: missing`] : [];
    const type = typeOf(payload[key]);
    return field?.types.has(type) ? [] : [`${event}.${key}: ${type} instead of ${[...(field?.types ?? [])].join(' or ')}`];
  });
}

async function doEverything(): Promise<void> {
  const { sandbox, receiver } = stage;
  const { as, admin } = sandbox;
  admin.setOnlyHook({ url: receiver.url, types: ALL_TYPES });
  const asked = as('paula').ask({
    category: 'Housing Desk',
    title: 'A question for all events',
    raw: 'Please let me see all events.',
    tags: ['a-new-tag'],
  });
  const reply = as('timo').reply(asked.topicId, 'A reply that is edited, liked and accepted.', { to: 1 });
  as('timo').edit(reply.id, 'A reply that was edited, liked and accepted.');
  as('paula').like(reply.id);
  as('paula').accept(reply.id);
  as('paula').unaccept(reply.id);
  as('desk_bot').assign({ topic: asked.topicId }, 'ute');
  as('desk_bot').unassign({ topic: asked.topicId });
  as('xaver').editTopic(asked.topicId, { title: 'A question for all the events' });
  for (const status of ['closed', 'archived', 'visible', 'pinned']) {
    as('xaver').setStatus(asked.topicId, status, status !== 'visible');
    as('xaver').setStatus(asked.topicId, status, status === 'visible');
  }
  as('xaver').delete(reply.id);
  as('xaver').recover(reply.id);
  as('xaver').deleteTopic(asked.topicId);
  as('xaver').recoverTopic(asked.topicId);
  as('xaver').makePrivate(asked.topicId);
  as('xaver').makePublic(asked.topicId, 'IT-Hilfe');
  const message = as('paula').message({
    to: ['ute', 'it_experts'],
    title: 'A message for all events',
    raw: 'A private word for all events.',
  });
  as('ute').invite(message.topicId, 'timo');
  doInTheOffice();
  await grantBadges(asked.topicId);
  await sandbox.settled();
}

/** For a post and without one, and a second time. */
async function grantBadges(topicId: number): Promise<void> {
  const { sandbox } = stage;
  const [once, often] = [sandbox.admin.addBadge('Signed answers').id, sandbox.admin.addBadge('Helped a neighbour', true).id];
  const grant = (body: object) => callSandbox(sandbox, 'POST /user_badges.json', { body: { username: 'ute', ...body } });
  await grant({ badge_id: once, reason: `${sandbox.url}/t/x/${topicId}/1` });
  await grant({ badge_id: once });
  await grant({ badge_id: often });
  await grant({ badge_id: often });
}

function doInTheOffice(): void {
  const { as, admin } = stage.sandbox;
  const rent = admin.changeCategory('Rent', { approveTopics: true });
  const held = as('ravi').tryToPost({ title: 'A question that waits here', raw: 'May I keep a cat in my flat?', categoryId: rent.id });
  if ('queued' in held) as('xaver').approve(held.queued.id);
  admin.join('facilitators', 'timo');
  admin.leave('facilitators', 'timo');
  admin.addGroup({ name: 'a_new_group' });
  admin.renameGroup('a_new_group', 'a_newer_group');
  admin.addCategory({ name: 'A new category' });
  admin.addUser('new_one');
  admin.renameUser('new_one', 'newer_one');
}

describe('deliveries of the sandbox', () => {
  it('have for every event the fields that were recorded, with types that were recorded', async () => {
    const known = recordedFields();

    await doEverything();

    const problems = stage.receiver.received.flatMap(({ event, payload }) => {
      const family = known.get(familyOf(event));
      return family ? problemsOf(event, payload, family) : [`${event}: never recorded`];
    });
    expect([...new Set(problems)]).toEqual([]);
    expect([...new Set(stage.receiver.received.map(({ event }) => event))].sort()).toEqual([
      'accepted_solution',
      'assigned',
      'category_created',
      'category_updated',
      'group_created',
      'group_updated',
      'notification_created',
      'post_created',
      'post_destroyed',
      'post_edited',
      'post_liked',
      'post_recovered',
      'reviewable_created',
      'reviewable_score_updated',
      'reviewable_transitioned_to',
      'tag_created',
      'topic_archived_status_updated',
      'topic_closed_status_updated',
      'topic_created',
      'topic_destroyed',
      'topic_edited',
      'topic_pinned_status_updated',
      'topic_recovered',
      'topic_visible_status_updated',
      'unaccepted_solution',
      'unassigned',
      'user_added_to_group',
      'user_badge_granted',
      'user_created',
      'user_removed_from_group',
      'user_updated',
    ]);
  });

  it('of badges tell each first grant: nothing of one that was held already', () => {
    const granted = stage.receiver.received.filter(({ event }) => event === 'user_badge_granted').map(({ payload }) => payload);

    expect(granted.map(({ id, post_number }) => ({ id, post_number }))).toEqual([{ id: 1, post_number: 1 }, { id: 2 }, { id: 2 }]);
  });

  it('carry the recorded headers in the recorded order, and a signature over the bytes', async () => {
    stage.sandbox.admin.setOnlyHook({ url: stage.receiver.url, secret: 'sandbox-secret-1' });
    stage.receiver.clear();
    stage.sandbox.as('sofia').ask({ category: 'Housing Desk', title: 'A question about headers', raw: 'Wie viele Köpfe hat sie?' });
    await stage.sandbox.settled();

    const [delivery] = stage.receiver.received;

    expect(delivery?.rawHeaders.filter((_part, index) => index % 2 === 0)).toEqual([
      'Host',
      'User-Agent',
      'Accept',
      'Connection',
      'Content-Length',
      'Content-Type',
      'X-Discourse-Instance',
      'X-Discourse-Event-Id',
      'X-Discourse-Event-Type',
      'X-Discourse-Event',
      'X-Discourse-Event-Signature',
    ]);
    expect(delivery).toMatchObject({
      signed: true,
      event: 'topic_created',
      headers: { 'x-discourse-event-type': 'topic', 'x-discourse-instance': stage.sandbox.url },
    });
  });
});
