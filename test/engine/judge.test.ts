import { describe, expect, it } from '@jest/globals';
import type { FeatureMode } from '../../shared/settings.js';
import type { AnyFeature, Part, ShownContext, WantContext } from '../../service/engine/feature.js';
import { judge, type TicketStateRule } from '../../service/engine/judge.js';
import { viewForPages } from '../../service/engine/view-for-pages.js';
import type { Effect } from '../../service/ports/store.js';
import {
  BOT,
  EXPERT,
  OUTSIDE,
  TOPIC,
  asked,
  at,
  fact,
  materialOf,
  placed,
  recorder,
  settingsOf,
  version,
  type Story,
} from './engine-story.js';

const question = asked(at('10:00'));
const line = (text: string): Part => ({ type: 'StatusPart', topic: TOPIC, line: text, because: 'why' });
const tag = (name: string): Part => ({ type: 'TagPart', topic: TOPIC, tag: name, because: 'why' });
const saying = (name: string, ...parts: Part[]): AnyFeature => recorder(name, { wants: () => parts });
const isOpen: TicketStateRule = () => ({ state: 'new', outcome: null, owner: null, proposed: null, because: 'test' });
const isClosed: TicketStateRule = () => ({ state: 'closed', outcome: null, owner: null, proposed: null, because: 'test' });
const boom = (): never => {
  throw new Error('boom');
};

function done(own: Partial<Effect>): Effect {
  return {
    id: 1,
    topicId: TOPIC,
    key: 'status:ticket:20',
    revision: 1,
    kind: 'status',
    value: {},
    valueHash: 'h',
    because: 'why',
    state: 'done',
    reason: null,
    priority: 2,
    notBefore: at('10:00'),
    notAfter: null,
    attempts: 1,
    postId: 150,
    forumTopicId: TOPIC,
    createdAt: at('10:00'),
    endedAt: at('10:01'),
    ...own,
  };
}

interface Judging extends Story {
  readonly modes?: Readonly<Record<string, FeatureMode>>;
  readonly effects?: readonly Effect[];
  readonly ticketState?: TicketStateRule;
  readonly facts?: typeof question;
}

function judged(features: readonly AnyFeature[], own: Judging = {}) {
  const {
    modes = { a: 'on', b: 'on' },
    effects = [],
    ticketState = isOpen,
    facts = question,
    settings = [version(1, at('00:00', '2026-01-01'), settingsOf({ modes }))],
  } = own;
  return judge(
    { features, ticketState },
    { topicId: TOPIC, botId: BOT, now: at('12:00'), material: materialOf(facts, { settings }) },
    effects,
  );
}
const keys = (wants: ReadonlyArray<{ readonly key: string }>) => wants.map(({ key }) => key);

describe('the mode of a feature', () => {
  it('on: its parts are wanted', () => {
    const { wants, shadows } = judged([saying('a', line('one'))], { modes: { a: 'on' } });

    expect([keys(wants), shadows]).toEqual([['status:ticket:20'], []]);
  });

  it('shadow: its parts are shown as what would stand there with them, and those that are on stand alone', () => {
    const { wants, shadows } = judged([saying('a', line('one')), saying('b', line('two'))], { modes: { a: 'shadow', b: 'on' } });

    expect(wants.map(({ value }) => value)).toMatchObject([{ raw: expect.not.stringContaining('- one') }]);
    expect(shadows.map(({ value }) => value)).toMatchObject([{ raw: expect.stringContaining('- one\n- two') }]);
  });

  it.each([
    ['off', { a: 'off' }],
    ['not in the settings at all', {}],
  ] as const)('%s: nothing is wanted, and no row is shown', (_what, modes) => {
    const rows = () => [{ projection: 'queue', key: 'q', row: {} }] as const;

    expect(judged([recorder('a', { wants: () => [line('one')], rows })], { modes })).toMatchObject({ wants: [], shadows: [], rows: [] });
  });

  it('is that of the newest settings, whatever held when the question was asked', () => {
    const settings = [
      version(1, at('08:00'), settingsOf({ modes: { a: 'on' } })),
      version(2, at('11:00'), settingsOf({ modes: { a: 'shadow' } })),
    ];
    const { wants, shadows } = judged([saying('a', line('one'))], { settings });

    expect([keys(wants), keys(shadows)]).toEqual([[], ['status:ticket:20']]);
  });
});

describe('what a feature is given', () => {
  it('are its settings, the words, and the acts that have ended', () => {
    const contexts: Array<WantContext<unknown>> = [];
    const asking = recorder('a', {
      wants(_view, _ticket, context) {
        contexts.push(context);
        return [];
      },
    });
    const states = [
      'done',
      'refused',
      'lost',
      'enqueued',
      'overruled',
      'cancelled',
      'waiting',
      'held',
      'shadow',
      'in_flight',
      'unknown',
      'dead',
      'baseline',
    ] as const;

    judged([asking], { effects: states.map((state, index) => done({ id: index, state })) });

    expect(contexts[0]?.acts.map(({ outcome }) => outcome)).toEqual(['done', 'refused', 'lost', 'enqueued', 'overruled', 'cancelled']);
    expect(contexts[0]).toMatchObject({
      now: at('12:00'),
      settings: {},
      locale: 'en',
      acts: [{ at: at('10:01'), postId: 150 }, {}, {}, {}, {}, {}],
    });
  });

  it('the tags that were ours are taken away when nobody wants them any more', () => {
    const written = done({ kind: 'tags', key: 'tags:topic:20', value: { topic: TOPIC, present: ['x'], managed: ['x'] } });

    expect(judged([saying('a', tag('y'))], { effects: [written] }).wants).toMatchObject([
      { value: { present: ['y'], managed: ['x', 'y'] } },
    ]);
    expect(judged([saying('a', tag('y'))], { effects: [{ ...written, state: 'refused' }] }).wants).toMatchObject([
      { value: { managed: ['y'] } },
    ]);
  });

  it('a tag of ours that a person took away is not set again, and is ours no longer; until somebody looked it counts as set', () => {
    const written = done({ kind: 'tags', key: 'tags:topic:20', value: { topic: TOPIC, present: ['x'], managed: ['x'] } });
    const seen = fact(at('10:30'), { type: 'TopicTags', topic: TOPIC, tags: ['other'] });
    const both = [saying('a', tag('x'), tag('y'))];

    expect(judged(both, { effects: [written], facts: [...question, seen] }).wants).toMatchObject([
      { value: { present: ['y'], managed: ['y'] } },
    ]);
    expect(judged(both, { effects: [written] }).wants).toMatchObject([{ value: { present: ['x', 'y'], managed: ['x', 'y'] } }]);
  });
});

describe('a ticket that is closed', () => {
  it('gets no first word', () => {
    expect(judged([saying('a', line('one'))], { ticketState: isClosed }).wants).toEqual([]);
  });

  it('gets its last words where we spoke before', () => {
    expect(keys(judged([saying('a', line('one'))], { ticketState: isClosed, effects: [done({})] }).wants)).toEqual(['status:ticket:20']);
  });

  it('gets none where what we had to say was never sent', () => {
    expect(judged([saying('a', line('one'))], { ticketState: isClosed, effects: [done({ state: 'waiting' })] }).wants).toEqual([]);
  });
});

describe('a topic that is no ticket', () => {
  it('has no state, wants nothing and shows nothing', () => {
    const facts = asked(at('10:00'), { category: OUTSIDE });

    expect(judged([saying('a', line('one'))], { facts })).toMatchObject({ state: null, wants: [], shadows: [], rows: [] });
  });

  it('but was one keeps its state, with the reason, and says a last word where we spoke', () => {
    const left: unknown[] = [];
    const rule: TicketStateRule = (ticket, context) => {
      left.push(context.leftBecause);
      return isClosed(ticket, context);
    };
    const ended = [version(1, at('08:00'), settingsOf({ modes: { a: 'on' } })), version(2, at('11:00'), null)];

    expect(
      judged([saying('a', line('one'))], { facts: [...question, placed(at('11:00'), OUTSIDE)], effects: [done({})], ticketState: rule })
        .wants,
    ).toMatchObject([{ key: 'status:ticket:20', value: { raw: expect.stringContaining('no longer follows this question') } }]);
    expect(judged([saying('a', line('one'))], { settings: ended, effects: [], ticketState: rule })).toMatchObject({
      wants: [],
      state: { state: 'closed' },
    });
    expect(left).toEqual(['moved_out', 'undesignated']);
  });
});

describe('a feature that throws', () => {
  it('holds up what several features speak on only while it is on', () => {
    const features = [recorder('a', { wants: boom }), saying('b', line('two'))];

    expect(judged(features, { modes: { a: 'shadow', b: 'on' } })).toMatchObject({ isFrozen: false, wants: [{ key: 'status:ticket:20' }] });
    expect(judged(features, { modes: { a: 'on', b: 'on' } }).isFrozen).toBe(true);
  });

  it('in wants is isolated: the others speak', () => {
    const result = judged([recorder('a', { wants: boom }), saying('b', line('two'))]);

    expect(result.failures).toEqual([{ feature: 'a', message: 'boom' }]);
    expect(keys(result.wants)).toEqual(['status:ticket:20']);
  });

  it('in rows is isolated: the others show theirs', () => {
    const shown = recorder('b', { rows: () => [{ projection: 'queue', key: 'q', row: { n: 1 } }] });
    const result = judged([recorder('a', { rows: boom }), shown]);

    expect(result).toMatchObject({ failures: [{ feature: 'a', message: 'boom' }], rows: [{ key: 'q' }] });
  });

  it('in what it would offer takes nothing but the buttons: the desk goes on, pages stay as they were', () => {
    const rules = {
      features: [recorder('a', { offer: boom }), saying('b', line('two'))],
      ticketState: isOpen,
      ticketShown: (_ticket: unknown, { maySay }: ShownContext) => maySay(EXPERT) as never,
    };
    const settings = [version(1, at('00:00', '2026-01-01'), settingsOf({ modes: { a: 'on', b: 'on' } }))];
    const material = { ...materialOf(question, { settings }), plugin: { showsLabels: false } };

    const result = judge(rules, { topicId: TOPIC, botId: BOT, now: at('12:00'), material }, []);

    expect([keys(result.wants), result.failures, result.isFrozen]).toEqual([
      ['status:ticket:20'],
      [{ feature: 'plugin-pages', message: 'boom' }],
      false,
    ]);
  });

  it('in fold is not asked what it wants, and is listed once', () => {
    const result = judged([recorder('a', { fold: boom, wants: boom, rows: boom })]);

    expect(result).toMatchObject({ failures: [{ feature: 'a', message: 'boom' }], wants: [] });
  });
});

describe('the view for pages', () => {
  it('is plain JSON and holds what was derived and wanted', () => {
    const view = viewForPages(judged([saying('a', line('one'))]));

    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    expect(view).toMatchObject({
      topic: TOPIC,
      reference: 'HD-20',
      community: 'housing',
      state: 'new',
      asker: 7,
      visiblePosts: [100],
      wants: [{ key: 'status:ticket:20' }],
    });
  });
});
