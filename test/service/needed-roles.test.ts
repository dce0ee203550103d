import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SettingsVersion } from '../../shared/settings.js';
import { applyCommunities } from '../../service/assembly/apply-communities.js';
import { rules } from '../../service/features/list.js';
import { ForumError, type Forum } from '../../service/ports/forum.js';
import type { Store } from '../../service/ports/store.js';
import { partialStore } from '../support/partial-store.js';
import { settableClock } from '../support/settable-clock.js';

const BOT = 2;
const IDS: Readonly<Record<string, number>> = { experts: 41, facilitators: 43, signers: 44 };

let versions: SettingsVersion[];
let members: Record<string, readonly number[]>;
const clock = settableClock('2026-11-29T09:00:00.000Z');
const store: Store = partialStore({
  settings: () => Promise.resolve(versions),
  forum: () => Promise.resolve({ botId: BOT }),
  idOfName: (_forum: string, _kind: string, name: string) => Promise.resolve(IDS[name] ?? null),
  parents: () =>
    Promise.resolve(
      new Map([
        [5, null],
        [6, 5],
        [7, null],
      ]),
    ),
  applySettings: (_forum: string, changes: readonly SettingsVersion[]) => Promise.resolve(void versions.push(...changes)),
  addNeeds: () => Promise.resolve(),
  notes: () => Promise.resolve([]),
  setNotes: () => Promise.resolve(),
} as unknown as Partial<Store>);
const forum = {
  listCategories: () => Promise.resolve([5, 6, 7].map((id) => ({ id, parent: id === 6 ? 5 : null, readRestricted: false, name: `${id}` }))),
  listMembers: (name: string) =>
    members[name] === undefined
      ? Promise.reject(new ForumError('unavailable', 'members', { status: null }))
      : Promise.resolve(members[name].map((id) => ({ id, name: `user_${id}`, addedAt: null }))),
} as unknown as Forum;

beforeEach(() => {
  versions = [];
  members = { experts: [12], facilitators: [14], signers: [] };
});

function apply(own: string, where: Forum | null = forum) {
  const text = `communities:\n  - id: housing\n    category: 5\n${own
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n`;
  return applyCommunities({ name: 'settings.yaml', text }, { store, forumId: 'test', features: rules.features, clock, forum: where });
}

const ON = 'features: { clocks: {}, triage: {} }';
const BOTH = 'experts: experts\nfacilitators: facilitators';

describe('switching clocks and lanes on', () => {
  it('SU-05.1 is refused while a needed role is empty, with the list of gaps, and nothing is applied', async () => {
    members = { experts: [], facilitators: [BOT], signers: [] };
    const nobody = await apply(
      `${BOTH}\nsigners: signers\nfeatures: { clocks: {}, triage: { settings: { defaultMode: official_decides } } }`,
    );
    const unnamed = await apply(`experts: experts\n${ON}`);

    expect(nobody).toMatchObject({ ok: false });
    expect(nobody.text.split('\n').slice(1)).toEqual([
      expect.stringContaining('housing: clocks and triage cannot be switched on: facilitators: nobody is in facilitators'),
      expect.stringContaining('experts: nobody is in experts'),
      expect.stringContaining('signers: nobody is in signers'),
    ]);
    expect(unnamed.text).toContain('facilitators: no group is named. Name one in the settings');
    expect(versions).toEqual([]);
  });

  it('SU-05.1 asks for no experts and signers where the members decide among themselves', async () => {
    expect(await apply(`facilitators: facilitators\n${ON}`)).toMatchObject({ ok: true });
    expect(await apply(`${BOTH}\n${ON}`)).toMatchObject({ ok: true });
  });

  it('SU-05.1 asks for nobody while both are off or in shadow', async () => {
    expect(await apply('features: { clocks: { mode: shadow }, official: {} }')).toMatchObject({ ok: true });
  });

  it('SU-05.3 has been done: a role that becomes empty later stops nothing, and other settings may be changed', async () => {
    await apply(`${BOTH}\n${ON}`);
    members = { experts: [], facilitators: [], signers: [] };
    const later = await apply(`${BOTH}\nsettleSeconds: 5\n${ON}`);

    expect(later).toMatchObject({ ok: true, changed: ['housing'] });
    expect(versions.at(-1)?.settings?.features['clocks']?.mode).toBe('on');
  });

  it('is not refused where the forum does not say who is in a group', async () => {
    members = {};

    expect(await apply(`${BOTH}\n${ON}`)).toMatchObject({ ok: true });
    expect(await apply(`${BOTH}\n${ON}`, null)).toMatchObject({ ok: true });
  });
});

it('refuses a policy for a category that is not of the community, and takes one below it (R-MATCH)', async () => {
  const policy = (category: number) =>
    `${BOTH}\nfeatures: { clocks: { settings: { policies: [{ name: a, when: { category: ${category} } }] } } }`;

  expect((await apply(policy(7))).text).toContain('policies: a: when.category: 7 is neither category 5 nor one below it');
  expect(await apply(policy(6))).toMatchObject({ ok: true });
});
