import { describe, expect, it } from '@jest/globals';
import { hashText } from '../../shared/text.js';
import type { Fact } from '../../shared/facts.js';
import type { Effect } from '../../service/ports/store.js';
import type { Command, CommandAnswer } from '../../service/engine/feature.js';
import { judge } from '../../service/engine/judge.js';
import { ticketState } from '../../service/features/ticket-state.js';
import {
  ASKER,
  asked,
  at,
  BOT,
  EXPERT,
  EXPERTS,
  fact,
  FIRST,
  HOUSING,
  materialOf,
  MEMBER,
  OUTSIDE,
  placed,
  post,
  recorder,
  TOPIC,
  type Recorded,
} from './engine-story.js';

interface Heard extends Recorded {
  readonly heard?: readonly Command[];
}

function answerTo({ id, word }: Command): CommandAnswer[] {
  if (word === 'escalate') return [{ id, outcome: 'done', text: null }];
  return word === 'accept' ? [{ id, outcome: 'refused', text: 'Ada was first.' }] : [];
}

/** A feature that obeys `escalate` and refuses `accept`; nobody knows the other words. */
const obedient = {
  ...recorder('talk', {
    onEvent: (view, event) =>
      event.type === 'Command' ? ({ ...view, heard: [...((view as Heard).heard ?? []), event.command] } as Recorded) : view,
  }),
  answers: (view: Recorded) => ((view as Heard).heard ?? []).flatMap(answerTo),
};

const isExpert = fact(at('00:00', '2026-01-01'), { type: 'MembershipBegan', group: EXPERTS, user: EXPERT });

/** What a post holds for the desk, seen at a time. */
function lines(id: number, time: string, ...said: string[]): Fact {
  const kept = said.map((line) => ({ hash: hashText(line), textId: `command:${id}:${hashText(line)}` }));
  return fact(at(time), { type: 'CommandLines', post: id, version: 1, lines: kept });
}

const texts = (...said: string[]) =>
  new Map([FIRST, 101, 102, 201].flatMap((id) => said.map((line) => [`command:${id}:${hashText(line)}`, line] as const)));

function judged(
  facts: readonly Fact[],
  said: readonly string[],
  { effects = [], now = at('12:00') }: { effects?: Effect[]; now?: string } = {},
) {
  const story = { features: [obedient], memberships: [isExpert] };
  const material = { ...materialOf(facts, story), texts: texts(...said) };
  const judgement = judge({ features: [obedient], ticketState }, { topicId: TOPIC, botId: BOT, now, material }, effects);
  const view = judgement.derived.ticket.views['talk'] as Heard;
  return {
    judgement,
    heard: view.heard ?? [],
    wants: judgement.wants.filter(({ kind }) => kind === 'like' || kind === 'message' || kind === 'post'),
  };
}

const ESCALATE = '@desk escalate because nobody answered';

describe('a line to the desk', () => {
  it('UI-35.2 is one command, however often and in whatever order it is told', () => {
    const story = [...asked(at('09:00')), ...post({ post: 101, by: ASKER, at: at('10:00') })];
    const once = lines(101, '10:00', ESCALATE);
    const again = lines(101, '10:30', ESCALATE);

    const { heard, wants } = judged([again, once, ...story, once], [ESCALATE]);

    expect(heard.map(({ word, author, post: id, room, at: time }) => ({ word, author, id, room, time }))).toEqual([
      { word: 'escalate', author: ASKER, id: 101, room: null, time: at('10:00') },
    ]);
    expect(wants.map(({ key, isAskedFor }) => ({ key, isAskedFor }))).toEqual([{ key: 'like:post:101', isAskedFor: true }]);
  });

  it('TR-06 counts when an edit adds it within ten minutes, and is refused in private after that', () => {
    const story = [...asked(at('09:00')), ...post({ post: 101, by: ASKER, at: at('10:00') })];

    expect(judged([...story, lines(101, '10:09', ESCALATE)], [ESCALATE]).heard).toHaveLength(1);
    const late = judged([...story, lines(101, '10:11', ESCALATE)], [ESCALATE]);
    expect(late.heard).toEqual([]);
    expect(late.wants).toMatchObject([{ kind: 'message', value: { users: [ASKER], raw: expect.stringContaining('ten minutes') } }]);
  });

  it('TR-09 is taken back within 60 seconds by deleting the post or editing the line out, and not after that', () => {
    const story = [...asked(at('09:00')), ...post({ post: 101, by: ASKER, at: at('10:00') }), lines(101, '10:00', ESCALATE)];
    const deleted = (time: string) => fact(at(time), { type: 'PostVisibility', post: 101, visibility: 'deletedByAuthor' });

    expect(judged([...story, deleted('10:00:59')], [ESCALATE]).heard).toEqual([]);
    expect(judged([...story, deleted('10:01:01')], [ESCALATE]).heard).toHaveLength(1);
    expect(judged([...story, lines(101, '10:00:40')], [ESCALATE]).heard).toEqual([]);
    expect(judged([...story, lines(101, '10:01:40')], [ESCALATE]).heard).toHaveLength(1);
  });

  it('of a post that waits for approval counts once it is visible', () => {
    const held = post({ post: 101, by: ASKER, at: at('10:00') }).map((one) =>
      one.body.type === 'PostVisibility' ? fact(at('10:00'), { type: 'PostVisibility', post: 101, visibility: 'held' }) : one,
    );
    const story = [...asked(at('09:00')), ...held, lines(101, '10:00', ESCALATE)];
    const approved = fact(at('11:00'), { type: 'PostVisibility', post: 101, visibility: 'visible' });

    expect(judged(story, [ESCALATE]).heard).toEqual([]);
    expect(judged([...story, approved], [ESCALATE]).heard).toMatchObject([{ at: at('11:00') }]);
  });

  it('counts though a sweep learns where the topic is only after it was said; in a topic that is moved in later it does not', () => {
    const known = (time: string) => placed(at(time), HOUSING);
    const story = asked(at('09:00')).filter(({ body }) => body.type !== 'TopicPlace');
    const said = [...post({ post: 101, by: ASKER, at: at('10:00') }), lines(101, '10:00', ESCALATE)];

    const swept = judged([...story, ...said, known('10:05')], [ESCALATE]);
    expect(swept.heard).toMatchObject([{ word: 'escalate', author: ASKER, at: at('10:05') }]);
    expect(swept.wants).toMatchObject([{ key: 'like:post:101' }]);
    const { log } = swept.judgement.derived.ticket.views['talk'] as Recorded;
    expect(log.map((entry) => entry.split(' ')[1]).filter((what) => /^Comm/.test(what ?? ''))).toEqual([
      'CommunityEntered',
      'CommandLines',
      'Command',
    ]);
    const movedIn = [...story, placed(at('09:00'), OUTSIDE), ...said, known('10:05')];
    expect(judged(movedIn, [ESCALATE]).heard).toEqual([]);
  });

  it('UI-31.4 is refused beyond the fifth of a post, in one private message', () => {
    const said = ['escalate', 'status', 'help', 'explain', 'me too', 'all good', 'undo'].map((word) => `@desk ${word}`);
    const { judgement, wants } = judged([...asked(at('09:00')), lines(FIRST, '09:00', ...said)], said);

    expect(judgement.derived.commands.map(({ refusal }) => refusal?.code ?? 'taken')).toEqual([
      ...['taken', 'taken', 'taken', 'taken', 'taken'],
      ...['too_many', 'too_many'],
    ]);
    expect(wants.filter(({ kind }) => kind === 'message')).toHaveLength(1);
  });

  it('UI-31.4 counts those that stand in the post: one that an edit mends takes the place of the wrong one', () => {
    const wrong = ['escalate', 'status', 'help', 'explain', 'me to'].map((word) => `@desk ${word}`);
    const right = [...wrong.slice(0, 4), '@desk me too'];
    const edited = [lines(FIRST, '09:00', ...wrong), lines(FIRST, '09:05', ...right)];
    const { judgement } = judged([...asked(at('09:00')), ...edited], [...wrong, ...right]);

    expect(judgement.derived.commands.map(({ refusal }) => refusal?.code ?? 'taken')).not.toContain('too_many');
  });

  it('UI-32.1 that is not understood, not allowed or of no feature is answered in private, never in public', () => {
    const said = ['@desk esclate', '@desk official', '@desk publish'];
    const story = [...asked(at('09:00')), ...post({ post: 101, by: MEMBER, at: at('10:00') }), lines(101, '10:00', ...said)];
    const { heard, wants } = judged(story, said);

    expect(heard).toEqual([]);
    expect(wants.map(({ kind }) => kind)).toEqual(['message']);
    expect((wants[0]?.value as { raw: string }).raw).toContain('`escalate`');
  });

  it('UI-31.5 `help` lists only what its author may do in that place', () => {
    const said = ['@desk help'];
    const by = (user: number) =>
      judged([...asked(at('09:00')), ...post({ post: 101, by: user, at: at('10:00') }), lines(101, '10:00', ...said)], said).wants;
    const text = (user: number) => (by(user)[0]?.value as { raw: string }).raw;

    expect(text(MEMBER)).toContain('me too');
    expect(text(MEMBER)).not.toContain('decline');
    expect(text(EXPERT)).toContain('decline');
    expect(text(EXPERT)).not.toContain('`@desk official');
  });

  it('that a feature refuses gets no like; its words reach the author once', () => {
    const said = ['@desk accept'];
    const story = [...asked(at('09:00')), ...post({ post: 101, by: EXPERT, at: at('10:00') }), lines(101, '10:00', ...said)];
    const first = judged(story, said);
    const [message] = first.wants;
    expect(message).toMatchObject({ kind: 'message', value: { users: [EXPERT], raw: expect.stringContaining('Ada was first.') } });

    expect(judged(story, said, { effects: [effectOf(message?.key ?? '', 'done')] }).wants).toEqual([]);
    // Before the call the status that it told had changed: it reached nobody, so it is said as it is now.
    expect(judged(story, said, { effects: [effectOf(message?.key ?? '', 'cancelled')] }).wants).toEqual(first.wants);
    const refused = judged(story, said, { effects: [effectOf(message?.key ?? '', 'refused')] }).wants;
    expect(refused).toMatchObject([{ kind: 'post', value: { topic: TOPIC, replyTo: 101 } }]);
    expect((refused[0]?.value as { raw: string }).raw).not.toContain('Ada');
  });
});

describe('a room', () => {
  const ROOM = 30;
  const opened = fact(at('09:30'), { type: 'RoomOpened', topic: TOPIC, room: ROOM, key: 'room:ticket:20:1' });
  const inRoom = [
    fact(at('09:29'), { type: 'TopicBorn', topic: ROOM }),
    fact(at('09:29'), { type: 'TopicPlace', topic: ROOM, category: null, archetype: 'private_message' }),
    ...post({ post: 200, by: BOT, at: at('09:29'), topic: ROOM }),
    ...post({ post: 201, by: EXPERT, at: at('10:00'), topic: ROOM }),
  ];

  it('belongs to its ticket: what is said in it is a command there, and nothing of it is in the topic', () => {
    const story = [...asked(at('09:00')), opened, ...inRoom, lines(201, '10:00', '@desk escalate')];
    const { heard, judgement } = judged(story, ['@desk escalate']);

    expect(heard).toMatchObject([{ word: 'escalate', room: ROOM, author: EXPERT }]);
    const { topic, rooms } = judgement.derived.ticket;
    expect([...topic.posts.keys()]).toEqual([FIRST]);
    expect([...(rooms.get(ROOM)?.posts.keys() ?? [])]).toEqual([200, 201]);
    expect(topic.isPrivate).toBe(false);
  });

  it('is there before we note whose it is: what is said in it meanwhile counts from when it was said, whenever we look', () => {
    const noted = fact(at('11:00'), { type: 'RoomOpened', topic: TOPIC, room: ROOM, key: 'room:ticket:20:1' });
    const story = [...asked(at('09:00')), noted, ...inRoom, lines(201, '10:00', '@desk escalate')];

    for (const now of [at('10:30'), at('12:00')])
      expect(judged(story, ['@desk escalate'], { now }).heard).toMatchObject([{ at: at('10:00') }]);
  });
});

function effectOf(key: string, state: Effect['state']): Effect {
  return {
    id: 1,
    topicId: TOPIC,
    key,
    revision: 1,
    kind: 'message',
    value: null,
    valueHash: '',
    because: '',
    state,
    reason: null,
    priority: 1,
    notBefore: at('10:00'),
    notAfter: null,
    attempts: 1,
    postId: null,
    forumTopicId: null,
    createdAt: at('10:00'),
    endedAt: at('10:01'),
  };
}
