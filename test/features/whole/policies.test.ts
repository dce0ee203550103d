import { describe, expect, it } from '@jest/globals';
import { ASKER, FACILITATOR, MEMBER, QUESTION, TOPIC, all, asked, at, fact, placed, post } from '../official/official-story.js';
import { inAnyOrder } from '../table/arrivals.js';
import { EXPERT, says } from '../triage/desk-story.js';
import { membership, whole, type Whole, type World } from './whole-story.js';

/** The desk is open from 09:00 to 17:00 UTC on this Monday; the question is of 08:00, so its clock counts from 09:00. */
const policies = [
  { name: 'by mail', when: { channel: 'mail' }, targets: { firstReplyMinutes: 60 } },
  { name: 'german', when: { language: 'de' }, targets: { firstReplyMinutes: 70 } },
  { name: 'tenants', when: { group: 77 }, targets: { firstReplyMinutes: 80 } },
  { name: 'lifts', when: { tag: ['lift', 'stairs'], category: 5 }, targets: { firstReplyMinutes: 90 } },
  { name: 'urgent', when: { priority: 'urgent' }, targets: { firstReplyMinutes: 100 } },
  { name: 'incidents', when: { kind: 'incident' }, targets: { firstReplyMinutes: 110 } },
  { name: 'members', when: { lane: 'community' }, targets: { firstReplyMinutes: 2400 } },
];
const clocks = { targets: { firstReplyMinutes: 240 }, policies };
const world: World = { features: { clocks } };
const tagged = (tags: string[], time: string) => fact(at(time), { type: 'TopicTags', topic: TOPIC, tags });
const shownOf = ({ fr }: Whole) => fr && { name: fr.policyName, minutes: fr.targetMinutes, due: fr.due };

describe('the policy of a question (R-MATCH)', () => {
  it('is the first whose conditions hold, else the default; name and version stand with the clock', () => {
    expect(shownOf(inAnyOrder(asked(), world))).toEqual({ name: 'default', minutes: 240, due: at('13:00') });
    expect(shownOf(inAnyOrder(asked(['stairs']), world))).toEqual({ name: 'lifts', minutes: 90, due: at('10:30') });
    expect(shownOf(inAnyOrder(asked(['incident']), world))).toEqual({ name: 'incidents', minutes: 110, due: at('10:50') });
    expect(shownOf(inAnyOrder(asked(['incident', 'lift']), world))).toMatchObject({ name: 'lifts' });
    expect(whole(asked(['lift']), world).judgement.rows.find(({ key }) => key === 'fr:1')?.row).toMatchObject({
      policyName: 'lifts',
      version: 1,
    });
  });

  it('goes by the channel, the language and the groups of the asker, as they were when it was asked (R-LANE)', () => {
    const mailed = all(asked(), fact(at('08:00'), { type: 'PostByMail', post: QUESTION }));
    const german = all(asked(), fact(at('08:00'), { type: 'LanguageSeen', post: QUESTION, language: 'de' }));
    const tenant = { ...world, memberships: [membership('MembershipBegan', { group: 77, user: ASKER }, at('07:00'))] };

    expect(shownOf(inAnyOrder(mailed, world))).toMatchObject({ name: 'by mail', minutes: 60 });
    expect(shownOf(inAnyOrder(german, world))).toMatchObject({ name: 'german' });
    expect(shownOf(inAnyOrder(asked(), tenant))).toMatchObject({ name: 'tenants' });
    expect(shownOf(inAnyOrder(asked(), { ...world, community: { locale: 'de' } }))).toMatchObject({ name: 'german' });
  });

  it('is the one with which it began also where a later read tells its language, and nothing shows as changed', () => {
    const late = all(asked(), fact(at('12:00'), { type: 'LanguageSeen', post: QUESTION, language: 'de' }));
    const { fr } = inAnyOrder(late, world);

    expect(fr).toMatchObject({ policyName: 'german', startedAt: at('08:00'), due: at('10:10'), inner: { changes: [] } });
  });

  it('is another one after a change of tags, kind, priority, group or lane; start and elapsed time stay (R-PRIO)', () => {
    const join = membership('MembershipBegan', { group: 77, user: ASKER }, at('09:30'));
    const urgent = says(FACILITATOR, 'priority urgent', { at: at('09:30') });

    expect(shownOf(inAnyOrder(all(asked(), tagged(['lift'], '09:30')), world))).toEqual({ name: 'lifts', minutes: 90, due: at('10:30') });
    expect(shownOf(inAnyOrder(all(asked(), tagged(['incident'], '09:30')), world))).toMatchObject({ name: 'incidents', due: at('10:50') });
    expect(shownOf(inAnyOrder(all(asked(), urgent), world))).toMatchObject({ name: 'urgent', minutes: 100, due: at('10:40') });
    expect(shownOf(inAnyOrder(asked(), { ...world, memberships: [join] }))).toMatchObject({ name: 'tenants', due: at('10:20') });
    expect(
      shownOf(inAnyOrder(all(asked(), says(FACILITATOR, 'lane community because it is not ours', { at: at('09:30') })), world)),
    ).toEqual({ name: 'members', minutes: 2400, due: '2026-03-06T17:00:00.000Z' });
  });

  it('is not looked for at a post', () => {
    const chat = all(
      asked(),
      post(101, { by: MEMBER, at: at('09:20'), text: 'Me neither.' }),
      post(102, { by: ASKER, at: at('09:30'), text: 'lift' }),
    );

    expect(whole(chat, world).fr).toMatchObject({ policyName: 'default', inner: { changes: [] } });
  });

  it('stamps a breach that comes of it with the moment of the change, and flags it', () => {
    expect(inAnyOrder(all(asked(), tagged(['lift'], '11:00')), world).fr).toMatchObject({
      state: 'breached_open',
      due: at('10:30'),
      breachedAt: at('11:00'),
      byPolicyChange: true,
    });
  });

  it('takes priority and policy together: no target between the two is ever late', () => {
    const round = { ...clocks, targets: { firstReplyMinutes: 240, byPriority: { urgent: { firstReplyMinutes: 10 } } } };
    const urgent = says(FACILITATOR, 'priority urgent', { at: at('10:00') });

    expect(whole(all(asked(), urgent), { now: at('10:01'), features: { clocks: round } }).fr).toMatchObject({
      policyName: 'urgent',
      state: 'running',
      breachedAt: null,
    });
  });

  it('banks what was counted when it has another calendar (R-TRANSFER)', () => {
    const always = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]));
    const night = { name: 'night', when: { tag: 'night' }, calendar: { tz: 'UTC', hours: always } };
    const { fr } = inAnyOrder(all(asked(), tagged(['night'], '16:00')), {
      now: at('22:00'),
      features: { clocks: { targets: { firstReplyMinutes: 480 }, policies: [night] } },
    });

    // Seven hours are counted at 16:00, so one is left.
    expect(fr).toMatchObject({ policyName: 'night', due: at('17:00'), inner: { legs: [{ to: at('16:00') }, { from: at('16:00') }] } });
  });

  it('holds for the clocks of the experts too, and after a move those of the other community do', () => {
    const own = [{ name: 'lifts', when: { tag: 'lift' }, targets: { acceptMinutes: 20 } }];
    const features = { clocks: { targets: { acceptMinutes: 100 }, policies: own } };
    const escalated = all(asked(), says(FACILITATOR, 'escalate', { at: at('10:00') }));
    const ownOf = ({ escalation }: Whole) => escalation.clocks.cycles.find(({ metric }) => metric === 'own');
    const elsewhere = { clocks: { targets: { acceptMinutes: 50 } } };

    expect(ownOf(inAnyOrder(escalated, { features }))).toMatchObject({ targetMinutes: 100, due: at('11:40'), policyName: 'default' });
    expect(ownOf(inAnyOrder(all(escalated, tagged(['lift'], '10:05')), { features }))).toMatchObject({
      targetMinutes: 20,
      due: at('10:20'),
    });
    expect(ownOf(inAnyOrder(all(escalated, placed(at('10:05'), 7)), { features, elsewhere }))).toMatchObject({
      targetMinutes: 50,
      due: at('10:50'),
    });
  });
});

describe('a new version of the settings (R-EDIT)', () => {
  const next = {
    targets: { firstReplyMinutes: 240 },
    policies: [{ name: 'all lifts', when: { tag: 'lift' }, targets: { firstReplyMinutes: 30 } }],
  };
  const version = (recompute: boolean, time = '09:15') => ({ ...world, later: [{ at: at(time), recompute, features: { clocks: next } }] });
  const story = asked(['lift']);

  it('leaves open cycles under theirs, also its policies when they match again', () => {
    expect(shownOf(inAnyOrder(story, version(false)))).toMatchObject({ name: 'lifts', minutes: 90 });
    expect(shownOf(inAnyOrder(all(story, tagged(['incident'], '09:20')), version(false)))).toMatchObject({
      name: 'incidents',
      minutes: 110,
    });
  });

  it('holds for cycles that start later', () => {
    const answered = all(
      story,
      post(101, { by: EXPERT, at: at('09:10'), text: 'Yes.' }),
      post(102, { by: ASKER, at: at('10:00'), text: 'And now?' }),
    );

    expect(inAnyOrder(answered, version(false)).clocks.cycles.find(({ metric }) => metric === 'nr')).toMatchObject({
      policyName: 'all lifts',
      version: 2,
      targetMinutes: 30,
    });
  });

  it('recomputes open cycles with its own policies when it was asked for, and never an ended one', () => {
    const answered = all(story, post(101, { by: EXPERT, at: at('09:10'), text: 'Yes.' }));

    expect(shownOf(inAnyOrder(story, version(true)))).toEqual({ name: 'all lifts', minutes: 30, due: at('09:30') });
    expect(inAnyOrder(answered, version(true)).fr).toEqual(inAnyOrder(answered, world).fr);
    expect(inAnyOrder(answered, version(true, '09:20')).fr).toEqual(inAnyOrder(answered, world).fr);
  });

  it('ends what it does not measure any more, and what was not measured starts where it would have (R-ZERO)', () => {
    const none = { clocks: { targets: { firstReplyMinutes: null, communityReplyMinutes: null, resolutionMinutes: 300 } } };
    const { clocks: view } = inAnyOrder(asked(), { ...world, later: [{ at: at('10:00'), recompute: true, features: none }] });

    expect(view.cycles.map(({ metric, state, endedAt, due }) => [metric, state, endedAt, due])).toEqual([
      ['fr', 'dismissed', at('10:00'), at('13:00')],
      ['cr', 'dismissed', at('10:00'), '2026-03-03T17:00:00.000Z'],
      ['res', 'breached_open', null, at('14:00')],
    ]);
  });
});
