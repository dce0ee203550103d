import type { CommunitySettings, RoleName } from '../../shared/settings.js';
import type { CommunityDraft } from '../config/communities.js';
import { triageSettings } from '../features/triage/settings.js';
import { ForumError, type Forum } from '../ports/forum.js';

/** Features that promise people something: nobody may be left to keep it. */
const PROMISING = ['clocks', 'triage'] as const;
const WRITTEN_AS: Readonly<Record<RoleName, string>> = {
  facilitator: 'facilitators',
  expert: 'experts',
  signer: 'signers',
  deskLead: 'deskLeads',
};

interface Asking {
  /** Null: it is not there; then only groups that are not named count as missing. */
  readonly forum: Pick<Forum, 'listMembers'> | null;
  readonly botId: number;
}

/**
 * SU-05: roles that nobody holds although what is switched on now needs them. Of what is on already nothing is asked: when a role becomes
 * empty later, the clocks go on.
 */
export async function missingRoles(draft: CommunityDraft, before: CommunitySettings | null, asking: Asking): Promise<string[]> {
  const switched = PROMISING.filter((name) => draft.features[name]?.mode === 'on' && before?.features[name]?.mode !== 'on');
  if (switched.length === 0) return [];
  const gaps = await Promise.all(neededRoles(draft).map(async (role) => ({ role, gap: await gapOf(draft.roles[role], asking) })));
  return gaps.flatMap(({ role, gap }) =>
    gap === null ? [] : [`${draft.id}: ${switched.join(' and ')} cannot be switched on: ${WRITTEN_AS[role]}: ${gap}`],
  );
}

/** Facilitators always; experts where the desk answers, signers where the official answer decides. A peer-only community has neither. */
function neededRoles({ features, roles }: CommunityDraft): RoleName[] {
  const triage = triageSettings.safeParse(features['triage']?.settings ?? {}).data;
  const isOn = features['triage']?.mode === 'on';
  const lanes = [roles.expert.length > 0 ? triage?.defaultLane : undefined, ...(triage?.rules ?? []).map(({ set }) => set.lane)];
  const modes = [triage?.defaultMode, ...(triage?.rules ?? []).map(({ set }) => set.mode)];
  return [
    'facilitator',
    ...(isOn && lanes.includes('desk') ? (['expert'] as const) : []),
    ...(isOn && modes.includes('official_decides') ? (['signer'] as const) : []),
  ];
}

async function gapOf(groups: readonly string[], { forum, botId }: Asking): Promise<string | null> {
  if (groups.length === 0) return 'no group is named. Name one in the settings, or leave it off until there is one.';
  if (forum === null) return null;
  const members = await Promise.all(groups.map((group) => membersOf(group, forum)));
  const isSomebody = members.some((known) => known === null || known.some((id) => id !== botId));
  return isSomebody ? null : `nobody is in ${groups.join(', ')} (the bot does not count). Add people there in the forum, then apply again.`;
}

/** Null: the forum does not say. */
async function membersOf(group: string, forum: Pick<Forum, 'listMembers'>): Promise<readonly number[] | null> {
  try {
    return (await forum.listMembers(group)).map(({ id }) => id);
  } catch (error) {
    if (error instanceof ForumError) return null;
    throw error;
  }
}
