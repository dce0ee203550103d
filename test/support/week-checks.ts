import { membersOf, shownByForum, shownByView, type Shown } from './forum-shows.js';
import type { TestStore } from './database.js';
import type { PlayedWeek } from './undisturbed.js';

/** 30 % of deliveries are lost, others come twice, or so late that later ones overtake them. */
export const DISTURBED = { dropRate: 0.3, doubleRate: 0.2, reorderRate: 0.2, reorderMs: 7 * 3600 * 1000 };

/** Where what we know is not what the forum shows. */
export async function disagreements({ store }: TestStore, week: PlayedWeek): Promise<string[]> {
  const { forumId, sandbox, botId } = week;
  const { forum, known } = await membersOf(store, week);
  const found =
    JSON.stringify(forum) === JSON.stringify(known) ? [] : [`members\n  forum ${JSON.stringify(forum)}\n  known ${JSON.stringify(known)}`];
  for (const { topicId, view } of await store.tickets(forumId)) {
    const shown = partShown(shownByForum(sandbox, { topicId, botId }));
    const ours = partShown(shownByView(view));
    if (shown !== ours) found.push(`topic ${topicId}\n  forum ${shown}\n  view  ${ours}`);
  }
  return found;
}

/** Of a topic that is deleted the forum shows nothing more, in no list and to no sweep. */
function partShown(shown: Shown | null): string {
  return JSON.stringify(shown?.isDeleted === true ? { isDeleted: true } : shown);
}

/** Tickets for which the bot has more than one status post, wherever people moved them: an effect that was doubled. */
export function doubledPosts({ sandbox, botId }: PlayedWeek): string[] {
  const posts = sandbox.state.posts.filter((post) => post.userId === botId && post.type === 1 && post.deletedAt === null);
  const tickets = posts.map((post) => post.raw.split('\n')[0] ?? '');
  return tickets.filter((ticket, index) => tickets.indexOf(ticket) !== index);
}
