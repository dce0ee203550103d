import { clockEvidence } from '../assembly/clock-evidence.js';
import { DONE, FELL_SHORT, WRONG_USAGE } from './answer.js';
import type { Desk, DeskCommand } from './desk.js';

/** `evidence <topic>`: log and ledger of its clocks, to be counted again elsewhere with `vectors` (CL-19). */
export const evidence: DeskCommand = async (desk, { topic, for: lead }) => {
  const { store, forumId, rules, clock } = desk;
  const topicId = Number(/^(?:HD-)?(\d+)$/i.exec(topic ?? '')?.[1]);
  if (!Number.isSafeInteger(topicId))
    return { code: WRONG_USAGE, text: `${topic ?? ''} is no topic. Give its number or its reference, like HD-20.` };
  const botId = (await store.forum(forumId))?.botId ?? 0;
  const material = await store.material(forumId, topicId);
  const found = clockEvidence(rules, { topicId, botId, now: clock.now(), material, of: ['question', 'experts'] });
  if (found === null) return { code: FELL_SHORT, text: `Topic ${topicId} is no ticket: no clock runs there.` };
  if (found.isPrivate && !(await isLead(desk, found.community, lead)))
    return {
      code: FELL_SHORT,
      text: `HD-${topicId} is private: its evidence is for a desk lead of its community. Name her with --for, or let her take it from the page of the ticket.`,
    };
  return { code: DONE, text: found.text, json: found.data };
};

/** Whether she leads the desk now, by the groups of the forum. */
async function isLead({ store, forumId }: Desk, community: string | null, name: string | undefined): Promise<boolean> {
  if (community === null || name === undefined) return false;
  const user = await store.idOfName(forumId, 'user', name.replace(/^@/, ''));
  if (user === null) return false;
  const versions = (await store.settings(forumId)).filter((one) => one.community === community && one.settings !== null);
  const newest = versions.reduce<(typeof versions)[number] | null>((last, one) => (last && last.version > one.version ? last : one), null);
  const groups = await store.groupsOf(forumId, user);
  return newest?.settings?.roles.deskLead.some((group) => groups.includes(group)) ?? false;
}
