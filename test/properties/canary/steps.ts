import { COMMAND_WORDS, GRAMMAR } from '../../../shared/commands/grammar.js';
import type { Visibility } from '../../../shared/facts.js';
import { nameKey } from '../../../shared/names.js';
import type { ModelForum, Post, Topic } from './forum.js';
import { BOT, CATEGORIES, COMMUNITIES, communityOfCategory, GROUPS, MEMBERS, PEOPLE, USERS, type CommunityGround } from './people.js';
import type { ModelService } from './service.js';
import { nextVersion } from './settings.js';

/** What people may do in one step. */
export interface Doing {
  readonly forum: ModelForum;
  readonly service: ModelService;
}

type Step = (doing: Doing) => void | Promise<void>;
/** Gives the topic in which somebody told the desk what to do: it is derived at once. */
type Telling = (doing: Doing) => Topic | null;

const KIND_WORDS = ['The rent rose', 'How do I log in', 'It is broken', 'May I sublet', 'What do you think of it'];

/** A text whose canary stands at its beginning and its end: also a part of it is found. */
function say(forum: ModelForum, about = forum.chance.pick(KIND_WORDS)): string {
  const token = forum.newToken();
  return `${token} ${about} and nobody here could tell me more about it ${token}`;
}

function spoken({ forum, service }: Doing, topic: Topic, own: Parameters<ModelForum['newPost']>[1]): Post {
  const post = forum.newPost(topic, own);
  if (forum.chance.happens(0.7)) service.hear(post);
  service.readPost(post);
  return post;
}

function open(forum: ModelForum, holds: (topic: Topic) => boolean = () => true): Topic | null {
  const found = forum.topics.filter((topic) => topic.deletedAt === null && !isArticle(topic) && holds(topic));
  return found.length === 0 ? null : forum.chance.pick(found);
}

const isMessage = ({ archetype }: Topic): boolean => archetype === 'private_message';
/** What people do with an article of the desk is their own publishing. */
const isArticle = ({ author, serves }: Topic): boolean => author === BOT && serves === null;
const isRoom = ({ serves }: Topic): boolean => serves !== null;
const isTicket = (topic: Topic): boolean => !isRoom(topic);

/** Somebody to whom the forum shows it. */
function somebodyIn(forum: ModelForum, topic: Topic): number | null {
  const people = USERS.filter((user) => forum.takesPart(user, topic));
  return people.length === 0 ? null : forum.chance.pick(people);
}

const askPublicly: Step = ({ forum, service }) => {
  const category = forum.chance.pick(CATEGORIES);
  const topic = forum.newTopic({
    author: forum.chance.pick(MEMBERS),
    category,
    community: communityOfCategory(category),
    title: say(forum, 'a public title'),
    serves: null,
  });
  const post = forum.newPost(topic, { author: topic.author, raw: say(forum) });
  service.hear(post);
  service.readTopic(topic);
};

const askPrivately: Step = ({ forum, service }) => {
  const group = forum.chance.pick([41, 41, 44, 42]);
  const community = COMMUNITIES.find(({ roles }) => roles.expert.includes(group)) ?? null;
  const topic = forum.newTopic({
    author: forum.chance.pick(MEMBERS),
    category: null,
    community,
    title: say(forum, 'a title'),
    serves: null,
  });
  topic.groups = new Set([group, ...(forum.chance.happens(0.3) ? [43] : [])]);
  const post = forum.newPost(topic, { author: topic.author, raw: say(forum) });
  service.hear(post);
  service.readTopic(topic);
};

const reply: Step = (doing) => {
  const topic = open(doing.forum);
  const author = topic && somebodyIn(doing.forum, topic);
  if (topic && author !== null) spoken(doing, topic, { author, raw: say(doing.forum), replyTo: 1 });
};

const sayInRoom: Step = (doing) => {
  const room = open(doing.forum, isRoom);
  const author = room && somebodyIn(doing.forum, room);
  if (room && author !== null) spoken(doing, room, { author, raw: say(doing.forum) });
};

const whisper: Step = (doing) => {
  const topic = open(doing.forum, isTicket);
  const author = doing.forum.chance.pick([30, 50]);
  if (!topic || !doing.forum.takesPart(author, topic)) return;
  const raw = doing.forum.chance.happens(0.5) ? say(doing.forum) : `@desk ${lineFor(doing.forum)}`;
  spoken(doing, topic, { author, raw, kind: 'whisper' });
};

/** A word of the grammar, most often with free text where it takes some. */
function lineFor(forum: ModelForum): string {
  const { chance } = forum;
  const word = chance.happens(0.4)
    ? chance.pick(['escalate', 'hand to', 'accept', 'note', 'official', 'withdraw', 'decline'] as const)
    : chance.pick(COMMAND_WORDS);
  const { examples, usage, parameters } = GRAMMAR[word];
  const example = chance.pick([...examples.en, ...examples.de, usage.en]).replace(/@(anna|payroll)/, () => `@${nameFor(forum, word)}`);
  const takesText = parameters.some(({ type }) => type === 'text');
  if (!takesText && chance.happens(0.9)) return example;
  const because = word === 'official' ? `official for ${say(forum, 'all of us')}` : `${example} ${say(forum, 'because')}`;
  return chance.happens(0.02) ? say(forum) : because;
}

function nameFor({ chance }: ModelForum, word: string): string {
  return word === 'assign' || word === 'invite' || word === 'remove'
    ? chance.pick([...PEOPLE.values()])
    : chance.pick([...GROUPS.values()]);
}

const command: Telling = (doing) => {
  const { forum } = doing;
  const topic = open(forum, (one) => (forum.chance.happens(0.5) ? true : isMessage(one)));
  const author = topic && somebodyIn(forum, topic);
  if (!topic || author === null) return null;
  const lines = [lineFor(forum), ...(forum.chance.happens(0.2) ? [lineFor(forum)] : [])];
  noteGiven(forum, topic, lines);
  const raw = [say(forum), ...lines.map((line) => `@desk ${line}`)].join('\n');
  return spoken(doing, topic, { author, raw, replyTo: forum.chance.number(topic.posts.length + 1) + 1 }).topic;
};

/** A button of the plugin, of the topic or of a post: it stands nowhere, and its answer is for who pressed it. */
const press: Step = async ({ forum, service }) => {
  const topic = open(forum, (one) => (forum.chance.happens(0.5) ? true : isMessage(one)));
  const author = topic && somebodyIn(forum, topic);
  if (!topic || author === null) return;
  const line = lineFor(forum);
  noteGiven(forum, topic, [line]);
  await service.press({ author, topic, on: forum.chance.happens(0.5) ? forum.chance.pick(topic.posts) : null, line });
};

/** Groups named in a line: the case may be given to them. */
function noteGiven(forum: ModelForum, topic: Topic, lines: readonly string[]): void {
  const ticket = topic.serves?.ticket ?? topic;
  for (const [group, name] of GROUPS)
    if (lines.some((line) => line.includes(`@${name}`))) forum.given.set(ticket, (forum.given.get(ticket) ?? new Set()).add(group));
}

const edit: Step = ({ forum, service }) => {
  const post = somePost(forum);
  if (!post || post.visibility !== 'visible' || post.author === BOT) return;
  const last = post.raw.split('\n').slice(1);
  forum.edit(post, [say(forum), ...(forum.chance.happens(0.6) ? last : [`@desk ${lineFor(forum)}`])].join('\n'));
  service.readPost(post);
};

function somePost(forum: ModelForum): Post | null {
  const posts = forum.topics.flatMap((topic) => topic.posts).filter(({ kind }) => kind !== 'small_action');
  return posts.length === 0 ? null : forum.chance.pick(posts);
}

const hide: Step = ({ forum, service }) => {
  const post = somePost(forum);
  if (!post) return;
  const visibility = forum.chance.pick<Visibility>(['hidden', 'deleted', 'deletedByAuthor', 'held', 'visible', 'visible']);
  Object.assign(post, { visibility, deletedAt: visibility.startsWith('deleted') ? forum.now : null });
  service.readPost(post);
};

const tag: Step = ({ forum, service }) => {
  const topic = open(forum, (one) => !isMessage(one));
  if (!topic) return;
  topic.tags = [forum.chance.pick(['incident', 'policy', 'discussion', 'rent'])];
  service.readHead(topic);
};

/** A community that was un-designated takes nothing in. */
function enter(doing: Doing, topic: Topic, community: CommunityGround | null): void {
  if (community === null || hasEnded(doing, community)) return;
  topic.community = community;
  topic.communities.add(community);
}

function hasEnded({ service }: Doing, { id }: CommunityGround): boolean {
  return service.store.settings.some(({ community, settings }) => community === id && settings === null);
}

const move: Step = (doing) => {
  const { forum, service } = doing;
  const topic = open(forum, (one) => !isMessage(one));
  if (!topic) return;
  topic.category = forum.chance.pick(CATEGORIES);
  enter(doing, topic, communityOfCategory(topic.category));
  service.readTopic(topic);
};

/** The forum's own convert, both ways. */
const convert: Step = (doing) => {
  const { forum, service } = doing;
  const topic = open(forum, isTicket);
  if (!topic) return;
  const writers = topic.posts.filter(({ kind }) => kind === 'regular').map(({ author }) => author);
  if (isMessage(topic)) {
    const category = forum.chance.pick(CATEGORIES);
    Object.assign(topic, { archetype: 'regular', category });
    enter(doing, topic, communityOfCategory(category));
    topic.users = new Set();
    topic.groups = new Set();
  } else {
    const before = communityOfCategory(topic.category);
    const wasOutside = before === null || hasEnded(doing, before);
    Object.assign(topic, { archetype: 'private_message', category: null });
    topic.users = new Set([topic.author, BOT, ...writers]);
    topic.groups = new Set(forum.chance.happens(0.6) ? [41] : []);
    // What was in no community comes into that whose experts are asked.
    if (topic.groups.size > 0 && wasOutside) enter(doing, topic, COMMUNITIES[0] ?? null);
  }
  service.readTopic(topic);
};

const accept: Step = ({ forum, service }) => {
  const topic = open(forum, isTicket);
  if (!topic) return;
  const answers = topic.posts.filter(({ kind, number }) => kind === 'regular' && number > 1);
  topic.accepted = answers.length === 0 || forum.chance.happens(0.3) ? null : forum.chance.pick(answers).number;
  service.readHead(topic);
};

const assign: Step = (doing) => {
  const topic = open(doing.forum);
  const actor = topic && somebodyIn(doing.forum, topic);
  if (!topic || actor === null) return;
  const who = doing.forum.chance.happens(0.6) ? actor : doing.forum.chance.pick(USERS);
  const code = doing.forum.chance.pick(['assigned', 'assigned', 'unassigned', 'closed.enabled', 'closed.disabled']);
  act(doing, topic, { actor, code, who: PEOPLE.get(who) ?? null, linkedTopic: null });
  if (code.startsWith('closed')) topic.closed = code === 'closed.enabled';
};

function act(doing: Doing, topic: Topic, own: { actor: number; code: string; who: string | null; linkedTopic: number | null }): void {
  const { actor, code, who, linkedTopic } = own;
  const action = { code, who, linkedTopic, ...(who !== null && { whoKey: nameKey(who) }) };
  doing.service.readPost(doing.forum.newPost(topic, { author: actor, raw: '', kind: 'small_action', action }));
}

const membership: Step = ({ forum, service }) => {
  const group = forum.chance.pick([...GROUPS.keys()]);
  const user = forum.chance.pick(USERS);
  const members = forum.members.get(group) ?? new Set();
  const type = members.has(user) ? 'MembershipEnded' : 'MembershipBegan';
  if (type === 'MembershipEnded') members.delete(user);
  else members.add(user);
  forum.members.set(group, members);
  service.note({ type, group, user });
  service.store.touchAll();
};

const settings: Step = (doing) => {
  const { forum, service } = doing;
  const { store, rules } = service;
  const version = nextVersion(store.settings, rules.features, { chance: forum.chance, at: forum.now });
  store.settings = [...store.settings, version];
  // A message that was a question of a community which ends is one of the community to whose experts it goes.
  for (const topic of version.settings === null ? forum.topics.filter(isMessage) : []) {
    const asked = COMMUNITIES.find(({ roles }) => roles.expert.some((group) => topic.groups.has(group))) ?? null;
    if (topic.community?.id === version.community) enter(doing, topic, asked);
  }
  store.touchAll();
};

/** Posts go elsewhere, silently but for the action; now and then the topic is merged away. */
const split: Step = (doing) => {
  const { forum, service } = doing;
  const [from, to] = [open(forum, isTicket), open(forum, isTicket)];
  if (!from || !to || from === to || from.posts.length < 2) return;
  // What the desk wrote tells of its own ticket, also elsewhere: whoever moves it makes that known.
  const movable = from.posts.slice(1).filter(({ author }) => author !== BOT);
  if (movable.length === 0) return;
  const moved = forum.chance.happens(0.3) ? movable : [forum.chance.pick(movable)];
  from.posts = from.posts.filter((post) => !moved.includes(post));
  for (const post of moved) Object.assign(post, { topic: to, number: to.posts.push(post), wasMoved: true });
  const actor = 30;
  act(doing, from, { actor, code: 'split_topic', who: null, linkedTopic: to.id });
  if (moved === movable) act(doing, from, { actor, code: 'closed.enabled', who: null, linkedTopic: null });
  service.readTopic(from);
  service.readTopic(to);
};

const invite: Step = ({ forum, service }) => {
  const topic = open(forum, isMessage);
  if (!topic) return;
  const user = forum.chance.pick(topic.serves ? USERS.filter((one) => !MEMBERS.includes(one)) : USERS);
  if (topic.users.has(user) && user !== topic.author) topic.users.delete(user);
  else topic.users.add(user);
  service.readHead(topic);
};

const remove: Step = ({ forum, service }) => {
  const topic = open(forum, isTicket);
  if (!topic) return;
  if (forum.chance.happens(0.5)) topic.deletedAt = forum.now;
  else topic.archived = !topic.archived;
  service.readHead(topic);
};

const refuse: Step = ({ forum, service }) => {
  const topic = open(forum, isMessage);
  if (topic) service.note({ type: 'Unreadable', thing: `topic:${topic.id}` });
};

const wait: Step = ({ forum, service }) => {
  forum.pass(3600 * (1 + forum.chance.number(30)));
  service.store.touchAll();
};

const SHARES: ReadonlyArray<readonly [share: number, step: Step | Telling]> = [
  [2, askPublicly],
  [2, askPrivately],
  [16, reply],
  [12, sayInRoom],
  [26, command],
  [2, press],
  [4, whisper],
  [6, edit],
  [5, hide],
  [3, tag],
  [3, move],
  [4, convert],
  [4, accept],
  [4, assign],
  [4, membership],
  [3, settings],
  [4, split],
  [4, invite],
  [2, remove],
  [1, refuse],
  [4, wait],
];
const BAG: ReadonlyArray<Step | Telling> = SHARES.flatMap(([share, step]) => Array.from({ length: share }, () => step));

/** A history begins with a question in the open and one in private. */
export function stepOf(index: number, forum: ModelForum): Step | Telling {
  if (index === 0) return askPublicly;
  return index === 1 ? askPrivately : forum.chance.pick(BAG);
}

/** Somebody goes on in what was opened last: a room that serves the ticket, with the groups to which it was given. */
export function openRoom(
  { forum, service }: Doing,
  ticket: Topic,
  made: { key: string; title: string; raw: string; users: readonly number[]; groups: readonly number[] },
): Topic {
  const room = forum.newTopic({ author: BOT, category: null, community: null, title: made.title, serves: { ticket, key: made.key } });
  room.users = new Set([BOT, ...made.users]);
  room.groups = new Set(made.groups);
  forum.newPost(room, { author: BOT, raw: made.raw });
  service.note({ type: 'RoomOpened', topic: ticket.id, room: room.id, key: made.key });
  service.readTopic(room);
  return room;
}
