import { beforeAll, describe, expect, it } from '@jest/globals';
import { COMMAND_WORDS } from '../../shared/commands/grammar.js';
import type { CommandWord } from '../../shared/commands/vocabulary.js';
import type { TicketValue } from '../../shared/contracts/plugin/shown.js';
import { factOf } from '../../shared/facts.js';
import { addSeconds } from '../../shared/instant.js';
import { pressedLineId } from '../../shared/pressed-line.js';
import { judge, type Judgement } from '../../service/engine/judge.js';
import { rules } from '../../service/features/list.js';
import { sayingsFor } from '../support/sayings.js';
import type { ModelForum } from './canary/forum.js';
import { play } from './canary/history.js';
import { BOT, COMMUNITIES, USERS } from './canary/people.js';
import { chanceOf, type Chance } from './canary/random.js';
import type { ModelService } from './canary/service.js';

const HISTORIES = 14;
const PRESSES_A_TICKET = 8;
/** Whoever assigns herself accepts. */
const ERIK = 21;

/** What a form makes of each word, with names that there are. */
const LINES: Readonly<Partial<Record<CommandWord, string>>> = {
  outcome: 'outcome solved',
  kind: 'kind how to',
  priority: 'priority normal',
  lane: 'lane community because it helps many',
  mode: 'mode community because it is a matter of taste',
  assign: 'assign @erik',
  'duplicate of': 'duplicate of /t/1',
  'not ours': 'not ours because it is about pensions @housing_specialists',
  point: 'point to /t/1',
  pause: 'pause asker',
  updates: 'updates only when there is news',
  void: 'void first reply because the mail server was down',
  'on behalf of': 'on behalf of @ben',
  decline: 'decline because I am away',
  'hand to': 'hand to @housing_specialists',
  invite: 'invite @sven',
  remove: 'remove @sven',
  note: 'note it is about a lift',
  withdraw: 'withdraw because the rule changed',
  library: 'library lifts',
};
/** Answered by the engine alone, never offered; an update is a post. */
const NO_BUTTON: ReadonlySet<CommandWord> = new Set(['help', 'status', 'explain', 'undo', 'update', 'end']);
/** What may still be refused is about the name, the one clock or the post that was filled in, never about how the ticket stands. */
const ABOUT_WHAT_WAS_SAID = new Set<unknown>([
  ...['unknownPerson', 'unknownGroup', 'noRole', 'neverTheAsker', 'inviteFirst', 'notIn', 'alreadyIn', 'nothingLate'],
  ...['notThatPost', 'noAnswer', 'noTarget', 'unknown_person', 'for_own_people'],
]);
/** Heard without being offered: said before there is anything to be content with, on what is over, or once more. */
const HEARD_UNASKED: ReadonlySet<CommandWord> = new Set(['still need help', 'all good', 'accept', 'me too', 'official', 'faq', 'publish']);

interface Said {
  readonly seed: number;
  readonly word: CommandWord;
  readonly isOffered: boolean;
  readonly outcome: string;
  readonly code: unknown;
  readonly role: string;
}

function wordsFor(user: number, value: TicketValue, { forum, now }: { forum: ModelForum; now: string }): ReadonlySet<string> {
  const roles = COMMUNITIES.find(({ id }) => id === value.community)?.roles;
  const isIn = (groups: readonly number[] = []): boolean => groups.some((group) => forum.members.get(group)?.has(user));
  const words = sayingsFor(
    {
      id: user,
      roles: [
        ...(isIn(roles?.expert) ? (['expert'] as const) : []),
        ...(isIn(roles?.signer) ? (['signer'] as const) : []),
        ...(isIn([...(roles?.facilitator ?? []), ...(roles?.deskLead ?? [])]) ? (['facilitator'] as const) : []),
      ],
    },
    value,
  );
  const mustWait = user === value.askerId && value.asker.escalateFrom !== null && value.asker.escalateFrom > now;
  return new Set(words.filter((word) => word !== 'escalate' || !mustWait));
}

function shown({ wants }: Judgement, topic: number): TicketValue | null {
  return (wants.find(({ key }) => key === `ticket:${topic}`)?.value as { value: TicketValue | null } | undefined)?.value ?? null;
}

/** Why it was refused, as the engine or the feature notes it. */
function codeOf({ derived }: Judgement, id: string): unknown {
  const lists = Object.values(derived.ticket.views as Readonly<Record<string, { said?: unknown; answered?: unknown }>>);
  const notes = lists.flatMap(({ said, answered }) => (said ?? answered ?? []) as Array<Readonly<Record<string, unknown>>>);
  const noted = notes.find((one) => one['id'] === id);
  return noted
    ? (noted['code'] ?? noted['saying'] ?? noted['refusal'])
    : derived.commands.find(({ line }) => line.id === id)?.refusal?.code;
}

function pressesIn(seed: number, { forum, service }: { forum: ModelForum; service: ModelService }, chance: Chance): Said[] {
  return [...service.store.tickets.keys()].flatMap((topicId) => {
    const topic = forum.topics.find(({ id }) => id === topicId);
    const material = { ...service.store.material(topicId), plugin: { showsLabels: true } };
    const ticket = { topicId, botId: BOT };
    const value = shown(judge(rules, { ...ticket, now: forum.now, material }, material.effects), topicId);
    const ground = COMMUNITIES.find(({ id }) => id === value?.community);
    if (!topic || !value || ground?.id !== 'housing') return [];
    const people = USERS.filter((user) => forum.takesPart(user, topic));
    return Array.from({ length: people.length === 0 ? 0 : PRESSES_A_TICKET }, (): Said => {
      const author = chance.pick([...people, ...people.filter((user) => user === value.askerId || user === value.everyone.ownerId)]);
      const at = addSeconds(forum.now, 1);
      const offered = wordsFor(author, value, { forum, now: at });
      const some = chance.happens(0.5) ? COMMAND_WORDS.filter((one) => offered.has(one)) : [];
      const word = chance.pick((some.length > 0 ? some : COMMAND_WORDS).filter((one) => !NO_BUTTON.has(one)));
      const press = { type: 'LineGiven', press: 'last', topic: topicId, author } as const;
      const textId = pressedLineId(press);
      const labels = value.everyone.labels.filter(({ label }) => label === 'official');
      const on =
        word === 'withdraw'
          ? labels.at(0)?.postId
          : topic.posts.slice(1).findLast((post) => post.author !== BOT && post.kind === 'regular' && post.visibility === 'visible')?.id;
      const given = factOf(
        { ...press, textId, hasName: true, post: ['official', 'withdraw', 'faq', 'publish'].includes(word) ? (on ?? null) : null },
        { at, learntAt: at, source: 'test' },
      );
      const texts = new Map([
        ...material.texts,
        [textId, `@desk ${(LINES[word] ?? word).replace('@erik', author === ERIK ? '@eva' : '@erik')}`],
      ]);
      const after = judge(
        rules,
        { ...ticket, now: at, material: { ...material, texts, facts: [...material.facts, given] } },
        material.effects,
      );
      const reply = after.replies.get(textId);
      const isOffered = offered.has(word);
      const role = author === value.askerId ? 'asker' : author === value.everyone.ownerId ? 'owner' : String(author);
      return { seed, word, isOffered, role, outcome: reply?.outcome ?? 'none', code: codeOf(after, textId) };
    });
  });
}

describe('words that the plugin offers', () => {
  const said: Said[] = [];

  beforeAll(async () => {
    const chance = chanceOf(7);
    for (let seed = 1; seed <= HISTORIES; seed += 1)
      await play(seed, rules, { atEnd: (end) => void said.push(...pressesIn(seed, end, chance)) });
  }, 60_000);

  it('UI-21.1 are never refused for how the question stands, in whatever history', () => {
    const offered = said.filter(({ isOffered }) => isOffered);
    const refused = offered.filter(({ outcome, code }) => !['done', 'told'].includes(outcome) && !ABOUT_WHAT_WAS_SAID.has(code));

    expect(refused).toEqual([]);
    expect(offered.length).toBeGreaterThan(80);
  });

  it('are all that would be carried out, besides what is heard unasked', () => {
    const carriedOut = said.filter(({ isOffered, outcome, word }) => !isOffered && outcome === 'done' && !HEARD_UNASKED.has(word));

    expect(carriedOut).toEqual([]);
  });
});
