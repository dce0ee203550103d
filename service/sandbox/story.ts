import { findTopic, postsOf } from './lookups.js';
import { SandboxRefusal, personOf } from './people.js';
import type { Person } from './people.js';
import { pause } from './world.js';
import type { SandboxClock, World } from './world.js';

interface Scene {
  readonly as: (username: string) => Person;
  /** The post with this text that was written in the story; the story continues after a restart. */
  readonly postBy: (username: string, words: string) => { id: number; topicId: number };
}

interface Step {
  /** Seconds after the step before, at speed 1. */
  readonly after: number;
  readonly play: (scene: Scene) => void;
}

const HEATING = 'The radiators in my flat have been cold since Sunday. Whom do I tell, and may I pay less rent for these days?';
const LAPTOP = 'My laptop does not find the printer in the library any more. What can I do?';
const ANSWER =
  'The landlord must repair a broken heating within two working days.\n\n1. Report it in writing.\n2. After two working days you may ask for a lower rent.';

/** About two minutes of a day at the desk; it asks for the sample organisation. */
const STEPS: readonly Step[] = [
  {
    after: 1,
    play: ({ as }) =>
      void as('paula').ask({ category: 'Housing Desk', title: 'Heating is cold since Sunday', raw: HEATING, tags: ['incident'] }),
  },
  {
    after: 12,
    play: ({ as }) =>
      void as('ravi').ask({ category: 'IT-Hilfe', title: 'Laptop does not find the printer', raw: LAPTOP, tags: ['how-to'] }),
  },
  {
    after: 10,
    play: ({ as, postBy }) =>
      void as('timo').reply(postBy('paula', 'radiators').topicId, 'Same here in number 14, cold since Sunday evening.'),
  },
  {
    after: 10,
    play: ({ as, postBy }) =>
      void as('sofia').reply(
        postBy('ravi', 'printer').topicId,
        'Switch the wireless off and on again, then add the printer anew. That helped me.',
        { to: 1 },
      ),
  },
  { after: 12, play: ({ as, postBy }) => void as('ute').reply(postBy('paula', 'radiators').topicId, ANSWER, { to: 1 }) },
  { after: 10, play: ({ as, postBy }) => void as('ravi').accept(postBy('sofia', 'wireless').id) },
  { after: 10, play: ({ as, postBy }) => void as('timo').like(postBy('ute', 'landlord').id) },
  {
    after: 12,
    play: ({ as, postBy }) =>
      void as('ute').edit(postBy('ute', 'landlord').id, { raw: `${ANSWER}\n3. Keep a copy of your letter.`, reason: 'A step was missing' }),
  },
  {
    after: 12,
    play: ({ as }) =>
      void as('ravi').message({
        to: ['housing_experts'],
        title: 'A question about my landlord',
        raw: 'My landlord says that I must leave by May. I do not want to write this in public.',
      }),
  },
  { after: 12, play: ({ as, postBy }) => void as('paula').accept(postBy('ute', 'landlord').id) },
  {
    after: 10,
    play: ({ as, postBy }) =>
      void as('viktor').reply(postBy('ravi', 'leave by May').topicId, 'You do not have to leave. Please send us the letter here.'),
  },
  {
    after: 10,
    play: ({ as }) =>
      void as('sofia').ask({
        category: 'Rent',
        title: 'May the deposit be paid in parts?',
        raw: 'The new contract asks for three rents as a deposit. May I pay it in three parts?',
        tags: ['policy'],
      }),
  },
];

export interface Play {
  readonly world: World;
  readonly clock: SandboxClock;
  /** 2: twice as fast. */
  readonly speed: number;
  readonly signal?: AbortSignal | undefined;
}

/** The step is part of the state, so a story that was interrupted goes on where it was. */
export async function playStory({ world, clock, speed, signal = new AbortController().signal }: Play): Promise<void> {
  const scene: Scene = { as: (username) => personOf(world, username), postBy: (username, words) => postBy(world, username, words) };
  const { story } = world.state;
  const isWanted = (): boolean => !signal.aborted;
  for (let number = story.step; number < STEPS.length && isWanted(); number = story.step) {
    const step = STEPS[number];
    await pause(clock, ((step?.after ?? 0) * 1_000) / speed, signal);
    if (isWanted() && takeStep(world, number)) playStep(scene, step);
  }
}

/** False when another player of the same story was quicker. */
function takeStep({ state }: World, number: number): boolean {
  if (state.story.step !== number) return false;
  state.story.step = number + 1;
  return true;
}

/** Whoever looks at the forum may also have changed it: a step that has become impossible is left out. */
function playStep(scene: Scene, step: Step | undefined): void {
  try {
    step?.play(scene);
  } catch (error) {
    if (!(error instanceof SandboxRefusal) && !(error instanceof StoryGap)) throw error;
  }
}

class StoryGap extends Error {
  override readonly name = 'StoryGap';
}

function postBy(world: World, username: string, words: string): { id: number; topicId: number } {
  const author = world.state.users.find((user) => user.username === username);
  const post = world.state.topics
    .flatMap((topic) => postsOf(world.state, topic.id))
    .findLast(
      (known) => known.userId === author?.id && known.raw.includes(words) && findTopic(world.state, known.topicId)?.deletedAt === null,
    );
  if (!post) throw new StoryGap(`the story needs a post by ${username} about "${words}"`);
  return post;
}
