import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../../shared/facts.js';
import { reconcile, type ReconcileInput } from '../../service/engine/reconcile.js';
import type { SurfaceWant } from '../../service/engine/surfaces.js';
import type { Effect, EffectState } from '../../service/ports/store.js';
import { BOT, EXPERT, action, asked, at, deriveFacts, fact, post } from './engine-story.js';

const NOW = at('12:00');
const OURS = 150;
const TAGS = 'tags:topic:20';
const STATUS = 'status:ticket:20';

function want(value: string, own: Partial<SurfaceWant> = {}): SurfaceWant {
  const { kind = 'message' } = own;
  return {
    key: `${kind}:1`,
    kind,
    value,
    valueHash: `hash of ${value}`,
    because: 'why',
    notAfter: null,
    priority: 0,
    isIrreversible: kind === 'message',
    isAskedFor: false,
    ...own,
  };
}

let lastId = 0;
function row(state: EffectState, value: string, own: Partial<Effect> = {}): Effect {
  const { kind = 'message', revision = 1 } = own;
  lastId += 1;
  return {
    id: lastId,
    topicId: 20,
    key: `${kind}:1`,
    revision,
    kind,
    value,
    valueHash: `hash of ${value}`,
    because: 'why',
    state,
    reason: null,
    priority: 0,
    notBefore: NOW,
    notAfter: null,
    attempts: 0,
    postId: null,
    forumTopicId: null,
    createdAt: NOW,
    endedAt: null,
    ...own,
  };
}

const question = asked(at('10:00'));
const topicOf = (...facts: Fact[]) => deriveFacts([...question, ...facts]).topic;

function compare(wants: readonly SurfaceWant[], effects: readonly Effect[], own: Partial<ReconcileInput> = {}) {
  const change = reconcile({
    wants,
    shadows: [],
    effects,
    topic: topicOf(),
    mode: 'live',
    now: NOW,
    settleSeconds: 30,
    isFrozen: false,
    ...own,
  });
  return {
    add: change.add.map(({ revision, value, state }) => `${revision} ${String(value)} ${state}`),
    cancel: change.cancel.map(({ id, reason }) => `${effects.find((one) => one.id === id)?.revision ?? '?'} ${reason}`),
    overrule: change.overrule.map(({ id, reason }) => `${effects.find((one) => one.id === id)?.revision ?? '?'} ${reason}`),
  };
}
const NOTHING = { add: [], cancel: [], overrule: [] };
const REPLACED = 'a newer value replaces it';
const UNWANTED = 'it is no longer wanted';

describe('another text of what was sent', () => {
  it.each([
    ['message', 4],
    ['room', 4],
    ['status', 0],
  ] as const)('of a %s has the priority %s: first what nobody has heard yet', (kind, priority) => {
    const sent = row('done', 'A', { kind, postId: 7, forumTopicId: 70 });
    const { add } = reconcile({
      wants: [want('B', { kind }), want('C', { kind, key: `${kind}:2` })],
      shadows: [],
      effects: [sent],
      topic: topicOf(),
      mode: 'live',
      now: NOW,
      settleSeconds: 30,
      isFrozen: false,
    });
    expect(add.map((one) => [one.value, one.priority])).toEqual([
      ['B', priority],
      ['C', 0],
    ]);
  });
});

describe('a want for which nothing was done', () => {
  it('becomes a waiting row that settles first when it cannot be undone', () => {
    const { add } = reconcile({
      wants: [want('A', { notAfter: at('13:00'), priority: 2 })],
      shadows: [],
      effects: [],
      topic: topicOf(),
      mode: 'live',
      now: NOW,
      settleSeconds: 30,
      isFrozen: false,
    });

    expect(add).toEqual([
      {
        key: 'message:1',
        revision: 1,
        kind: 'message',
        value: 'A',
        valueHash: 'hash of A',
        because: 'why',
        state: 'waiting',
        reason: null,
        priority: 2,
        notBefore: at('12:00:30'),
        notAfter: at('13:00'),
        postId: null,
        forumTopicId: null,
      },
    ]);
  });

  it('is due at once when it can be undone', () => {
    const { add } = reconcile({
      wants: [want('A', { kind: 'notice' })],
      shadows: [],
      effects: [],
      topic: topicOf(),
      mode: 'live',
      now: NOW,
      settleSeconds: 30,
      isFrozen: false,
    });

    expect(add).toMatchObject([{ notBefore: NOW }]);
  });

  it.each(['observe', 'paused'] as const)('is held while the forum is in %s', (mode) => {
    expect(compare([want('A')], [], { mode }).add).toEqual(['1 A held']);
  });

  it('is a shadow row for a feature in shadow, whatever the mode', () => {
    expect(compare([], [], { shadows: [want('A')], mode: 'observe' }).add).toEqual(['1 A shadow']);
  });

  it('is that of the features that are on, where features in shadow speak on the same object', () => {
    expect(compare([want('A')], [], { shadows: [want('B')] }).add).toEqual(['1 A waiting']);
  });

  it('is nothing to do for a tag list that is right already', () => {
    const topic = topicOf(fact(at('10:30'), { type: 'TopicTags', topic: 20, tags: ['a', 'other'] }));
    const tags = (present: string[], managed: string[]) => ({ ...want('', { kind: 'tags', key: TAGS }), value: { present, managed } });

    expect(compare([tags(['a'], ['a', 'b'])], [], { topic })).toEqual(NOTHING);
    expect(compare([tags(['b'], ['a', 'b'])], [], { topic }).add).toHaveLength(1);
    expect(compare([tags([], ['a'])], [], { topic }).add).toHaveLength(1);
  });
});

describe('a value that was dealt with', () => {
  it.each(['done', 'refused', 'dead', 'enqueued', 'waiting', 'baseline', 'in_flight', 'unknown', 'overruled', 'lost'] as const)(
    'is not wanted again: %s',
    (state) => {
      expect(compare([want('A')], [row(state, 'A')])).toEqual(NOTHING);
    },
  );

  it('is wanted once more when it is still held though writing is on: it was derived while it was being switched on', () => {
    expect(compare([want('A')], [row('held', 'A')])).toMatchObject({ add: ['2 A waiting'], cancel: [expect.stringContaining('1 ')] });
    expect(compare([want('A')], [row('held', 'A')], { mode: 'paused' })).toEqual(NOTHING);
  });

  it('comes back when it was cancelled before it was sent', () => {
    expect(compare([want('A')], [row('cancelled', 'A')])).toEqual({ ...NOTHING, add: ['2 A waiting'] });
  });

  it('is not sent again when a newer one was given up unsent', () => {
    expect(compare([want('A')], [row('done', 'A'), row('cancelled', 'B', { revision: 2 })])).toEqual(NOTHING);
    expect(compare([want('A')], [row('done', 'A'), row('waiting', 'B', { revision: 2 })])).toEqual({
      ...NOTHING,
      cancel: [`2 ${REPLACED}`],
    });
  });

  it('is sent again when a newer one reached the forum since', () => {
    expect(compare([want('A')], [row('done', 'A'), row('done', 'B', { revision: 2 })]).add).toEqual(['3 A waiting']);
  });
});

describe('a newer value', () => {
  it.each(['waiting', 'held', 'shadow', 'baseline'] as const)('replaces one that was not sent: %s', (state) => {
    expect(compare([want('B')], [row(state, 'A')])).toEqual({ ...NOTHING, cancel: [`1 ${REPLACED}`], add: ['2 B waiting'] });
  });

  it.each(['done', 'refused', 'dead', 'cancelled'] as const)('follows one that has ended: %s', (state) => {
    expect(compare([want('B')], [row(state, 'A')])).toEqual({ ...NOTHING, add: ['2 B waiting'] });
  });

  it.each(['in_flight', 'unknown', 'overruled', 'lost'] as const)('waits for, or ends with, one that is %s', (state) => {
    expect(compare([want('B')], [row(state, 'A')])).toEqual(NOTHING);
  });

  it('of a message waits while the forum holds the first one for approval: it would be sent twice', () => {
    expect(compare([want('B')], [row('enqueued', 'A')])).toEqual(NOTHING);
    expect(compare([want('B', { kind: 'status' })], [row('enqueued', 'A', { kind: 'status' })]).add).toEqual(['2 B waiting']);
  });

  it('knows the post and the message that an earlier one made', () => {
    const made = [row('done', 'A', { postId: OURS, forumTopicId: 77 }), row('cancelled', 'B', { revision: 2 })];
    const { add } = reconcile({
      wants: [want('C')],
      shadows: [],
      effects: made,
      topic: topicOf(),
      mode: 'live',
      now: NOW,
      settleSeconds: 30,
      isFrozen: false,
    });

    expect(add).toMatchObject([{ revision: 3, postId: OURS, forumTopicId: 77 }]);
  });

  it('leaves rows of other keys alone', () => {
    expect(compare([want('B'), want('X', { key: 'message:2' })], [row('waiting', 'A'), row('waiting', 'X', { key: 'message:2' })])).toEqual(
      {
        ...NOTHING,
        cancel: [`1 ${REPLACED}`],
        add: ['2 B waiting'],
      },
    );
  });
});

describe('a want that has gone', () => {
  it.each(['waiting', 'held', 'shadow'] as const)('cancels what was not sent: %s', (state) => {
    expect(compare([], [row(state, 'A')])).toEqual({ ...NOTHING, cancel: [`1 ${UNWANTED}`] });
  });

  it.each(['baseline', 'in_flight', 'unknown', 'done', 'enqueued', 'cancelled', 'refused', 'dead', 'overruled', 'lost'] as const)(
    'keeps what is %s',
    (state) => {
      expect(compare([], [row(state, 'A')])).toEqual(NOTHING);
    },
  );
});

describe('a time limit', () => {
  const late = want('A', { notAfter: at('11:59:59') });

  it('that has passed makes no row, not for the first time and not again after a cancellation', () => {
    expect(compare([late], [])).toEqual(NOTHING);
    expect(compare([late], [row('cancelled', 'A', { reason: 'its time has passed' })])).toEqual(NOTHING);
  });

  it('that has passed cancels what still waits', () => {
    expect(compare([late], [row('waiting', 'A')])).toEqual({ ...NOTHING, cancel: ['1 its time has passed'] });
  });

  it('includes its own instant', () => {
    expect(compare([want('A', { notAfter: NOW })], []).add).toEqual(['1 A waiting']);
  });
});

describe('a feature that changes its mode', () => {
  it('to shadow has nothing sent that still waits (SU-10.1)', () => {
    expect(compare([], [row('waiting', 'A')], { shadows: [want('A')] })).toEqual({
      ...NOTHING,
      cancel: ['1 its feature is in shadow'],
      add: ['2 A shadow'],
    });
  });

  it('to shadow makes no row for what was done', () => {
    expect(compare([], [row('done', 'A')], { shadows: [want('A')] })).toEqual(NOTHING);
  });

  it('to on does not carry out old decisions, only new ones (SU-10.3)', () => {
    expect(compare([want('A')], [row('shadow', 'A')])).toEqual(NOTHING);
    expect(compare([want('B')], [row('shadow', 'A')])).toEqual({ ...NOTHING, cancel: [`1 ${REPLACED}`], add: ['2 B waiting'] });
  });
});

describe('while a feature fails', () => {
  const frozen = { isFrozen: true };

  it('what several features speak on stays as it was', () => {
    for (const kind of ['status', 'tags', 'notice'] as const) {
      expect(compare([want('B', { kind })], [row('waiting', 'A', { kind })], frozen)).toEqual(NOTHING);
      expect(compare([], [row('waiting', 'A', { kind })], frozen)).toEqual(NOTHING);
    }
  });

  it('its messages stay as they were, and those of others go on', () => {
    expect(compare([], [row('waiting', 'A')], frozen)).toEqual(NOTHING);
    expect(compare([want('B')], [row('waiting', 'A')], frozen).add).toEqual(['2 B waiting']);
  });
});

describe('a person wins', () => {
  const made = row('done', 'A', { kind: 'status', key: STATUS, postId: OURS });
  const status = (value: string) => want(value, { kind: 'status', key: STATUS });
  const ours = [...post({ post: OURS, by: BOT, at: at('11:00') }), fact(at('11:00'), { type: 'OurPost', post: OURS, marker: 'hd1-x' })];
  const hidden = (visibility: 'deleted' | 'hidden') => fact(at('11:30'), { type: 'PostVisibility', post: OURS, visibility });

  it.each(['deleted', 'hidden'] as const)('who %s the status post: it is not made again, also for a newer value', (visibility) => {
    const change = compare([status('B')], [made], { topic: topicOf(...ours, hidden(visibility)) });

    expect(change).toEqual({ ...NOTHING, overrule: [`1 a person removed the status post (${visibility})`] });
  });

  it('who moved the status post away', () => {
    const topic = topicOf(...ours, fact(at('11:30'), { type: 'Placed', post: OURS, topic: 30 }));

    expect(compare([status('A')], [made], { topic }).overrule).toEqual(['1 a person moved the status post away']);
  });

  it('but not who merged the topic: the status post went along and says where it goes on', () => {
    const moved = [
      ...post({ post: 110, by: EXPERT, at: at('11:30'), kind: 'small_action' }),
      action(at('11:30'), { post: 110, actor: EXPERT, code: 'split_topic', linkedTopic: 30 }),
      ...post({ post: 111, by: EXPERT, at: at('11:30:02'), kind: 'small_action' }),
      action(at('11:30:02'), { post: 111, actor: EXPERT, code: 'closed.enabled' }),
      fact(at('11:30'), { type: 'Placed', post: OURS, topic: 30 }),
    ];

    expect(compare([status('B')], [made], { topic: topicOf(...ours, ...moved) })).toMatchObject({ overrule: [], add: ['2 B waiting'] });
  });

  it('also over a newer text that still waits', () => {
    const waiting = { ...row('waiting', 'B', { kind: 'status', key: STATUS, revision: 2 }) };
    const removed = 'a person removed the status post (deleted)';

    expect(compare([status('B')], [made, waiting], { topic: topicOf(...ours, hidden('deleted')) })).toEqual({
      ...NOTHING,
      overrule: [`1 ${removed}`],
      cancel: [`2 ${removed}`],
    });
  });

  it('for good: nothing is made again after that', () => {
    const overruled = { ...made, state: 'overruled' as const };
    const given = row('cancelled', 'B', { kind: 'status', key: STATUS, revision: 2 });

    expect(compare([status('C')], [overruled, given])).toEqual(NOTHING);
  });

  it('for good also over a message: it is not sent again, and nothing newer that waits for it', () => {
    const removed = row('overruled', 'A', { forumTopicId: 77, reason: 'a person removed the message' });

    expect(compare([want('B')], [removed])).toEqual(NOTHING);
    expect(compare([want('B')], [removed, row('waiting', 'B', { revision: 2 })]).cancel).toEqual(['2 a person removed the message']);
  });

  it('but deleting the whole topic, or a post whose birth is not known yet, says nothing about ours', () => {
    const gone = fact(at('11:30'), { type: 'TopicFlagSeen', topic: 20, flag: 'deleted', value: true });

    expect(compare([status('B')], [made], { topic: topicOf(...ours, hidden('deleted'), gone) }).add).toEqual(['2 B waiting']);
    expect(compare([status('B')], [made], { topic: topicOf() }).add).toEqual(['2 B waiting']);
  });

  it('who took a tag away: the same list is not written again, a newer one is', () => {
    const value = { present: ['a'], managed: ['a'] };
    const tags = { ...want('A', { kind: 'tags', key: TAGS }), value };
    const written = { ...row('done', 'A', { kind: 'tags', key: TAGS }), value };
    const newer = { ...want('B', { kind: 'tags', key: TAGS }), value: { present: ['b'], managed: ['a', 'b'] } };

    expect(compare([tags], [written])).toEqual(NOTHING);
    expect(compare([tags], [written, { ...row('cancelled', 'B', { kind: 'tags', key: TAGS, revision: 2 }), value }])).toEqual(NOTHING);
    expect(compare([newer], [written]).add).toHaveLength(1);
  });
});
