import { awaitMade } from './await-made.js';
import { createCaller, type Caller } from './caller.js';
import type { Named } from './deeds.js';
import { readDirectory, readMembers, whoIsBot, type Directory, type Member } from './directory.js';
import { createRecording, STORY_SETTINGS, type Recording } from './recording.js';
import type { Scenario, Step } from './scenario.js';
import { createSightings } from './sightings.js';
import { RecordError, type Stage, type StageParts } from './stage.js';
import { readTouched, takeStep, type Work } from './steps.js';
import { storyCommunities, storySettings } from './story-settings.js';
import { createTouched } from './touched.js';

export interface Playing<S extends Stage> {
  readonly scenario: Scenario;
  readonly open: (parts: StageParts) => Promise<S>;
  readonly signal: AbortSignal;
}

export interface Played<S extends Stage> {
  readonly recording: Recording;
  /** Files of the folder beside the recorded ones. */
  readonly files: Readonly<Record<string, string>>;
  readonly stage: S;
}

/** Between two steps that do not wait. */
const SECONDS_PER_STEP = 60;
/** A bot that is in no group of the communities stands alone in one, so that its id is told. */
const GROUP_OF_BOT = 'recorded_bot';

/** Plays a scenario and records it. The stage stays open: whoever calls stops it. Null: it was interrupted, and the stage is closed. */
export async function play<S extends Stage>({ scenario, open, signal }: Playing<S>): Promise<Played<S> | null> {
  const recording = createRecording();
  const touched = createTouched();
  const stage = await open({
    scenario,
    recording,
    take({ path, headers, body }, at) {
      const text = body.toString('utf8');
      touched.saw(text);
      recording.delivery({ at, path, headers, body: text });
    },
  });
  try {
    const call = createCaller(stage, recording);
    const directory = await readDirectory(call, stage);
    const { settings, communities } = await settingsOf({ scenario, stage, call, directory });
    await stage.begin(communities);
    touched.clear();
    const sightings = createSightings(stage.bot.username);
    const work: Work = { stage, call, directory, things: new Map<string, Named>(), touched, sightings, recording, signal };
    for (const step of scenario.steps) {
      if (signal.aborted) break;
      await playStep(work, step);
    }
    if (!signal.aborted) {
      if (recording.counts.deliveries === 0) throw new RecordError('no delivery came: does the webhook of the forum point here?');
      recording.did(stage.stamp(), 'the story ends', null);
      return { recording, files: { [STORY_SETTINGS]: settings }, stage };
    }
  } catch (error) {
    await stage.stop();
    throw error;
  }
  await stage.stop();
  return null;
}

async function playStep(work: Work, step: Step): Promise<void> {
  const { stage, recording } = work;
  const { deed, call, line } = step;
  if (deed.what === 'await') await awaitMade(work, { call, line, wanted: deed.with });
  else await takeStep(work, step);
  const seconds = deed.what === 'wait' ? deed.with.seconds : SECONDS_PER_STEP;
  await stage.pass(seconds, () => readTouched(work));
  if (deed.what === 'wait') recording.did(stage.stamp(), `${deed.with.written} have passed`, null);
}

interface Setting {
  readonly scenario: Scenario;
  readonly stage: Stage;
  readonly call: Caller;
  readonly directory: Directory;
}

async function settingsOf({ scenario, stage, call, directory }: Setting): Promise<{ settings: string; communities: string }> {
  const { text: communities, groups } = storyCommunities(scenario, directory, stage.since);
  const members = new Map<string, readonly Member[]>();
  for (const group of groups) members.set(group, await readMembers(call, stage, group));
  const bot = await whoIsBot(call, stage);
  if (![...members.values()].flat().some(({ id }) => id === bot.id)) members.set(GROUP_OF_BOT, [{ ...bot, from: stage.since }]);
  return { communities, settings: storySettings({ communities, title: scenario.title, bot, secret: stage.secret, members }) };
}
