import type { Instant } from '../../shared/instant.js';
import { markerOf, withMarker } from '../../shared/marker.js';
import type { CommunitySettings } from '../../shared/settings.js';
import { timeMessages } from '../../shared/time-messages.js';
import { loadHoles, type Hole } from '../console/calendar-query.js';
import { loadFrame } from '../console/frame.js';
import { calendarOfDesk } from '../features/clocks/arithmetic/people.js';
import { wallTime } from '../features/clocks/arithmetic/wording.js';
import { coverMessages } from '../features/clocks/messages-cover.js';
import type { Clock } from '../ports/clock.js';
import { ForumError, type Forum } from '../ports/forum.js';
import type { ForumRow, Store } from '../ports/store.js';
import { calendarTools } from './calendar-tools.js';
import { newestOf } from './settings-versions.js';

export interface CoverParts {
  readonly store: Store;
  readonly forum: Pick<Forum, 'findByExternalId' | 'createMessage'>;
  readonly row: Pick<ForumRow, 'id' | 'secret'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** So many are told; the page shows all. */
const MOST_HOLES = 20;

/**
 * CL-22, every day: whoever leads a desk gets one message a week while hours of the next two weeks are without anybody. It is about no ticket, so
 * no ticket wants it: the week's message is known by its external id, and is not made where the forum has it.
 */
export async function tellOfHoles(parts: CoverParts): Promise<readonly string[]> {
  const { store, row } = parts;
  if ((await store.forum(row.id))?.mode !== 'live') return [];
  const told: string[] = [];
  for (const { settings } of newestOf(await store.settings(row.id)).values())
    if (settings?.features['clocks']?.mode === 'on' && (await tellLeads(settings, parts))) told.push(settings.id);
  return told;
}

async function tellLeads(community: CommunitySettings, { store, forum, row, clock }: CoverParts): Promise<boolean> {
  const now = clock.now();
  const { deskLead, facilitator } = community.roles;
  const labels = await store.labels(
    row.id,
    (deskLead.length > 0 ? deskLead : facilitator).map((group) => `group:${group}` as const),
  );
  const groups = [...labels.values()];
  const context = { store, forumId: row.id, now };
  const looked = { frame: await loadFrame(context), viewer: { type: 'operator' }, tools: calendarTools, community } as const;
  const holes = groups.length === 0 ? [] : await loadHoles(context, calendarOfDesk(community), looked);
  if (holes.length === 0) return false;
  const externalId = markerOf(row.secret, `cover:${community.id}:${weekOf(now, calendarOfDesk(community).tz)}`, 1);
  try {
    if (!(await spend(store, row.id, now)) || (await forum.findByExternalId(externalId)) !== null) return false;
    const say = coverMessages[community.locale];
    const raw = withMarker(
      say.text(
        holes.slice(0, MOST_HOLES).map((hole) => toldHole(hole, community)),
        community.words,
      ),
      externalId,
    );
    await forum.createMessage({ title: say.title(community.words), raw, users: [], groups, externalId });
    return true;
  } catch (error) {
    // It is tried again tomorrow, and `external_id_taken` says that it is there.
    if (error instanceof ForumError) return false;
    throw error;
  }
}

/** The budget of calls holds here too. */
async function spend(store: Store, forumId: string, now: Instant): Promise<boolean> {
  return (await store.takeToken(forumId, now, 'act')).ok;
}

function toldHole({ from, to, group, targets }: Hole, community: CommunitySettings) {
  const { tz } = calendarOfDesk(community);
  const when = (at: Instant): string => timeMessages[community.locale].when(wallTime(at, tz));
  return { from: when(from), to: when(to), group, tickets: [...new Set(targets.map(({ topicId }) => `HD-${topicId}`))] };
}

/** Its Monday, where the desk is. */
function weekOf(at: Instant, tz: string): string {
  const { year, month, day, weekday } = wallTime(at, tz);
  return new Date(Date.UTC(year, month - 1, day - weekday)).toISOString().slice(0, 10);
}
