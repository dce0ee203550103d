import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../../shared/facts.js';
import {
  ASKER,
  BOT,
  EXPERT,
  EXPERTS,
  MEMBER,
  OUTSIDE,
  TOPIC,
  action,
  asked,
  at,
  deriveFacts,
  fact,
  placed,
  post,
  recorded,
  recorder,
  settingsOf,
  version,
  type Story,
} from './engine-story.js';

const BEFORE = at('08:00');
const since = (time: string) => [version(1, at(time), settingsOf({ since: at(time), modes: { a: 'on' } }))];
const told = (facts: readonly Fact[], story: Story = {}) => recorded(deriveFacts(facts, { features: [recorder('a')], ...story }), 'a').log;
const communityLines = (log: readonly string[]) => log.filter((line) => line.includes('Community'));
const reply = (time: string, own: { post?: number; by?: number; kind?: 'regular' | 'small_action' | 'whisper' } = {}) =>
  post({ post: 101, by: MEMBER, at: at(time), ...own });

describe('a topic of a designated category', () => {
  it('is a ticket of the community since its birth', () => {
    const { community, ticket } = deriveFacts(asked(at('10:00')));

    expect(community).toBe('housing');
    expect(ticket.membership).toEqual({ community: 'housing', since: at('10:00'), clockStart: at('10:00'), isPrivateAsk: false });
  });

  it('starts its clocks at its birth, however late it was read', () => {
    const facts = asked(at('10:00')).map((one) => (one.body.type === 'TopicPlace' ? placed(at('15:00'), 5) : one));

    expect(deriveFacts(facts).ticket.membership).toMatchObject({ since: at('15:00'), clockStart: at('10:00') });
  });

  it('is one also in a subcategory, unless that is designated on its own: then this wins', () => {
    const parents = new Map([
      [6, 5],
      [8, 6],
    ]);
    const facts = asked(at('10:00'), { category: 8 });
    const own = version(1, BEFORE, settingsOf({ id: 'it', category: 6 }));
    const housing = version(1, BEFORE, settingsOf());

    expect(deriveFacts(facts, { parents, settings: [housing] }).community).toBe('housing');
    expect(deriveFacts(facts, { parents, settings: [housing, own] }).community).toBe('it');
    expect(deriveFacts(facts, { parents: new Map([[8, 8]]), settings: [housing] }).community).toBeNull();
  });

  it('goes to the other community, with its clocks as they are, when its subcategory is designated later', () => {
    const settings = [
      version(1, BEFORE, settingsOf({ modes: { a: 'on' } })),
      version(1, at('12:00'), settingsOf({ id: 'it', category: 6, modes: { a: 'on' } })),
    ];
    const story = { parents: new Map([[6, 5]]), settings };

    expect(communityLines(told(asked(at('10:00'), { category: 6 }), story))).toEqual([
      '10:00:00 CommunityEntered',
      '12:00:00 CommunityEntered',
    ]);
    expect(deriveFacts(asked(at('10:00'), { category: 6 }), story).ticket.membership).toMatchObject({
      community: 'it',
      clockStart: at('10:00'),
    });
  });
});

describe('a topic that is older than its community (SU-01.3)', () => {
  const old = asked(at('10:00'));
  const settings = since('12:00');

  it('is no ticket', () => {
    expect(deriveFacts([...old, ...reply('11:00')], { settings })).toMatchObject({ community: null, ticket: { membership: null } });
  });

  it('is a ticket from the first post of a person on, and starts no clock', () => {
    const { ticket } = deriveFacts([...old, ...reply('13:00')], { settings });

    expect(ticket.membership).toMatchObject({ since: at('13:00'), clockStart: null });
  });

  it.each([
    ['the bot', { by: BOT }],
    ['the system', { by: -1 }],
    ['a closing that the forum notes', { kind: 'small_action' as const }],
    ['a whisper of the staff', { kind: 'whisper' as const }],
  ])('is not woken by %s', (_what, own) => {
    expect(deriveFacts([...old, ...reply('13:00', own)], { settings }).community).toBeNull();
  });
});

it('a public topic by the bot (an article, a room that a person made public) is no ticket', () => {
  const topic = asked(at('10:00'), { by: BOT });
  const later = post({ post: 101, by: ASKER, at: at('10:30') });

  expect(deriveFacts([...topic, fact(at('10:00'), { type: 'OurPost', post: 100, marker: 'hd1-x' }), ...later]).community).toBeNull();
  // The same account, without our mark: somebody asked with it.
  expect(deriveFacts([...topic, ...later]).community).toBe('housing');
});

describe('a topic that moves', () => {
  const outside = asked(at('10:00'), { category: OUTSIDE });
  const movedIn = [...outside, placed(at('11:00'), 5)];

  it('is no ticket while it is outside', () => {
    expect(deriveFacts(outside).community).toBeNull();
  });

  it('starts its clocks when it is moved in', () => {
    expect(deriveFacts(movedIn).ticket.membership).toMatchObject({ since: at('11:00'), clockStart: at('11:00') });
  });

  it('starts them then also when it was a message that was made public', () => {
    const made = [...asked(at('10:00'), { category: null }), placed(at('11:00'), 5)];

    expect(deriveFacts(made).ticket.membership).toEqual({
      community: 'housing',
      since: at('11:00'),
      clockStart: at('11:00'),
      isPrivateAsk: false,
    });
  });

  it('ends when it is moved out, and is told nothing any more', () => {
    const out = [...movedIn, placed(at('12:00'), OUTSIDE), ...reply('13:00')];

    expect(deriveFacts(out)).toMatchObject({ community: 'housing', leftBecause: 'moved_out', ticket: { membership: null } });
    expect(told(out).at(-1)).toBe('12:00:00 CommunityLeft');
  });

  it('begins anew when it is moved back', () => {
    const back = [...movedIn, placed(at('12:00'), OUTSIDE), placed(at('13:00'), 5)];

    expect(deriveFacts(back)).toMatchObject({ leftBecause: null, ticket: { membership: { since: at('13:00'), clockStart: at('13:00') } } });
    expect(communityLines(told(back))).toEqual(['11:00:00 CommunityEntered', '12:00:00 CommunityLeft', '13:00:00 CommunityEntered']);
  });
});

describe('a community that ends', () => {
  const first = version(1, BEFORE, settingsOf({ since: BEFORE, modes: { a: 'on' } }));
  const end = version(2, at('12:00'), null);

  it('ends its tickets, with the settings that it had last', () => {
    const switchedOn = [
      version(1, BEFORE, settingsOf({ modes: { a: 'off' } })),
      version(2, at('09:00'), settingsOf({ modes: { a: 'on' } })),
      version(3, at('12:00'), null),
    ];

    expect(deriveFacts(asked(at('10:00')), { settings: [first, end] })).toMatchObject({
      leftBecause: 'undesignated',
      ticket: { membership: null },
    });
    expect(communityLines(told(asked(at('08:30')), { settings: switchedOn }))).toEqual(['12:00:00 CommunityLeft']);
  });

  it('finds its tickets when it is designated again, and starts no clock in the past (SU-03.3)', () => {
    const again = version(3, at('14:00'), settingsOf({ since: BEFORE }));

    expect(deriveFacts(asked(at('10:00')), { settings: [first, end, again] })).toMatchObject({
      leftBecause: null,
      ticket: { membership: { since: at('14:00'), clockStart: at('14:00') } },
    });
  });

  it('starts no clock in the past either when the old topic is read only after that', () => {
    const readLate = asked(at('10:00')).map((one) => (one.body.type === 'TopicPlace' ? placed(at('15:00'), 5) : one));
    const again = version(3, at('14:00'), settingsOf({ since: BEFORE }));

    expect(deriveFacts(readLate, { settings: [first, end, again] }).ticket.membership).toMatchObject({ clockStart: at('14:00') });
  });
});

describe('a message', () => {
  const message = (groups: readonly number[], by = ASKER) => [
    ...asked(at('10:00'), { category: null, by }),
    fact(at('10:05'), { type: 'Participants', topic: TOPIC, users: [by], groups }),
  ];

  it('to an expert group is a ticket that was asked privately', () => {
    const { ticket, topic } = deriveFacts(message([43, EXPERTS]));

    expect(ticket.membership).toEqual({ community: 'housing', since: at('10:05'), clockStart: at('10:00'), isPrivateAsk: true });
    expect(topic.isPrivate).toBe(true);
  });

  it.each([
    ['to another group', message([43])],
    ['to nobody that a read has shown', message([]).slice(0, -1)],
    ['of the bot', message([EXPERTS], BOT)],
    ['of the system', message([EXPERTS], -1)],
  ])('%s is none', (_what, facts) => {
    expect(deriveFacts(facts).community).toBeNull();
  });

  it('that was a public ticket stays the ticket that it was, privately, and so it does when it is public again', () => {
    const converted = [...asked(at('10:00')), placed(at('11:00'), null)];
    const back = [...converted, placed(at('12:00'), 5)];

    expect(deriveFacts(converted)).toMatchObject({
      topic: { isPrivate: true },
      ticket: { membership: { since: at('10:00'), isPrivateAsk: false } },
    });
    expect(deriveFacts(back)).toMatchObject({
      topic: { isPrivate: false },
      ticket: { membership: { since: at('10:00'), clockStart: at('10:00') } },
    });
    expect(communityLines(told(back))).toEqual(['10:00:00 CommunityEntered']);
  });

  it('ends as a ticket when it is made public outside', () => {
    expect(deriveFacts([...message([EXPERTS]), placed(at('12:00'), OUTSIDE)])).toMatchObject({ leftBecause: 'moved_out' });
  });
});

describe('assignment', () => {
  const assigned = (time: string, own: { actor: number; who: number; code?: string; post?: number }) => {
    const { actor, who, code = 'assigned', post: id = 120 } = own;
    return [...post({ post: id, by: actor, at: at(time), kind: 'small_action' }), action(at(time), { post: id, actor, who, code })];
  };

  it('is an acceptance when the actor is the target, and a proposal otherwise', () => {
    expect(deriveFacts([...asked(at('10:00')), ...assigned('11:00', { actor: EXPERT, who: EXPERT })]).topic).toMatchObject({
      assignee: EXPERT,
      proposed: null,
    });
    expect(deriveFacts([...asked(at('10:00')), ...assigned('11:00', { actor: MEMBER, who: EXPERT })]).topic).toMatchObject({
      assignee: null,
      proposed: EXPERT,
    });
  });

  it('of a topic from which posts were moved here is none of this one', () => {
    const elsewhere = fact(at('10:30'), { type: 'Placed', post: 120, topic: TOPIC + 1 });

    const { topic } = deriveFacts([...asked(at('10:00')), elsewhere, ...assigned('11:00', { actor: EXPERT, who: EXPERT })]);

    expect(topic.posts.has(120)).toBe(true);
    expect(topic).toMatchObject({ assignee: null, proposed: null });
  });

  it('leaves the owner until the other one accepts', () => {
    const proposed = [
      ...asked(at('10:00')),
      ...assigned('11:00', { actor: EXPERT, who: EXPERT }),
      ...assigned('12:00', { actor: EXPERT, who: MEMBER, code: 'reassigned', post: 121 }),
    ];

    expect(deriveFacts(proposed).topic).toMatchObject({ assignee: EXPERT, proposed: MEMBER });
    expect(deriveFacts([...proposed, ...assigned('13:00', { actor: MEMBER, who: MEMBER, post: 122 })]).topic).toMatchObject({
      assignee: MEMBER,
      proposed: null,
    });
  });

  it('ends by a small action, never by what a read shows', () => {
    const taken = [...asked(at('10:00')), ...assigned('11:00', { actor: EXPERT, who: EXPERT })];
    const seen = fact(at('12:00'), { type: 'AssigneeSeen', topic: TOPIC, user: null });

    expect(deriveFacts([...taken, seen]).topic).toMatchObject({ assignee: EXPERT, assigneeSeen: null });
    expect(
      deriveFacts([...taken, ...assigned('12:00', { actor: MEMBER, who: EXPERT, code: 'unassigned', post: 121 })]).topic.assignee,
    ).toBeNull();
  });

  it('of a single post and a changed note change nothing', () => {
    for (const code of ['assigned_to_post', 'note_change']) {
      expect(deriveFacts([...asked(at('10:00')), ...assigned('11:00', { actor: EXPERT, who: EXPERT, code })]).topic).toMatchObject({
        assignee: null,
        proposed: null,
      });
    }
  });
});
