import type { Awaited } from './deed-shapes.js';
import type { Wanted } from './sightings.js';
import { readTouched, thingOf, withLine, type Work } from './steps.js';
import { RecordError } from './stage.js';

interface Awaiting {
  readonly call: string | null;
  readonly line: number | null;
  readonly wanted: Awaited;
}

/** Waits until the bot has made something, and names it; the forum alone tells, so that it is the same in every forum. */
export async function awaitMade(work: Work, { call: name, line, wanted: given }: Awaiting): Promise<void> {
  const { stage, recording, sightings, things, signal } = work;
  await withLine(line, async () => {
    const wanted = wantedOf(work, given);
    const words = wordsOf(given);
    await stage.until(given.within.seconds, async () => {
      await readTouched(work);
      return signal.aborted || sightings.find(wanted) !== null;
    });
    if (signal.aborted) return;
    const found = sightings.find(wanted);
    if (found === null) throw new RecordError(notMade(work, given, words));
    const { post, topic, number } = found;
    sightings.name(post);
    if (name !== null) things.set(name, { post, topic, number });
    recording.did(
      stage.stamp(),
      `${stage.bot.username} has made ${words}, post ${post} in topic ${topic}${name === null ? '' : `: ${name}`}`,
      null,
    );
  });
}

function wantedOf({ stage, directory, things }: Work, { what, to, about, says }: Awaited): Wanted {
  const isGroup = to !== null && directory.groupId(to) !== null;
  return {
    what,
    says,
    to: to === null || isGroup ? to : (stage.accountOf(to)?.username ?? to),
    about: about === null ? null : thingOf(things, about),
  };
}

function wordsOf({ what, to, about, says }: Awaited): string {
  const parts = [to === null ? '' : ` to ${to}`, about === null ? '' : ` about ${about}`, says === null ? '' : ` that says "${says}"`];
  return `${what === 'article' ? 'an' : 'a'} ${what}${parts.join('')}`;
}

function notMade({ sightings, stage: { bot } }: Work, { within }: Awaited, words: string): string {
  const made = sightings.newest();
  const why =
    made.length === 0
      ? `${bot.username} has made nothing at all. Does the service run beside the forum, and may it write (hybrid-desk go)?`
      : `The last that ${bot.username} made: ${made.join('; ')}. Give it longer with within:, or look why it was not wanted: leave this step out, record, and read the story with hybrid-desk replay.`;
  return `waited ${within.written} for ${words}, in vain. ${why}`;
}
