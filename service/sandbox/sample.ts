import type { Sandbox } from './contract.js';
import { ADA, BO, CHRIS, DANA } from './players.js';

/** Keys of the sample forum; invented, and of no use anywhere else. */
export const SAMPLE_KEYS = { allUsers: 'sandbox-key-all-users', bot: 'sandbox-key-desk-bot' } as const;
export const SAMPLE_BOT = 'desk_bot';

const PEOPLE: ReadonlyArray<
  readonly [username: string, name: string, given?: { admin?: boolean; moderator?: boolean; trustLevel?: number; title?: string }]
> = [
  ['vera_admin', 'Vera Lind', { admin: true, trustLevel: 4 }],
  ['desk_bot', 'Desk Bot', { moderator: true, trustLevel: 4 }],
  ['paula', 'Paula Stern', {}],
  ['ravi', 'Ravi Nair', {}],
  ['sofia', 'Sofia Brandt', { trustLevel: 2 }],
  ['timo', 'Timo Falk', { trustLevel: 2 }],
  ['ute', 'Ute Wagner', { trustLevel: 2, title: 'Housing expert' }],
  ['viktor', 'Viktor Roth', { trustLevel: 2, title: 'Housing expert' }],
  ['wanda', 'Wanda Klee', { trustLevel: 2, title: 'IT expert' }],
  ['xaver', 'Xaver Moll', { moderator: true, trustLevel: 3 }],
  ['yara', 'Yara Engel', { trustLevel: 3 }],
  [ADA.username, ADA.name, {}],
  [BO.username, BO.name, { trustLevel: 2, title: 'Housing expert' }],
  [CHRIS.username, CHRIS.name, { moderator: true, trustLevel: 3 }],
  [DANA.username, DANA.name, { admin: true, trustLevel: 4 }],
];

/** A sample organisation: two help categories, experts, facilitators, a FAQ, a library for experts, and the bot. */
export function setUpSample(sandbox: Sandbox): void {
  const { admin } = sandbox;
  for (const [username, name, given] of PEOPLE) admin.addUser(username, { name, ...given });
  admin.addGroup({ name: 'housing_experts', fullName: 'Housing experts', owners: ['ute'], members: ['viktor', SAMPLE_BOT, BO.username] });
  admin.addGroup({ name: 'it_experts', fullName: 'IT experts', owners: ['wanda'], members: [SAMPLE_BOT] });
  admin.addGroup({ name: 'facilitators', fullName: 'Facilitators', owners: ['xaver'], members: ['yara', CHRIS.username] });
  admin.addGroup({ name: 'desk_leads', fullName: 'Desk leads', owners: [DANA.username] });
  // The bot is a member of every group that it serves: else it cannot read what is asked of them (design section 9).
  admin.addGroup({ name: 'desk_staff', fullName: 'Desk staff', owners: ['xaver'], members: ['desk_bot'], visibility: 3, messageable: 2 });
  admin.addCategory({ name: 'Housing Desk' });
  admin.addCategory({ name: 'Rent', parent: 'Housing Desk' });
  admin.addCategory({ name: 'IT-Hilfe' });
  admin.addCategory({ name: 'Expert Library', readGroups: ['housing_experts', 'it_experts', 'facilitators', 'desk_staff'] });
  admin.addCategory({ name: 'FAQ', createGroups: ['facilitators', 'desk_staff'] });
  admin.addCategory({ name: 'IT-Fragen', createGroups: ['facilitators', 'desk_staff'] });
  for (const tag of ['incident', 'how-to', 'policy', 'service-request']) admin.addTag(tag);
  for (const tag of ['desk-waiting', 'desk-escalated', 'desk-official']) admin.addTag(tag, true);
  admin.settings({ assignGroups: ['housing_experts', 'it_experts', 'facilitators', 'desk_staff'] });
  admin.addKey(SAMPLE_KEYS.allUsers);
  admin.addKey(SAMPLE_KEYS.bot, SAMPLE_BOT);
  sandbox.as('yara').ask({
    category: 'FAQ',
    title: 'How do I read the meter in the cellar?',
    raw: 'Write down all digits before the comma. The red ones after the comma do not count.',
    tags: ['how-to'],
  });
}
