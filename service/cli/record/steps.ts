import { madeIn, postIn, storyRefusal, topicIn } from '../../adapters/discourse/story-answers.js';
import { STORY_READS } from '../../adapters/discourse/story-calls.js';
import type { Caller } from './caller.js';
import { doingOf, type Done, type Named } from './deeds.js';
import type { Directory } from './directory.js';
import type { Recording } from './recording.js';
import type { Step } from './scenario.js';
import type { Sightings } from './sightings.js';
import { RecordError, type Account, type Stage } from './stage.js';
import type { Touched } from './touched.js';

export interface Work {
  readonly stage: Stage;
  readonly call: Caller;
  readonly directory: Directory;
  /** What the steps have made and named. */
  readonly things: Map<string, Named>;
  readonly touched: Touched;
  readonly sightings: Sightings;
  readonly recording: Recording;
  readonly signal: AbortSignal;
}

/** One step as one call; a refusal of the forum ends the story. */
export async function takeStep(work: Work, step: Step): Promise<void> {
  const { deed, as, line, call: name } = step;
  if (deed.what === 'wait' || deed.what === 'await' || as === null) return;
  await withLine(line, async () => {
    const who = work.stage.accountOf(as);
    if (!who) throw new RecordError(`nobody is called ${as}. Add ${as} under people:, or name somebody of the sample organisation.`);
    await takeDeed(work, deed, { who, name });
  });
}

/** What goes wrong in a step names its line. */
export async function withLine(line: number | null, take: () => Promise<void>): Promise<void> {
  try {
    await take();
  } catch (error) {
    throw error instanceof RecordError ? new RecordError(`${line === null ? '' : `line ${line}: `}${error.message}`) : error;
  }
}

async function takeDeed(work: Work, deed: Done, { who, name }: { readonly who: Account; readonly name: string | null }): Promise<void> {
  const { stage, call, directory, things } = work;
  // A group keeps its name.
  const username = (person: string): string =>
    directory.groupId(person) === null ? (stage.accountOf(person)?.username ?? person) : person;
  const doing = doingOf(deed, { directory, who: who.username, username, thing: (wanted) => thingOf(things, wanted) });
  const words = `${who.username} ${doing.words}`;
  const { status, json } = await call(doing.byAdmin ? stage.admin : who, doing.call, name === null ? words : `${words}: ${name}`);
  const refusal = storyRefusal(status, json);
  if (refusal !== null) throw new RecordError(`the forum refuses this (${words}): ${refusal}`);
  if (name === null) return;
  const made = madeIn(json);
  if (!made) throw new RecordError(`it waits for approval (${words}), so it cannot be called ${name}`);
  things.set(name, made);
}

export function thingOf(things: ReadonlyMap<string, Named>, name: string): Named {
  const thing = things.get(name);
  if (!thing) throw new RecordError(`no earlier step made ${name}`);
  return thing;
}

/** As the bot: a delivery rings, and only a read tells what is true. Posts beyond the first page of a topic are read one by one. */
export async function readTouched({ stage: { bot }, call, touched, sightings }: Work): Promise<void> {
  for (const { topic, posts } of touched.take()) {
    const { json } = await call(bot, STORY_READS.topic(topic), `${bot.username} reads topic ${topic}`);
    const shown = topicIn(json);
    if (!shown) continue;
    sightings.sawTopic(shown);
    for (const id of posts.filter((one) => !shown.posts.some(({ post }) => post === one))) {
      const post = postIn((await call(bot, STORY_READS.post(id), `${bot.username} reads post ${id}`)).json);
      if (post) sightings.sawPost(post);
    }
  }
}
