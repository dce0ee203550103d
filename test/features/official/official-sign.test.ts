import { describe, expect, it } from '@jest/globals';
import { personIn } from '../../../shared/placeholders.js';
import { hashText } from '../../../shared/text.js';
import { officialStands } from '../../../service/features/official/view.js';
import {
  ASKER,
  BOT,
  FACILITATOR,
  LEAD,
  MEMBER,
  OTHER_SIGNER,
  QUESTION,
  SIGNER,
  all,
  answered,
  asked,
  at,
  fact,
  given,
  line,
  post,
  read,
  shown,
  type Told,
} from './official-story.js';

const question = all(asked(), answered);

describe('a signature', () => {
  it('OF-01.1 shows signer, capacity, date, scope and last day on the post, and the like says that it worked', () => {
    const settings = { capacities: { [SIGNER]: 'Head of housing' }, timeZone: 'Europe/Berlin' };
    const { notice, liked, told } = given(all(question, line('official for staff contracts until 1 December 2026')), { settings });

    expect(notice(101)).toBe(
      `**Official answer** · signed by ${personIn(SIGNER)} (Head of housing) on Mon 2 Mar 2026, 11:00 Europe/Berlin · for staff contracts (Housing) · valid until 1 Dec 2026`,
    );
    expect(liked).toEqual([110]);
    expect(told).toBe('');
  });

  it('OF-01.1 says in German the same without articles', () => {
    const { notice, status } = given(all(question, line('official')), { locale: 'de' });

    expect(notice(101)).toBe(
      `**Amtliche Antwort** · gezeichnet von ${personIn(SIGNER)} (Fachperson): Mo, 2. März 2026, 10:00 Uhr UTC · gilt für: Housing · gilt bis 2. März 2027`,
    );
    expect(status).toContain('- Liegt vor: amtliche Antwort, [gezeichnet: Mo, 2. März 2026, 10:00 Uhr UTC](/p/101).');
  });

  it('says no longer that it is with somebody, until the asker writes again', () => {
    const again = post(112, { by: ASKER, at: at('11:00'), text: 'And for a whole year?' });

    expect(given(question).status).toMatch(/- This question is with the /);
    expect(given(all(question, line('official'))).status).not.toMatch(/is with the/);
    expect(given(all(question, line('official'), again)).status).toMatch(/- This question is with the /);
  });

  it('OF-01.4 records hash and version of the text, the role, and a year as last day', () => {
    const edited = read(101, { at: at('09:30'), text: 'Yes, with written consent.', version: 3 });

    expect(given(all(question, edited, line('official'))).view.signatures).toEqual([
      {
        id: expect.stringMatching(/^110\//) as unknown as string,
        post: 101,
        signer: SIGNER,
        at: at('10:00'),
        capacity: null,
        scope: null,
        until: { day: '2027-03-02', endsAt: at('00:00', '2027-03-03') },
        community: { id: 'housing', name: 'Housing' },
        roles: ['expert', 'signer'],
        author: MEMBER,
        text: { hash: hashText('Yes, with written consent.'), version: 3, textId: 'post:101', from: at('10:00') },
        away: null,
        end: null,
      },
    ]);
  });

  it('OF-01.1 sets the tag and a line in the status post', () => {
    const { tags, status } = given(all(question, line('official')));

    expect(tags).toEqual(['official-answer']);
    expect(status).toContain('- The official answer stands: [signed on Mon 2 Mar 2026, 10:00 UTC](/p/101).');
    expect(given(question)).toMatchObject({ tags: [], view: { signatures: [] } });
  });

  it('OF-01.1 quotes a scope as plain text: it names nobody, links nowhere and means no markup', () => {
    const label = given(all(question, line('official for @everyone **now** #it https://evil.example'))).notice(101) ?? '';

    expect(label).toContain('for &#64;\u2060everyone &#42;&#42;now&#42;&#42; &#35;\u2060it https:\u2060//evil.example (Housing)');
    expect(label).not.toMatch(/@|(?<!&)#|\*\*now/u);
  });

  it('names a badge for signers where the settings do', () => {
    const signedTwice = all(question, line('official'));
    const badges = (settings: object) =>
      given(signedTwice, { settings: { ...settings } }).judgement.wants.filter(({ kind }) => kind === 'badge');

    expect(badges({ badge: 7 })).toMatchObject([{ key: 'badge:7:user:13', value: { user: SIGNER, badge: 7 } }]);
    expect(badges({})).toEqual([]);
  });

  it('does nothing when the same line is read again', () => {
    const signing = line('official');

    expect(given(all(question, signing, signing)).view).toEqual(given(all(question, signing)).view);
  });
});

describe('which post is signed', () => {
  const own = (text: string, replyTo?: number) =>
    post(110, { by: SIGNER, at: at('10:00'), text, ...(replyTo === undefined ? {} : { replyTo }) });

  it.each<[string, Told, number]>([
    ['the own answer whose last line it is', own('With written consent only.\n\n@desk official'), 110],
    ['the own answer to the question', own('With written consent only.\n@desk official', QUESTION), 110],
    ['the own answer to somebody else', own('Not quite.\n\n@desk official', 101), 110],
    ['the post that a bare line replies to', own('@desk official', 101), 101],
    [
      'the post that is quoted and replied to',
      own('[quote="m, post:2, topic:20"]\nYes, with consent.\n[/quote]\n\n@desk official', 101),
      101,
    ],
    ['the post that several lines reply to', own('@desk official\n@desk kind policy', 101), 101],
  ])('OF-01.1 is %s', (_what, told, target) => {
    expect(given(all(question, told)).view.signatures.map((one) => one.post)).toEqual([target]);
  });

  it.each<[string, string, number]>([
    ['a bare line', '@desk official', 101],
    ['a bare line with a stop', '@desk official.', 101],
    ['an answer', 'Not quite.\n@desk official', 110],
  ])('OF-01.1 is decided when the post of the line is read, if it was not before: %s', (_what, text, target) => {
    const late = post(110, { by: SIGNER, at: at('10:00'), text, replyTo: 101, readAt: at('10:04') });
    const { view, liked } = given(all(question, late));

    expect(view.signatures).toMatchObject([{ post: target, at: at('10:00'), end: null }]);
    expect(liked).toEqual([110]);
  });

  it('OF-01.1 is not known before that: the line is neither liked nor refused', () => {
    const late = post(110, { by: SIGNER, at: at('10:00'), text: '@desk official', replyTo: 101, readAt: at('10:04') });

    expect(given(all(question, late), { now: at('10:02') })).toMatchObject({ view: { signatures: [] }, liked: [], told: '' });
  });

  it('OF-03.1 is void when it was changed between the line and the read that decides', () => {
    const late = post(110, { by: SIGNER, at: at('10:00'), text: '@desk official', replyTo: 101, readAt: at('10:04') });
    const edit = read(101, { at: at('10:02'), text: 'No.' });

    expect(given(all(question, edit, late)).view.signatures).toMatchObject([
      { post: 101, text: { hash: hashText('Yes, with consent.') }, end: { type: 'voided', at: at('10:04') } },
    ]);
  });

  it('OF-03.1 stays the own answer when all but the line is edited away later: nobody else becomes official by that', () => {
    const edit = read(110, { at: at('12:00'), text: '@desk official' });

    expect(given(all(question, own('Not quite.\n@desk official', 101), edit)).view.signatures).toMatchObject([
      { post: 110, end: { type: 'voided', at: at('12:00') } },
    ]);
  });

  it('OF-01.1 stays the replied post when something is added to the bare line later', () => {
    const edit = read(110, { at: at('12:00'), text: 'Thanks!\n@desk official' });

    expect(given(all(question, own('@desk official', 101), edit)).view.signatures).toMatchObject([{ post: 101, end: null }]);
  });

  it('OF-01.4 is signed as it stands with the line, also when the read dates text and line alike', () => {
    const withLine = 'With consent.\n\n@desk official';
    const edit = read(110, { at: at('10:05'), text: withLine });

    expect(given(all(question, own('With consent.'), edit)).view.signatures).toMatchObject([
      { post: 110, text: { hash: hashText(withLine), version: 2 }, end: null },
    ]);
  });

  it('OF-01.4 is signed as it stands with the line, when an edit brought the line', () => {
    const first = own('With consent.');
    const withLine = 'With consent.\n\n@desk official';
    const edit = read(110, { at: at('10:05'), readAt: at('10:05:04'), text: withLine, version: 1 });
    const { view, notice } = given(all(question, first, edit));

    expect(view.signatures).toMatchObject([{ at: at('10:05'), text: { hash: hashText(withLine), from: at('10:05:04') }, end: null }]);
    expect(notice(110)).toContain('signed by');
  });

  it('OF-01.4 waits for the first read of the text, and only then holds', () => {
    const unread = post(101, { by: MEMBER, at: at('09:59:58'), text: 'Yes.', readAt: at('10:00:03') });
    const facts = all(asked(), unread, line('official'));
    const before = given(facts, { now: at('10:00', '2026-03-02') });
    const waiting = { ...facts, facts: facts.facts.filter((one) => !(one.body.type === 'TextConfirmed' && one.body.post === 101)) };

    expect(given(waiting).view.signatures).toMatchObject([{ text: null, end: null }]);
    expect(given(waiting)).toMatchObject({ tags: [], liked: [110], told: '' });
    expect(given(waiting).notice(101)).toBeNull();
    expect(officialStands(given(facts).view)).toBe(true);
    expect(given(facts).view.signatures).toMatchObject([{ text: { hash: hashText('Yes.'), from: at('10:00:03') } }]);
    // A reading up to a minute ahead of us is taken as now.
    expect(officialStands(before.view)).toBe(true);
  });
});

describe('refused', () => {
  const by = (author: number, own: { kind?: 'whisper' | 'small_action'; ours?: boolean } = {}) =>
    post(101, { by: author, at: at('09:00'), text: 'Yes.', ...own });
  const elsewhere = all(asked(), post(110, { by: SIGNER, at: at('10:00'), text: '@desk official' }));

  it.each<[string, Told, string]>([
    ['a post of another topic or none', elsewhere, 'not clear which post'],
    ['a whisper', all(asked(), by(MEMBER, { kind: 'whisper' }), line('official')), 'whisper'],
    ['a note of the forum', all(asked(), by(MEMBER, { kind: 'small_action' }), line('official')), 'no answer'],
    ['a hidden post', all(question, shown(101, at('09:30'), 'hidden'), line('official')), 'hidden, deleted or not approved'],
    ['a post that waits for approval', all(question, shown(101, at('09:30'), 'held'), line('official')), 'hidden, deleted or not approved'],
    ['a deleted post', all(question, shown(101, at('09:30'), 'deleted'), line('official')), 'hidden, deleted or not approved'],
    ['a post of the bot', all(asked(), by(BOT), line('official')), 'written by a program'],
    ['a post of the system', all(asked(), by(-1), line('official')), 'written by a program'],
    ['a post of ours', all(asked(), by(BOT, { ours: true }), line('official')), 'written by a program'],
    ['the question', all(question, line('official', { replyTo: QUESTION, by: SIGNER })), 'not clear|the question itself'],
    ['a day that is over', all(question, line('official until 1 March 2026')), 'That day is over'],
    ['no end by somebody who is no lead', all(question, line('official until no end')), 'Only a lead signs without end'],
    ['a scope that is too long', all(question, line(`official for ${'x'.repeat(201)}`)), '200 characters'],
  ])('OF-01.5 %s', (_what, told, why) => {
    const result = given(told);

    expect(result.view.signatures).toEqual([]);
    expect(result.told).toMatch(new RegExp(why));
    expect(result.told).toContain('nothing was done');
    expect(result).toMatchObject({ liked: [], tags: [] });
  });

  it.each([
    ['a member', MEMBER],
    ['the asker', ASKER],
    ['a facilitator', FACILITATOR],
  ])('OF-01.5 the line of %s', (_who, author) => {
    expect(given(all(question, line('official', { by: author }))).view.signatures).toEqual([]);
  });

  it('OF-01.1 allows today as last day, and no end to a lead', () => {
    const today = given(all(question, line('official until 2 March 2026')));
    const endless = given(all(question, line('official until no end', { by: LEAD })));

    expect(today.view.signatures).toMatchObject([{ until: { day: '2026-03-02', endsAt: at('00:00', '2026-03-03') } }]);
    expect(endless.view.signatures).toMatchObject([{ until: null }]);
    expect(endless.notice(101)).toContain('valid without end');
  });

  it('OF-02.1 a shared account, with the next step', () => {
    const { told, view } = given(all(question, line('official')), { settings: { sharedAccounts: [SIGNER] } });

    expect(view.signatures).toEqual([]);
    expect(told).toContain('Official answers come from persons; sign with your own account.');
  });

  it('OF-02 somebody who has not filled in the name of a person, with the next step', () => {
    const named = (isFilled: boolean) => fact(at('10:00'), { type: 'RealNameSeen', post: 110, isFilled });
    const without = given(all(question, named(false), line('official')));

    expect([without.view.signatures, without.told]).toEqual([
      [],
      expect.stringContaining('Please fill in your full name in your [profile]'),
    ]);
    expect(given(all(question, named(true), line('official'))).view.signatures).toHaveLength(1);
    expect(given(all(question, line('official'))).view.signatures).toHaveLength(1);
  });

  it('OF-02.3 keeps what an account signed before it was listed, and marks it', () => {
    const later = [{ at: at('11:00'), settings: { sharedAccounts: [SIGNER] } }];
    const { view, notice } = given(all(question, line('official')), { later });

    expect(officialStands(view)).toBe(true);
    expect(notice(101)).toContain('now listed as used by several people');
  });
});

describe('signing again', () => {
  const again = (text: string, by = SIGNER) => line(text, { id: 111, by, at: at('11:00') });

  it('is done and no second signature when nothing is new', () => {
    const { view, liked } = given(all(question, line('official for site A'), again('official')));

    expect(view.signatures).toHaveLength(1);
    expect(liked).toEqual([110, 111]);
  });

  it('with another day is a new signature with the old scope', () => {
    const { view } = given(all(question, line('official for site A'), again('official until 1 June 2027')));

    expect(view.signatures).toMatchObject([
      { end: { type: 'replaced', at: at('11:00') } },
      { scope: 'site A', until: { day: '2027-06-01' }, end: null },
    ]);
  });

  it('OF-27.1 by somebody else shows one label: the newer', () => {
    const { view, judgement, notice } = given(all(question, line('official for site A'), again('official', OTHER_SIGNER)));

    expect(view.signatures.map(({ end }) => end?.type)).toEqual(['replaced', undefined]);
    expect(judgement.wants.filter(({ kind }) => kind === 'notice')).toHaveLength(1);
    expect(notice(101)).toContain(personIn(OTHER_SIGNER));
  });

  it('of another post replaces the older one of the same scope, and leaves that of another scope', () => {
    const second = post(102, { by: MEMBER, at: at('09:10'), text: 'Only with a contract.' });
    const signed = (scope: string) => line(`official for ${scope}`, { id: 111, at: at('11:00'), replyTo: 102 });
    const same = given(all(question, second, line('official for Site  A'), signed('site a')));
    const other = given(all(question, second, line('official for site A'), signed('site B')));

    expect(same.notice(101)).toBe('Was an official answer until Mon 2 Mar 2026, 11:00 UTC, replaced by [a newer official answer](/p/102).');
    expect(other.view.signatures.every(({ end }) => end === null)).toBe(true);
  });

  it('is a new signature after the text has changed', () => {
    const edit = read(101, { at: at('10:30'), text: 'No.' });
    const { view, notice } = given(all(question, line('official'), edit, again('official')));

    expect(view.signatures).toMatchObject([{ end: { type: 'voided' } }, { text: { hash: hashText('No.') }, end: null }]);
    expect(notice(101)).toMatch(/^\*\*Official answer\*\*/);
  });
});

it('OF-05.1 an accepted answer and an official one stand side by side', () => {
  const second = post(102, { by: SIGNER, at: at('09:10'), text: 'Only with a contract.' });
  const accepted = fact(at('12:00'), { type: 'AcceptedAnswer', topic: 20, post: 101 });
  const both = given(all(question, second, line('official', { replyTo: 102 }), accepted));

  expect(both.notice(102)).toContain('Official answer');
  expect(both.judgement.derived.ticket.topic.accepted).toMatchObject({ post: 101 });
});

it('OF-05.3 taking an acceptance back changes nothing official', () => {
  const accepted = (time: string, id: number | null) => fact(at(time), { type: 'AcceptedAnswer', topic: 20, post: id });
  const signed = all(question, line('official'));

  expect(given(all(signed, accepted('12:00', 101), accepted('13:00', null))).view).toEqual(given(signed).view);
});

describe('a line that was said while nobody listened', () => {
  const before = (time: string, told: Told) => ({
    ...told,
    facts: told.facts.map((one) => (one.body.type === 'Placed' || one.body.type === 'PostVisibility' ? { ...one, at: at(time) } : one)),
  });

  it('signs the post that it replies to, also where a later read tells where both of them are', () => {
    const { view } = given(all(asked(), before('10:10', all(answered, line('official')))));

    expect(view.answered).toMatchObject([{ refusal: null }]);
    expect(view.signatures).toMatchObject([{ post: 101, end: null }]);
  });

  it('signs it also where a later read tells to which category the topic belongs', () => {
    const late = asked();
    const facts = late.facts.map((one) => (one.body.type === 'TopicPlace' ? { ...one, at: at('10:05') } : one));

    const { view } = given(all({ ...late, facts }, answered, line('official')));

    expect(view.answered).toMatchObject([{ refusal: null }]);
    expect(view.signatures).toMatchObject([{ post: 101, end: null }]);
  });
});
