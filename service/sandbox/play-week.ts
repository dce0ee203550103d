import { addSeconds, type Instant } from '../../shared/instant.js';
import type { Sandbox } from './contract.js';
import { SandboxRefusal } from './people.js';
import type { WeekScene } from './week-scene.js';
import { WEEK_STEPS } from './week.js';

export interface WeekPlayer {
  /** The Monday, 00:00 UTC, on which the week begins. */
  readonly monday: Instant;
  readonly leapTo: (at: Instant) => void;
  /** Until everything that follows from a step has been done. */
  readonly quiet: () => Promise<void>;
  readonly signal: AbortSignal;
}

const DAY_SECONDS = 24 * 3600;
const WEEK_SECONDS = 7 * DAY_SECONDS;

/** The last Monday of a week that is over. */
export function mondayBefore(now: Instant): Instant {
  const day = new Date(now).getUTCDay();
  const today = `${now.slice(0, 10)}T00:00:00.000Z`;
  return addSeconds(today, -((day + 6) % 7) * DAY_SECONDS - WEEK_SECONDS);
}

/** Plays the week from where it was left: the step is part of the forum's state, so that a start that was interrupted goes on. */
export async function playWeek(sandbox: Sandbox, { monday, leapTo, quiet, signal }: WeekPlayer): Promise<void> {
  const scene = sceneOf(sandbox);
  for (const [number, step] of WEEK_STEPS.entries()) {
    if (signal.aborted) return;
    if (number < sandbox.state.week.step) continue;
    leapTo(instantOf(step.when, monday));
    await quiet();
    sandbox.state.week.step = number + 1;
    playStep(scene, step.play);
    await quiet();
  }
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function instantOf(when: string, monday: Instant): Instant {
  const [day = '', time = ''] = when.split(' ');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return addSeconds(monday, DAYS.indexOf(day) * DAY_SECONDS + hours * 3600 + minutes * 60);
}

/** Whoever looks at the forum meanwhile may also have changed it: a step that has become impossible is left out. */
function playStep(scene: WeekScene, play: (scene: WeekScene) => void): void {
  try {
    play(scene);
  } catch (error) {
    if (!(error instanceof SandboxRefusal) && !(error instanceof WeekGap)) throw error;
  }
}

class WeekGap extends Error {
  override readonly name = 'WeekGap';
}

function sceneOf({ as, state }: Sandbox): WeekScene {
  return {
    as,
    post(name) {
      const post = state.posts.find(({ id }) => id === state.week.posts[name]);
      if (!post) throw new WeekGap(`the week has no post "${name}"`);
      return post;
    },
    remember(name, { id }) {
      state.week.posts[name] = id;
    },
    messageTo(username, words) {
      const user = state.users.find((one) => one.username === username);
      const groups = state.groups.filter(({ members }) => members.some(({ userId }) => userId === user?.id)).map(({ id }) => id);
      const found = state.topics.findLast(
        ({ archetype, title, allowedGroups }) =>
          archetype === 'private_message' && title.includes(words) && allowedGroups.some((id) => groups.includes(id)),
      );
      return found?.id ?? null;
    },
  };
}
