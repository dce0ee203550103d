import { describe, expect, it } from '@jest/globals';
import { addSeconds } from '../../shared/instant.js';
import type { Recorded, Recorder } from './engine-story.js';
import { TOPIC, asked, at, deriveFacts, fact, post, recorded, recorder, settingsOf, version } from './engine-story.js';

const tagged = (time: string, ...tags: string[]) => fact(at(time), { type: 'TopicTags', topic: TOPIC, tags });
/** Its time comes at `time` after the question was asked. */
const timed = (name: string, time: string, own: Parameters<typeof recorder>[1] = {}): Recorder =>
  recorder(name, {
    onEvent: (view, event) => (event.type === 'TopicBorn' || event.type === 'CommunityEntered' ? { ...view, next: at(time) } : view),
    ...own,
  });
const boom = (): never => {
  throw new Error('boom');
};
const question = asked(at('10:00'));

describe('time', () => {
  it('passes at the instant that a feature named, although nobody woke then', () => {
    const derived = deriveFacts([...question, tagged('12:00', 'x')], { features: [timed('a', '11:00')] });

    expect(recorded(derived, 'a').log.slice(-2)).toEqual(['11:00:00 pass', '12:00:00 TopicTags']);
  });

  it('passes up to now, that instant included, and not beyond', () => {
    const a = timed('a', '11:00');

    expect(recorded(deriveFacts(question, { now: at('11:00'), features: [a] }), 'a').log).toContain('11:00:00 pass');
    expect(recorded(deriveFacts(question, { now: at('10:59:59'), features: [a] }), 'a').log).not.toContain('11:00:00 pass');
    expect(deriveFacts(question, { now: at('10:59:59'), features: [a] }).nextWakeAt).toBe(at('11:00'));
    expect(deriveFacts(question, { now: at('11:00'), features: [a] }).nextWakeAt).toBeNull();
  });

  it('lets a fact of the same instant come first', () => {
    const derived = deriveFacts([...question, tagged('11:00', 'x')], { features: [timed('a', '11:00')] });

    expect(recorded(derived, 'a').log.slice(-2)).toEqual(['11:00:00 TopicTags', '11:00:00 pass']);
  });

  it('goes through the features in their order at one instant, each seeing those before it', () => {
    const seen: string[] = [];
    const noting = (name: string): Recorder =>
      timed(name, '11:00', {
        pass: (view, ticket) => {
          seen.push(`${name} after ${Object.keys(ticket.views).join('') || 'none'}`);
          return { ...view, next: null };
        },
      });

    deriveFacts(question, { features: [noting('a'), noting('b')] });

    expect(seen).toEqual(['a after none', 'b after a']);
  });

  it('may pass before the newest fact, when that undid a stop', () => {
    const undone = recorder('a', { onEvent: (view, event) => (event.type === 'TopicTags' ? { ...view, next: at('10:30') } : view) });
    const derived = deriveFacts([...question, tagged('12:00', 'x')], { now: at('12:30'), features: [undone] });

    expect(recorded(derived, 'a').log.slice(-2)).toEqual(['12:00:00 TopicTags', '10:30:00 pass']);
    expect(derived.nextWakeAt).toBeNull();
  });

  it('stands still outside all communities', () => {
    const out = fact(at('10:30'), { type: 'TopicPlace', topic: TOPIC, category: 99, archetype: 'regular' });
    const derived = deriveFacts([...question, out], { features: [timed('a', '11:00')] });

    expect(recorded(derived, 'a').log.at(-1)).toBe('10:30:00 CommunityLeft');
    expect(derived.nextWakeAt).toBeNull();
  });
});

describe('a feature that is off', () => {
  const modes = (a: 'off' | 'on' | 'shadow') => settingsOf({ modes: { a, b: 'on' } });

  it('is told nothing, and no time passes for it', () => {
    const derived = deriveFacts(question, {
      settings: [version(1, at('08:00'), modes('off'))],
      features: [timed('a', '11:00'), recorder('b')],
    });

    expect(recorded(derived, 'a')).toEqual({ log: [], versions: [], next: null });
    expect(recorded(derived, 'b').log).not.toEqual([]);
  });

  it('does not fail for an instant that came after it was switched off, and does not wake the ticket', () => {
    const settings = [version(1, at('08:00'), modes('on')), version(2, at('10:30'), modes('off'))];
    const early = deriveFacts(question, { settings, now: at('10:45'), features: [timed('a', '11:00')] });
    const late = deriveFacts(question, { settings, features: [timed('a', '11:00')] });

    expect(early).toMatchObject({ nextWakeAt: null, failures: [] });
    expect(late.failures).toEqual([]);
    expect(recorded(late, 'a').log).not.toContain('11:00:00 pass');
  });

  it('passes what it named before when it is switched on again, also an instant at which it was off', () => {
    const settings = [
      version(1, at('08:00'), modes('on')),
      version(2, at('10:30'), modes('off')),
      version(3, at('12:00'), modes('shadow')),
    ];
    const derived = deriveFacts([...question, tagged('13:00', 'x')], { settings, features: [timed('a', '11:00')] });

    expect(derived.failures).toEqual([]);
    expect(recorded(derived, 'a').log.slice(-3)).toEqual(['12:00:00 SettingsApplied', '11:00:00 pass', '13:00:00 TopicTags']);
  });
});

describe('a version of the settings that is applied while a ticket is open (R-EDIT)', () => {
  const settings = [
    version(1, at('08:00'), settingsOf({ modes: { a: 'on' } })),
    { ...version(2, at('12:00'), settingsOf({ modes: { a: 'on' } })), recompute: true },
  ];
  const facts = [...question, tagged('11:00', 'x'), tagged('13:00', 'y')];

  it('is told to the ticket in time order, before what happens at the same instant', () => {
    const events: unknown[] = [];
    const noting = recorder('a', { onEvent: (view, event) => (events.push(event), view) });

    const derived = deriveFacts([...facts, tagged('12:00', 'z')], { settings, features: [noting] });

    expect(recorded(derived, 'a').log.slice(-4)).toEqual([
      '11:00:00 TopicTags',
      '12:00:00 SettingsApplied',
      '12:00:00 TopicTags',
      '13:00:00 TopicTags',
    ]);
    expect(events).toContainEqual({ type: 'SettingsApplied', community: 'housing', version: 2, recompute: true });
  });

  it('governs what happens from then on, and nothing before', () => {
    const derived = deriveFacts(facts, { settings, features: [timed('a', '11:30')] });
    const { log, versions } = recorded(derived, 'a');

    expect(log.map((line, index) => [line, versions[index]]).slice(-4)).toEqual([
      ['11:00:00 TopicTags', 1],
      ['11:30:00 pass', 1],
      ['12:00:00 SettingsApplied', 2],
      ['13:00:00 TopicTags', 2],
    ]);
  });

  it('does not govern an instant before it, also when that is passed only afterwards', () => {
    const undone = recorder('a', { onEvent: (view, event) => (event.type === 'TopicTags' ? { ...view, next: at('10:30') } : view) });
    const { log, versions } = recorded(deriveFacts([...question, tagged('13:00', 'x')], { settings, features: [undone] }), 'a');

    expect([log.at(-2), log.at(-1), versions.at(-2), versions.at(-1)]).toEqual(['13:00:00 TopicTags', '10:30:00 pass', 2, 1]);
  });

  it('is not told to tickets of another community, nor before its time', () => {
    const other = version(1, at('12:00'), settingsOf({ id: 'it', category: 7 }));
    const first = settings.slice(0, 1);

    expect(recorded(deriveFacts(facts, { settings: [...first, other], features: [recorder('a')] }), 'a').log).not.toContain(
      '12:00:00 SettingsApplied',
    );
    expect(recorded(deriveFacts(facts, { settings, now: at('11:59'), features: [recorder('a')] }), 'a').log).not.toContain(
      '12:00:00 SettingsApplied',
    );
  });
});

describe('a feature that fails on a ticket', () => {
  const failing: ReadonlyArray<readonly [string, Recorder]> = [
    ['fold', recorder('a', { fold: boom })],
    ['pass', timed('a', '11:00', { pass: boom })],
    ['nextInstant', recorder('a', { nextInstant: boom })],
  ];

  it.each(failing)('by its %s is isolated; the others go on', (_what, feature) => {
    const derived = deriveFacts([...question, tagged('12:00', 'x')], { features: [feature, timed('b', '11:00')] });

    expect(derived.failures).toEqual([{ feature: 'a', message: 'boom' }]);
    expect(recorded(derived, 'b').log.slice(-2)).toEqual(['11:00:00 pass', '12:00:00 TopicTags']);
  });

  it('keeps the view that it had before and is asked nothing any more', () => {
    let asks = 0;
    const once = recorder('a', {
      onEvent: (view, event) => (event.type === 'TopicTags' ? boom() : view),
      nextInstant: () => ((asks += 1), null),
    });
    const derived = deriveFacts([...question, tagged('11:00', 'x'), ...post({ post: 101, by: 9, at: at('12:00') })], { features: [once] });
    const before = asks;

    expect(recorded(derived, 'a').log.at(-1)).toBe('10:00:00 PostBorn');
    deriveFacts(question, { features: [once] });
    expect(asks - before).toBeGreaterThan(0);
    expect(derived.nextWakeAt).toBeNull();
  });

  it('by a thrown text is told with that text', () => {
    const feature = recorder('a', {
      fold: () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- what anybody may throw
        throw 'only a text';
      },
    });

    expect(deriveFacts(question, { features: [feature] }).failures).toEqual([{ feature: 'a', message: 'only a text' }]);
  });
});

describe('a feature with too many instants between two facts', () => {
  const ticking = (seconds: number) =>
    timed('a', '10:01', {
      pass: (view: Recorded, _ticket, time) => ({ ...view, log: [...view.log, time], next: addSeconds(time, seconds) }),
    });

  it('fails, and the instants of the others are passed all the same, in time', () => {
    const derived = deriveFacts([...question, tagged('22:00', 'x')], { features: [ticking(10), timed('b', '21:00')] });

    expect(derived.failures).toEqual([{ feature: 'a', message: 'more than 1000 instants between two facts' }]);
    expect(recorded(derived, 'b').log.slice(-2)).toEqual(['21:00:00 pass', '22:00:00 TopicTags']);
  });

  it('fails also when its instant never moves on', () => {
    expect(deriveFacts(question, { features: [ticking(0)] }).failures).toHaveLength(1);
  });

  it('does not fail with a thousand', () => {
    const thousand = deriveFacts(question, { now: addSeconds(at('10:01'), 999 * 10), features: [ticking(10)] });
    const oneMore = deriveFacts(question, { now: addSeconds(at('10:01'), 1_000 * 10), features: [ticking(10)] });

    expect([thousand.failures.length, oneMore.failures.length]).toEqual([0, 1]);
  });

  it('may have a thousand after each fact', () => {
    const facts = [...question, tagged('12:00', 'x')];

    expect(deriveFacts(facts, { now: at('14:00'), features: [ticking(10)] }).failures).toEqual([]);
  });
});
