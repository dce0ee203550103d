import { describe, expect, it } from '@jest/globals';
import { factOf, type Fact } from '../../../shared/facts.js';
import { personIn } from '../../../shared/placeholders.js';
import {
  ASKER,
  FACILITATOR,
  MEMBER,
  SIGNER,
  TOPIC,
  all,
  answered,
  asked,
  at,
  fact,
  line,
  placed,
  post,
} from '../official/official-story.js';
import { EXPERT, done, room, says } from '../triage/desk-story.js';
import type { Whole } from '../whole/whole-story.js';
import { inAnyOrder } from './arrivals.js';

const ARTICLE = `article:ticket:${TOPIC}:101`;
const published = all(answered, line('official'), line('publish', { id: 111, at: at('10:10') }));
const made = done(ARTICLE, { kind: 'article', postId: 700, forumTopicId: 70 });
const status = done(`status:ticket:${TOPIC}`, { kind: 'status', postId: 900 });
const withFaq = { community: { faqCategory: 8 } };
const rawOf = (whole: Whole, key: string): string => (whole.want(key)?.value as { raw?: string } | undefined)?.raw ?? '';
const to = (whole: Whole, key: string) => whole.want(key)?.value as { users: number[]; groups: number[] } | undefined;
const flag = (name: 'deleted' | 'closed' | 'archived', value: boolean, time: string) =>
  fact(at(time), { type: 'TopicFlagSeen', topic: TOPIC, flag: name, value });
const withTitle = {
  ...fact(at('08:00'), { type: 'TopicTitle', topic: TOPIC, hash: 'secret', textId: 'title' }),
  texts: [['title', 'Subletting']] as const,
};

describe('a topic that is deleted', () => {
  const escalated = all(asked(), withTitle, published, says(EXPERT, 'escalate', { at: at('10:20') }), room());
  const story = all(escalated, flag('deleted', true, '12:00'));
  const world = { ...withFaq, effects: [made, status] };

  it('TR-06.6 ends the ticket and its clocks, and leaves room and article, each with a note to the facilitators', () => {
    const whole = inAnyOrder(story, world);

    expect(whole.judgement.state).toMatchObject({ state: 'closed', outcome: 'deleted' });
    expect(inAnyOrder(all(asked(), flag('deleted', true, '12:00'))).fr).toMatchObject({ state: 'dismissed', endedAt: at('12:00') });
    expect(rawOf(whole, `message:ticket:${TOPIC}:rooms-stay`)).toContain('stays in [/t/500](/t/500), closed');
    expect(to(whole, `message:ticket:${TOPIC}:rooms-stay`)?.groups).toEqual([43]);
    expect(rawOf(whole, `message:ticket:${TOPIC}:faq-source:101`)).toContain('which is no longer there');
    expect(to(whole, `message:ticket:${TOPIC}:faq-source:101`)?.groups).toEqual([43]);
    expect(whole.want(ARTICLE)).toBeUndefined();
  });

  it('TR-06.6 says nothing of a room or an article where the topic is there', () => {
    const { keys } = inAnyOrder(escalated, world);

    expect(keys.filter((key) => /rooms-stay|faq-source/.test(key))).toEqual([]);
  });
});

describe('a topic that is moved out of all communities', () => {
  const labelled = [
    done('notice:post:101', { kind: 'notice', value: { post: 101, topic: TOPIC, text: 'Official' } }),
    done(`tags:topic:${TOPIC}`, { kind: 'tags', value: { topic: TOPIC, present: ['official-answer'], managed: ['official-answer'] } }),
    status,
  ];
  const out = all(asked(), answered, line('official'), placed(at('12:00'), 99));

  it('TR-06.9 is closed and its clocks are dismissed; labels and tags of the desk go', () => {
    const whole = inAnyOrder(out, { effects: labelled });

    expect(whole.judgement.state).toMatchObject({ state: 'closed', outcome: 'moved_out' });
    expect(inAnyOrder(all(asked(), placed(at('12:00'), 99))).fr).toMatchObject({ state: 'dismissed', endedAt: at('12:00') });
    expect(whole.want('notice:post:101')?.value).toMatchObject({ text: '' });
    expect(whole.want(`tags:topic:${TOPIC}`)?.value).toMatchObject({ present: [], managed: ['official-answer'] });
    expect(whole.status).toContain('no longer follows');
  });

  it('SU-03.2 keeps a plain line for what was signed, with signer, date and scope, if the lead chose so', () => {
    const signed = all(asked(), answered, line('official for staff contracts'), placed(at('12:00'), 99));
    const kept = inAnyOrder(signed, { effects: labelled, features: { official: { keepsLines: true } } });

    expect(kept.status).toContain('no longer follows');
    expect(kept.status).toContain(`/p/101: **Official answer** · signed by ${personIn(SIGNER)} (expert) on Mon 2 Mar 2026, 10:00 UTC`);
    expect(kept.status).toContain('for staff contracts (');
    expect(inAnyOrder(signed, { effects: labelled }).status).not.toContain('/p/101');
  });

  it('TR-06.9 is the same ticket again when it comes back', () => {
    const back = inAnyOrder(all(asked(), placed(at('12:00'), 99), placed(at('13:00'), 5)), { effects: labelled });

    expect(back.judgement.state?.state).not.toBe('closed');
    expect(back.judgement.derived.community).toBe('housing');
    expect(back.fr).toMatchObject({ state: expect.not.stringMatching('dismissed'), endedAt: null });
  });
});

const SOURCE = 30;
const act = (...[actor, id, code, time, linkedTopic = null]: [number, number, string, string, (number | null)?]) =>
  fact(at(time), { type: 'SmallAction', post: id, actor, code, who: null, linkedTopic });
const here = (id: number, topic: number, time: string) => fact(at(time), { type: 'Placed', post: id, topic });

describe('a topic that is merged into another one', () => {
  const merge = all(
    here(120, TOPIC, '12:00'),
    act(FACILITATOR, 120, 'split_topic', '12:00', SOURCE),
    here(121, TOPIC, '12:00:02'),
    act(FACILITATOR, 121, 'closed.enabled', '12:00:02'),
  );

  it('TR-06.11 is a duplicate, its clocks are cancelled, and its status post links to where it goes on', () => {
    const whole = inAnyOrder(all(asked(), merge), {
      effects: [status],
      neighbours: new Map([[SOURCE, other(['08:00', { type: 'TopicPlace', topic: SOURCE, category: null, archetype: 'regular' }])]]),
    });

    expect(whole.judgement.state).toMatchObject({ state: 'closed', outcome: 'duplicate' });
    expect(whole.fr).toMatchObject({ state: 'cancelled_duplicate', endedAt: at('12:00:02') });
    expect(whole.status).toContain(`[HD-${SOURCE}](/t/${SOURCE})`);
  });

  it('says where it goes on also when its status post was seen to move before the close was', () => {
    const whole = inAnyOrder(all(asked(), merge), { effects: [{ ...status, state: 'overruled' }] });

    expect(whole.status).toContain('merged into another topic');
  });

  it('TR-06.11 does not name a private topic, or one of which nothing is known, to those who read the status post', () => {
    const intoPrivate = inAnyOrder(all(asked(), merge), {
      effects: [status],
      neighbours: new Map([
        [SOURCE, other(['08:00', { type: 'TopicPlace', topic: SOURCE, category: null, archetype: 'private_message' }])],
      ]),
    });

    expect(intoPrivate.status).toContain('merged into another topic');
    expect(intoPrivate.status).not.toContain(`${SOURCE}`);
    expect(inAnyOrder(all(asked(), merge), { effects: [status] }).status).not.toContain(`/t/${SOURCE}`);
  });

  /** What the other topic's facts are, for the ticket into which it was merged. */
  const other = (...bodies: Array<readonly [string, Parameters<typeof factOf>[0]]>): Fact[] =>
    bodies.map(([time, body]) => factOf(body, { at: at(time), learntAt: at(time), source: 'test' }));
  const source = other(
    ['08:30', { type: 'TopicBorn', topic: SOURCE }],
    ['08:30', { type: 'TopicAuthor', topic: SOURCE, user: 21 }],
    ['12:00', { type: 'Placed', post: 320, topic: SOURCE }],
    ['12:00', { type: 'SmallAction', post: 320, actor: FACILITATOR, code: 'split_topic', who: null, linkedTopic: TOPIC }],
    ['12:00:02', { type: 'Placed', post: 321, topic: SOURCE }],
  );
  const closing = other([
    '12:00:02',
    { type: 'SmallAction', post: 321, actor: FACILITATOR, code: 'closed.enabled', who: null, linkedTopic: null },
  ]);

  it('TR-06.11 makes its asker a follower of the other, which links back; signatures and me-too go with the posts', () => {
    const moved = all(asked(), answered, says(22, 'me too', { at: at('09:30') }), line('official'));
    const target = inAnyOrder(moved, { neighbours: new Map([[SOURCE, [...source, ...closing]]]) });

    expect(target.status).toContain(`[/t/${SOURCE}](/t/${SOURCE})`);
    expect(target.status).toContain('2 more people have this question');
    expect(target.official.signatures).toMatchObject([{ post: 101, end: null }]);
  });

  it('TR-06.11 takes along who said "me too" there with a button, and did not take it back', () => {
    const press = (author: number, own: Record<string, unknown> = {}) =>
      ({ type: 'LineGiven', press: 'one', topic: SOURCE, post: null, author, textId: `press:${author}`, hasName: true, ...own }) as const;
    const presses = other(
      ['09:00', press(22)],
      ['09:00', press(23)],
      ['09:00', press(24)],
      ['09:00:30', { type: 'LineTakenBack', press: 'one', topic: SOURCE, post: null, author: 24 }],
    );
    const texts = [22, 24].map((author) => [`press:${author}`, '@desk ich auch'] as const);
    const moved = all(asked(), { facts: [], texts: [...texts, ['press:23', '@desk status']] });

    const target = inAnyOrder(moved, { neighbours: new Map([[SOURCE, [...source, ...presses, ...closing]]]) });

    expect(target.status).toContain('2 more people have this question');
  });

  it('TR-06.11 the question of the other topic is no first reply', () => {
    const moved = all(asked(), post(140, { by: 21, at: at('08:30'), text: 'May I sublet, too?' }));
    const target = inAnyOrder(moved, { neighbours: new Map([[SOURCE, [...source, ...closing]]]) });

    expect(target.clocks.cycles.find(({ metric }) => metric === 'cr')).toMatchObject({ endedAt: null });
    expect(inAnyOrder(moved).clocks.cycles.find(({ metric }) => metric === 'cr')).toMatchObject({ endedAt: at('08:30') });
  });

  it('TR-06.11 posts that were only moved make nobody a follower', () => {
    const target = inAnyOrder(all(asked(), answered), { neighbours: new Map([[SOURCE, source]]) });

    expect(target.status).not.toContain('more p');
    expect(target.status).not.toContain(`/t/${SOURCE}`);
  });
});

describe('a topic that is closed or archived', () => {
  it.each([
    ['closed', 'closed.enabled'],
    ['archived', 'archived.enabled'],
  ] as const)('TR-06.13 keeps official marks and ends as solved only with an outcome (%s)', (name, code) => {
    const closed = all(here(120, TOPIC, '12:00'), act(FACILITATOR, 120, code, '12:00'), flag(name, true, '12:00:30'));
    const story = all(asked(), answered, line('official'), closed);
    const whole = inAnyOrder(story, { effects: [status] });
    const said = inAnyOrder(all(story, says(FACILITATOR, 'outcome solved', { at: at('12:05'), id: 130 })));

    expect(whole.judgement.state).toMatchObject({ state: 'closed', outcome: null });
    expect(whole.official.signatures).toMatchObject([{ post: 101, end: null, away: null }]);
    expect((whole.want('notice:post:101')?.value as { text: string }).text).not.toBe('');
    expect(said.judgement.state).toMatchObject({ state: 'closed', outcome: 'solved' });
  });

  it('TR-06.13 asks for an outcome when none is there', () => {
    const closed = all(here(120, TOPIC, '12:00'), act(FACILITATOR, 120, 'closed.enabled', '12:00'));
    const open = inAnyOrder(all(asked(), answered));
    const whole = inAnyOrder(all(asked(), answered, closed), { effects: [status] });

    expect(whole.status).toContain('Nobody has said how this ended');
    expect(open.status).not.toContain('Nobody has said how this ended');
    expect(
      inAnyOrder(all(asked(), answered, closed, says(FACILITATOR, 'outcome decided', { at: at('12:05'), id: 130 })), { effects: [status] })
        .status,
    ).not.toContain('Nobody has said');
  });
});

describe('a topic that is converted', () => {
  const message = fact(at('12:00'), { type: 'TopicPlace', topic: TOPIC, category: null, archetype: 'private_message' });
  const took = fact(at('12:00'), { type: 'Participants', topic: TOPIC, users: [ASKER, MEMBER], groups: [41] });
  const story = all(asked(), withTitle, published, says(MEMBER, 'faq', { at: at('11:00'), id: 131 }), message, took);
  const world = { ...withFaq, effects: [made, status] };

  it('TR-06.15 TR-12.3 to a private message is private from then on: the facilitators hear who could read it, the asker that it is so', () => {
    const whole = inAnyOrder(story, world);
    const warning = `message:topic:${TOPIC}:made-private:1`;

    expect(whole.judgement.derived.topic.isPrivate).toBe(true);
    expect(rawOf(whole, warning)).toContain('everybody who may read the category could read it');
    expect(rawOf(whole, warning)).toContain(`user:${MEMBER}`);
    expect(to(whole, warning)).toMatchObject({ users: [], groups: [43] });
    expect(rawOf(whole, `message:topic:${TOPIC}:made-private-asker:1`)).toContain('is a private message now');
    expect(to(whole, `message:topic:${TOPIC}:made-private-asker:1`)).toMatchObject({ users: [ASKER], groups: [] });
    expect(JSON.stringify(whole.judgement.wants)).not.toContain('Subletting');
    expect(rawOf(whole, `message:ticket:${TOPIC}:faq-source:101`)).toContain('which is private now');
    expect(inAnyOrder(all(asked(), withTitle, published), world).keys.filter((key) => key.includes('made-private'))).toEqual([]);
  });

  it('each time anew, however often it is converted back', () => {
    const back = fact(at('12:10'), { type: 'TopicPlace', topic: TOPIC, category: 7, archetype: 'regular' });
    const again = fact(at('12:20'), { type: 'TopicPlace', topic: TOPIC, category: null, archetype: 'private_message' });

    const { keys } = inAnyOrder(all(story, back, again), world);

    expect(keys).toContain(`message:topic:${TOPIC}:made-private:3`);
    expect(keys).not.toContain(`message:topic:${TOPIC}:made-private:1`);
  });

  it('TR-06.15 withdraws the draft of an article', () => {
    const draft = done(`message:ticket:${TOPIC}:faq-draft:101`, { kind: 'message', postId: 800, forumTopicId: 80 });
    const proposed = all(asked(), withTitle, answered, line('faq', { by: MEMBER }));
    const whole = inAnyOrder(all(proposed, message, took), { ...withFaq, effects: [draft, status] });

    expect(rawOf(inAnyOrder(proposed, withFaq), draft.key)).toContain('Subletting');
    expect(rawOf(whole, draft.key)).toContain('withdrawn');
    expect(rawOf(whole, draft.key)).not.toContain('Subletting');
  });

  it('TR-06.16 from private to public is told to the facilitators at once, with how to undo it', () => {
    const privately = { facts: asked().facts.filter(({ body }) => body.type !== 'TopicPlace'), texts: asked().texts };
    const born = fact(at('08:00'), { type: 'TopicPlace', topic: TOPIC, category: null, archetype: 'private_message' });
    const there = fact(at('08:00'), { type: 'Participants', topic: TOPIC, users: [ASKER], groups: [41] });
    for (const category of [5, 99]) {
      const whole = inAnyOrder(
        all(privately, born, there, post(101, { by: EXPERT, at: at('09:00'), text: 'Yes.' }), placed(at('12:00'), category)),
      );
      const notice = whole.want(`message:topic:${TOPIC}:made-public:1`);

      expect(notice).toMatchObject({ isAskedFor: true, value: { groups: [43], users: [] } });
      expect(rawOf(whole, notice?.key ?? '')).toContain('Make Personal Message');
    }
    expect(inAnyOrder(all(privately, born, there)).keys.filter((key) => key.includes('made-public'))).toEqual([]);
  });
});
