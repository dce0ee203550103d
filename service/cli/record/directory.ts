import type { Instant } from '../../../shared/instant.js';
import { membersIn, siteIn, whoIn } from '../../adapters/discourse/story-answers.js';
import { STORY_READS } from '../../adapters/discourse/story-calls.js';
import type { Caller } from './caller.js';
import { RecordError, type Stage } from './stage.js';

export interface Member {
  readonly user: string;
  readonly id: number;
  readonly from: Instant;
}

/** Names of the forum's places and groups. */
export interface Directory {
  readonly categoryId: (category: string | number) => number | null;
  readonly groupId: (group: string) => number | null;
  readonly categoryNames: readonly string[];
}

export async function readDirectory(call: Caller, { bot }: Stage): Promise<Directory> {
  const { status, json } = await call(bot, STORY_READS.site(), `${bot.username} reads the names of categories and groups`);
  const site = siteIn(json);
  if (!site) throw new RecordError(`the forum does not show its categories (status ${status}). Check address, bot and key.`);
  const { categories, groups } = site;
  return {
    categoryId: (category) => categories.find(({ id, name }) => id === category || name === category)?.id ?? null,
    groupId: (group) => groups.find(({ name }) => name.toLowerCase() === group.toLowerCase())?.id ?? null,
    categoryNames: categories.map(({ name }) => name),
  };
}

/** First members of a group are in no delivery: the settings of the story tell them. */
export async function readMembers(call: Caller, stage: Stage, group: string): Promise<Member[]> {
  const { bot } = stage;
  const members: Member[] = [];
  for (let total = 1, offset = 0; offset < total;) {
    const { status, json } = await call(bot, STORY_READS.members(group, offset), `${bot.username} reads the members of ${group}`);
    const page = membersIn(json);
    if (!page) throw new RecordError(`the forum does not show the members of ${group} to ${bot.username} (status ${status})`);
    if (page.members.length === 0) break;
    members.push(...page.members.map(({ user, id, from }) => ({ user, id, from: from ?? stage.since })));
    total = page.total;
    offset += page.members.length;
  }
  return members.sort((a, b) => a.id - b.id);
}

export async function whoIsBot(call: Caller, { bot }: Stage): Promise<{ readonly user: string; readonly id: number }> {
  const { status, json } = await call(bot, STORY_READS.whoAmI(), `${bot.username} asks who it is`);
  const who = whoIn(json);
  if (!who) throw new RecordError(`the forum does not know the bot ${bot.username} (status ${status}). Check its name and key.`);
  return who;
}
