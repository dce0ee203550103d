import { expect, it } from '@jest/globals';
import { rolesAt, spansOf } from '../../service/engine/roles.js';
import { settingsTimeline } from '../../service/engine/communities.js';
import { testStore } from '../support/database.js';
import { openDesk } from '../support/undisturbed.js';

const tests = testStore();

it('a removal from a group that is told only after the person joined again is undone by the members list, without a gap', async () => {
  const desk = await openDesk(tests);
  await desk.quiet();
  const { sandbox, clock, forum } = desk;
  const viktor = sandbox.state.users.find(({ username }) => username === 'viktor')?.id ?? 0;
  const group = sandbox.state.groups.find(({ name }) => name === 'housing_experts')?.id ?? 0;
  const { topicId } = sandbox
    .as('paula')
    .ask({ category: 'Housing Desk', title: 'Heating is cold since Sunday', raw: 'The radiators are cold.' });
  await desk.quiet();
  sandbox.misbehave({ reorderRate: 1, reorderMs: 3 * 3600 * 1000 });
  clock.pass(3600);
  sandbox.admin.leave('housing_experts', 'viktor');
  sandbox.behave();
  clock.pass(3600);
  sandbox.admin.join('housing_experts', 'viktor');
  await desk.quiet();
  clock.pass(2 * 3600);
  await desk.quiet();
  expect((await tests.store.knownMembers(forum.id, group)).map(({ user }) => user)).not.toContain(viktor);

  clock.pass(3600);
  await desk.service.sweep.sweepAll();
  sandbox.as('viktor').reply(topicId, 'The landlord must repair it within two days.');
  await desk.quiet();

  expect((await tests.store.knownMembers(forum.id, group)).map(({ user }) => user)).toContain(viktor);
  const { settings, parents, memberships } = await tests.store.material(forum.id, topicId);
  const community = settingsTimeline(settings, parents).newest('housing')?.settings;
  const told = memberships.find(({ body }) => body.type === 'MembershipEnded' && body.user === viktor)?.at ?? '';
  const at = new Date(Date.parse(told) + 1000).toISOString();
  expect(community && [...rolesAt(community, spansOf(memberships), { user: viktor, at })]).toContain('expert');
  await desk.stop();
});
