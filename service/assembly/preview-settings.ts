import type { CommunitySettings, SettingsVersion } from '../../shared/settings.js';
import { hashState } from '../../shared/text.js';
import { loadFrame } from '../console/frame.js';
import { elapsed } from '../features/clocks/arithmetic/business-time.js';
import { deskCalendar } from '../features/clocks/arithmetic/named-calendars.js';
import { startOfDate } from '../features/clocks/desk-seconds.js';
import type { ClocksSettings } from '../features/clocks/settings.js';
import type { Store } from '../ports/store.js';
import { usualSince, type ReportViewer } from '../reports/load-compliance.js';
import { preview, type PreviewAnswer, type PreviewParts } from '../reports/preview.js';
import { changesIn, type Applying, type SettingsFile } from './apply-communities.js';
import { createRecount, type Trial } from './recount.js';
import { newestOf, type Newest } from './settings-versions.js';

export interface Previewing extends Pick<PreviewParts, 'onProgress' | 'mostTickets'> {
  /** The first day that is looked back on; else 13 weeks ago. */
  readonly since: string | undefined;
  readonly viewer: ReportViewer;
}

/** CL-10: what a settings file would do to clocks if it were applied now. Nothing is written. */
export async function previewSettings(file: SettingsFile, applying: Applying, asked: Previewing): Promise<PreviewAnswer> {
  const { store, forumId } = applying;
  const found = await changesIn(file, applying);
  if (!found.ok) return found;
  const before = newestOf(await store.settings(forumId));
  const trials = trialsOf(found.changes, before);
  if (trials.size === 0) return { ok: false, text: `${file.name} changes the clocks of no community that there is: nothing would move.` };
  const { communities } = await loadFrame({ store, forumId });
  const { now } = found;
  const parts: PreviewParts = {
    store,
    forumId,
    communities,
    startOfDate,
    recount: createRecount({ trials, now, isMember: await membersFor(trials, { store, forumId }) }),
    deskSeconds: (community, from, to) => {
      const trial = trials.get(community);
      return trial === undefined ? null : elapsed(deskCalendar(clocksOf(trial.settings)), from, to);
    },
    ...(asked.onProgress && { onProgress: asked.onProgress }),
    ...(asked.mostTickets !== undefined && { mostTickets: asked.mostTickets }),
  };
  const since = asked.since ?? usualSince(now);
  const result = await preview(parts, { communities: [...trials.keys()], since }, asked.viewer);
  if (result === null) return { ok: false, text: `${since} is no date; write it like 2026-11-29.` };
  return { ok: true, preview: result, notes: notesOf(found.changes, before) };
}

/** Communities that exist, whose clocks run now and would, and whose settings differ. */
function trialsOf(changes: readonly SettingsVersion[], before: Newest): ReadonlyMap<string, Trial> {
  return new Map(
    changes.flatMap(({ community, version, settings }) => {
      const old = before.get(community)?.settings;
      if (!settings || !old || clocksOf(settings) === null || clocksOf(old) === null) return [];
      return [[community, { version, settings }] as const];
    }),
  );
}

function clocksOf({ features }: CommunitySettings): ClocksSettings | null {
  const section = features['clocks'];
  return section === undefined || section.mode === 'off' ? null : (section.settings as ClocksSettings);
}

/** Only who is in a group now: that is what conditions of policies would be judged by. */
async function membersFor(
  trials: ReadonlyMap<string, Trial>,
  { store, forumId }: { readonly store: Pick<Store, 'knownMembers'>; readonly forumId: string },
): Promise<(group: number, user: number) => boolean> {
  const groups = [...trials.values()].flatMap(({ settings }) =>
    (clocksOf(settings)?.policies ?? []).flatMap(({ when }) => (when.group ?? []).map(Number)),
  );
  const members = new Map<number, ReadonlySet<number>>();
  for (const group of new Set(groups)) members.set(group, new Set((await store.knownMembers(forumId, group)).map(({ user }) => user)));
  return (group, user) => members.get(group)?.has(user) ?? false;
}

function notesOf(changes: readonly SettingsVersion[], before: Newest): string[] {
  return changes.flatMap(({ community, settings }) => {
    const old = before.get(community)?.settings;
    if (settings === null) return [`${community} would end; that is not previewed.`];
    if (!old) return [`${community} would be new; it has no clocks yet.`];
    if (clocksOf(settings) === null) return [`The clocks of ${community} would be off; that is not previewed.`];
    const others = ({ features: { clocks, ...features }, ...rest }: CommunitySettings) => hashState({ ...rest, features });
    return others(settings) === others(old) ? [] : [`Other settings of ${community} differ as well; the preview looks at clocks only.`];
  });
}
