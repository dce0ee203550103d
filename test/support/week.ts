import type { Sandbox } from '../../service/sandbox/sandbox.js';
import type { Person } from '../../service/sandbox/people.js';

/** What the acts of the week know of each other: posts and topics by the names that the script gives them. */
export interface Scene {
  readonly sandbox: Sandbox;
  as(username: string): Person;
  category(name: string): number;
  /** The topic of a named post. */
  topic(name: string): number;
  post(name: string): number;
  remember(name: string, post: { readonly id: number }): void;
}

export function sceneOf(sandbox: Sandbox): Scene {
  const posts = new Map<string, number>();
  const post = (name: string): number => {
    const id = posts.get(name);
    if (id === undefined) throw new Error(`the week knows no ${name}`);
    return id;
  };
  return {
    sandbox,
    as: sandbox.as,
    category: (name) => sandbox.state.categories.find((one) => one.name === name)?.id ?? 0,
    post,
    topic: (name) => sandbox.state.posts.find((one) => one.id === post(name))?.topicId ?? 0,
    remember: (name, made) => void posts.set(name, made.id),
  };
}

export interface WeekAct {
  readonly what: string;
  readonly play: (scene: Scene) => void;
}

export const act = (what: string, play: (scene: Scene) => void): WeekAct => ({ what, play });

interface Ask {
  readonly by: string;
  readonly category?: string;
  readonly tags?: readonly string[];
}

export const ask = (name: string, { by, category = 'Housing Desk', tags = [] }: Ask): WeekAct =>
  act(`${by} asks ${name}`, (scene) => {
    const raw = `Here is my question about ${name}. What can I do?`;
    scene.remember(name, scene.as(by).ask({ category, title: `A question about ${name}`, raw, tags }));
  });

export const reply = (name: string, { by, to, whisper = false }: { by: string; to: string; whisper?: boolean }): WeekAct =>
  act(`${by} replies ${name} to ${to}`, (scene) =>
    scene.remember(name, scene.as(by).reply(scene.topic(to), `Here is what I know of it: ${name}`, { whisper })),
  );

export const edit = (name: string, by: string): WeekAct =>
  act(`${by} edits ${name}`, (scene) => void scene.as(by).edit(scene.post(name), `Here is a better text of ${name}, by ${by}`));

const accept = (name: string, by: string): WeekAct => act(`${by} accepts ${name}`, (scene) => void scene.as(by).accept(scene.post(name)));
const retag = (name: string, tags: readonly string[]): WeekAct =>
  act(`xaver tags ${name} with ${tags.join(' ')}`, (scene) => void scene.as('xaver').editTopic(scene.topic(name), { tags }));
const moveTo = (name: string, category: string): WeekAct =>
  act(
    `xaver moves ${name} to ${category}`,
    (scene) => void scene.as('xaver').editTopic(scene.topic(name), { categoryId: scene.category(category) }),
  );
const assign = (name: string, by: string, to: string): WeekAct =>
  act(`${by} assigns ${name} to ${to}`, (scene) => void scene.as(by).assign({ topic: scene.topic(name) }, to));

/** A week of a desk: people ask, answer, change their minds, tidy up; groups change; somebody asks in private. */
export const WEEK: readonly WeekAct[] = [
  ask('heating', { by: 'paula', tags: ['incident'] }),
  ask('wifi', { by: 'ravi', category: 'IT-Hilfe', tags: ['how-to'] }),
  reply('same here', { by: 'timo', to: 'heating' }),
  reply('two days', { by: 'ute', to: 'heating' }),
  edit('two days', 'ute'),
  ask('deposit', { by: 'sofia', category: 'Rent', tags: ['policy'] }),
  accept('two days', 'paula'),
  act('paula takes it back', (scene) => void scene.as('paula').unaccept(scene.post('two days'))),
  reply('add it anew', { by: 'wanda', to: 'wifi' }),
  act('wanda deletes it', (scene) => void scene.as('wanda').delete(scene.post('add it anew'))),
  act('wanda recovers it', (scene) => void scene.as('wanda').recover(scene.post('add it anew'))),
  retag('wifi', ['how-to', 'printer']),
  accept('same here', 'paula'),
  accept('two days', 'paula'),
  assign('deposit', 'viktor', 'viktor'),
  ask('noise', { by: 'timo' }),
  moveTo('noise', 'IT-Hilfe'),
  act('ravi asks in private', (scene) => {
    const raw = 'My landlord says that I must leave. I do not want to write this in public.';
    scene.remember('leaving', scene.as('ravi').message({ to: ['housing_experts'], title: 'About my landlord', raw }));
  }),
  reply('you may stay', { by: 'viktor', to: 'leaving' }),
  ask('rules of the house', { by: 'yara' }),
  reply('thank you', { by: 'paula', to: 'rules of the house' }),
  act('viktor leaves the experts', ({ sandbox }) => sandbox.admin.leave('housing_experts', 'viktor')),
  reply('as a neighbour', { by: 'viktor', to: 'deposit' }),
  act('viktor is an expert again', ({ sandbox }) => sandbox.admin.join('housing_experts', 'viktor')),
  reply('three parts', { by: 'viktor', to: 'deposit' }),
  ask('cheap watches', { by: 'ravi' }),
  act('xaver deletes cheap watches', (scene) => void scene.as('xaver').deleteTopic(scene.topic('cheap watches'))),
  ask('cold rooms', { by: 'paula' }),
  reply('still cold', { by: 'sofia', to: 'cold rooms' }),
  act('xaver merges cold rooms into heating', (scene) => void scene.as('xaver').merge(scene.topic('cold rooms'), scene.topic('heating'))),
  ask('garden', { by: 'sofia', tags: ['service-request'] }),
  reply('the bins', { by: 'timo', to: 'garden' }),
  reply('blue bins', { by: 'ute', to: 'garden' }),
  act('xaver splits the bins off', (scene) => {
    scene.as('xaver').move(scene.topic('garden'), [scene.post('the bins'), scene.post('blue bins')], { title: 'Where are the bins' });
  }),
  edit('garden', 'sofia'),
  act(
    'sofia renames garden',
    (scene) => void scene.as('sofia').editTopic(scene.topic('garden'), { title: 'Whose turn is it in the garden?' }),
  ),
  assign('deposit', 'xaver', 'ute'),
  assign('deposit', 'ute', 'ute'),
  act('ute gives deposit back', (scene) => void scene.as('ute').unassign({ topic: scene.topic('deposit') })),
  act('xaver closes wifi', (scene) => void scene.as('xaver').close(scene.topic('wifi'))),
  act('xaver opens wifi', (scene) => void scene.as('xaver').open(scene.topic('wifi'))),
  ask('the laundry', { by: 'yara', category: 'FAQ' }),
  moveTo('the laundry', 'Housing Desk'),
  reply('one of the desk', { by: 'timo', to: 'the laundry' }),
  moveTo('the laundry', 'FAQ'),
  act('xaver hides the bins', (scene) => void scene.as('xaver').hide(scene.post('the bins'))),
  act('xaver shows the bins', (scene) => void scene.as('xaver').hide(scene.post('the bins'), false)),
  reply('among us', { by: 'xaver', to: 'heating', whisper: true }),
  act('xaver recovers cheap watches', (scene) => void scene.as('xaver').recoverTopic(scene.topic('cheap watches'))),
  act('xaver deletes cheap watches again', (scene) => void scene.as('xaver').deleteTopic(scene.topic('cheap watches'))),
  ask('a password', { by: 'ravi', category: 'IT-Hilfe' }),
  reply('ask at the counter', { by: 'wanda', to: 'a password' }),
  edit('a password', 'ravi'),
  accept('ask at the counter', 'ravi'),
  act('xaver deletes the accepted answer', (scene) => void scene.as('xaver').delete(scene.post('ask at the counter'))),
  act('xaver recovers it', (scene) => void scene.as('xaver').recover(scene.post('ask at the counter'))),
  act('paula withdraws her thanks', (scene) => void scene.as('paula').delete(scene.post('thank you'))),
  retag('deposit', ['incident']),
  retag('deposit', ['policy', 'rent']),
  moveTo('deposit', 'Housing Desk'),
  act('sofia becomes an IT expert', ({ sandbox }) => sandbox.admin.join('it_experts', 'sofia')),
  reply('a new cable', { by: 'sofia', to: 'wifi' }),
  act('wanda leaves the IT experts', ({ sandbox }) => sandbox.admin.leave('it_experts', 'wanda')),
  ask('the roof', { by: 'timo', tags: ['incident'] }),
];
