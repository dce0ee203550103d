import { describe, expect, it } from '@jest/globals';
import { personIn } from '../../../shared/placeholders.js';
import { officialStands } from '../../../service/features/official/view.js';
import {
  FACILITATOR,
  MEMBER,
  OTHER_SIGNER,
  SIGNER,
  all,
  answered,
  asked,
  at,
  fact,
  given,
  line,
  placed,
  post,
  read,
  shown,
  type Told,
} from './official-story.js';

const question = all(asked(), answered);
const signed = all(question, line('official'));
const withdraw = (by: number, own: { replyTo?: number } = {}) =>
  line('withdraw the rule changed', { id: 111, by, at: at('11:00'), ...own });

describe('a change of the text', () => {
  it('OF-03.1 ends the signature when it is read, and the label says so', () => {
    const edit = read(101, { at: at('12:40'), text: 'Yes, always.' });
    const { view, notice, tags } = given(all(signed, edit));

    expect(view.signatures).toMatchObject([{ end: { type: 'voided', at: at('12:40'), cause: 'text' } }]);
    expect(notice(101)).toBe(
      `Was an official answer until Mon 2 Mar 2026, 12:40 UTC, text changed since · signed by ${personIn(SIGNER)} (expert) on Mon 2 Mar 2026, 10:00 UTC`,
    );
    expect(tags).toEqual([]);
  });

  it('OF-03.1 also takes away what an edit back cannot bring again: it has to be signed again', () => {
    const edits = all(read(101, { at: at('12:40'), text: 'No.' }), read(101, { at: at('12:50'), text: 'Yes, with consent.', version: 3 }));

    expect(officialStands(given(all(signed, edits)).view)).toBe(false);
  });

  it('OF-03.2 is none when blanks at line ends change, nor when nothing changes but the version', () => {
    const edits = all(
      read(101, { at: at('12:40'), text: 'Yes, with consent.  \n\n' }),
      read(101, { at: at('12:50'), text: 'Yes, with consent.', version: 3 }),
    );

    expect(officialStands(given(all(signed, edits)).view)).toBe(true);
  });

  it('OF-03.4 twice in a burst gives the notice of one', () => {
    const first = read(101, { at: at('12:40'), text: 'No.' });
    const second = read(101, { at: at('12:40:05'), text: 'No!', version: 3 });
    const notices = (told: ReturnType<typeof all>) => given(told).judgement.wants.filter(({ kind }) => kind === 'notice');

    expect(notices(all(signed, first, second))).toEqual(notices(all(signed, first)));
    expect(notices(all(signed, first, second))).toHaveLength(1);
  });

  it('does nothing to other posts', () => {
    const other = post(102, { by: MEMBER, at: at('09:30'), text: 'Maybe.' });

    expect(officialStands(given(all(signed, other, read(102, { at: at('12:40'), text: 'No.' }))).view)).toBe(true);
  });
});

describe('OF-28.1 what happens to the post', () => {
  it('OF-28.1 deleted, it does not hold and shows nothing; recovered with the same text, it holds again', () => {
    const gone = all(signed, shown(101, at('12:00'), 'deleted'));
    const back = all(gone, shown(101, at('13:00'), 'visible'));

    expect(given(gone).view.signatures).toMatchObject([{ away: { as: 'deleted', from: at('12:00') }, end: null }]);
    expect(given(gone)).toMatchObject({ tags: [] });
    expect(given(gone).notice(101)).toBeNull();
    expect(given(back).view).toEqual(given(signed).view);
  });

  it('OF-28.1 recovered with another text, it is void', () => {
    const told = all(
      signed,
      shown(101, at('12:00'), 'deletedByAuthor'),
      shown(101, at('13:00'), 'visible'),
      read(101, { at: at('13:00'), text: 'Something else.' }),
    );

    expect(given(told).view.signatures).toMatchObject([{ away: null, end: { type: 'voided', at: at('13:00') } }]);
  });

  it('OF-28.1 hidden, it does not hold and has no label until it is shown again', () => {
    const hidden = all(signed, shown(101, at('12:00'), 'hidden'));

    expect(officialStands(given(hidden).view)).toBe(false);
    expect(given(hidden).notice(101)).toBe('');
    expect(officialStands(given(all(hidden, shown(101, at('13:00'), 'visible'))).view)).toBe(true);
  });

  it('OF-28.1 given to another author, it is void', () => {
    const { view, notice } = given(all(signed, fact(at('12:00'), { type: 'PostAuthor', post: 101, user: OTHER_SIGNER })));

    expect(view.signatures).toMatchObject([{ end: { type: 'voided', at: at('12:00'), cause: 'author' } }]);
    expect(notice(101)).toContain('given to another author since');
  });

  it('OF-28.1 moved to another community with its topic, it shows where it was signed', () => {
    const { notice } = given(all(question, line('official for site A'), placed(at('12:00'), 7)));

    expect(notice(101)).toContain('for site A (Housing)');
  });

  it('OF-28.1 changed while the topic was outside of all communities, it is void on coming back', () => {
    const away = all(signed, placed(at('12:00'), 99), read(101, { at: at('13:00'), text: 'No.' }));

    expect(given(all(away, placed(at('14:00'), 5))).view.signatures).toMatchObject([{ end: { type: 'voided', at: at('14:00') } }]);
  });

  it('OF-28.1 moved in from another topic with its own line, it is signed as there', () => {
    const own = post(110, { by: SIGNER, at: at('10:00'), text: 'With consent only.\n\n@desk official' });
    const there = { ...own, facts: own.facts.filter(({ body }) => body.type !== 'Placed') };
    const moved = all(there, fact(at('15:00'), { type: 'Placed', post: 110, topic: 20, number: 7 }));

    expect(given(all(question, moved)).view.signatures).toMatchObject([{ post: 110, at: at('10:00'), end: null }]);
    expect(given(all(question, own, fact(at('15:00'), { type: 'Placed', post: 110, topic: 21, number: 1 }))).view.signatures).toEqual([]);
  });
});

describe('withdrawing', () => {
  it('OF-11.1 by the signer ends it; the label says who and why', () => {
    const { view, notice, tags, liked } = given(all(signed, withdraw(SIGNER)));

    expect(view.signatures).toMatchObject([{ end: { type: 'withdrawn', at: at('11:00'), by: SIGNER, reason: 'the rule changed' } }]);
    expect(notice(101)).toContain(`withdrawn by ${personIn(SIGNER)}`);
    expect(tags).toEqual([]);
    expect(liked).toEqual([110, 111]);
  });

  it('OF-11.3 by a facilitator (so by a lead) ends that of anybody', () => {
    expect(given(all(signed, withdraw(FACILITATOR))).view.signatures).toMatchObject([{ end: { type: 'withdrawn', by: FACILITATOR } }]);
  });

  it('OF-11.4 says the reason in public, as plain text', () => {
    const told = all(signed, line('withdraw ask @everyone <b>first</b>', { id: 111, at: at('11:00') }));

    expect(given(told).notice(101)).toBe(
      `Was an official answer until Mon 2 Mar 2026, 11:00 UTC, withdrawn by ${personIn(SIGNER)}. Reason: ask &#64;\u2060everyone &#60;b&#62;first&#60;/b&#62;`,
    );
  });

  it.each<[string, Told, string, boolean]>([
    ['somebody else signed it', all(signed, withdraw(OTHER_SIGNER)), 'Somebody else signed that post', true],
    ['nothing is signed there', all(question, withdraw(SIGNER)), 'no official answer to withdraw', false],
    ['it was withdrawn before', all(signed, withdraw(SIGNER), line('withdraw really', { id: 112, at: at('12:00') })), 'no official', false],
  ])('OF-11.1 is refused when %s', (...[, told, why, stands]) => {
    const result = given(told);

    expect(result.told).toContain(why);
    expect(officialStands(result.view)).toBe(stands);
  });
});

describe('running out', () => {
  it('ends at the end of its last day in the zone of the settings, whenever somebody looks', () => {
    const settings = { timeZone: 'Europe/Berlin' };
    const told = all(question, line('official until 2 March 2026'));
    const before = given(told, { settings, now: at('22:59:59') });
    const after = given(told, { settings, now: at('12:00', '2026-05-01') });

    expect(before.judgement.derived.nextWakeAt).toBe(at('23:00'));
    expect(officialStands(before.view)).toBe(true);
    expect(after.view.signatures).toMatchObject([{ end: { type: 'expired', at: at('23:00') } }]);
    expect(after.notice(101)).toBe('Was an official answer, expired after 2 Mar 2026. Check before relying on it.');
    expect(after.judgement.derived.nextWakeAt).toBeNull();
  });

  it('a change after it does not make it void', () => {
    const told = all(question, line('official until 2 March 2026'), read(101, { at: at('08:00', '2026-03-05'), text: 'No.' }));

    expect(given(told, { now: at('12:00', '2026-03-06') }).view.signatures).toMatchObject([{ end: { type: 'expired' } }]);
  });

  it('goes on while the topic is outside, and by its own instant', () => {
    const told = all(
      question,
      line('official until 2 March 2026'),
      placed(at('12:00'), 99),
      read(101, { at: at('08:00', '2026-03-05'), text: 'No.' }),
      placed(at('09:00', '2026-03-05'), 5),
    );

    expect(given(told, { now: at('12:00', '2026-03-06') }).view.signatures).toMatchObject([
      { end: { type: 'expired', at: at('00:00', '2026-03-03') } },
    ]);
  });
});

describe('where an official answer decides', () => {
  const policy = all(asked(['policy']), answered);
  const accepted = fact(at('12:00'), { type: 'AcceptedAnswer', topic: 20, post: 101 });

  it('OF-13.1 one is awaited after a community solution too, with a note', () => {
    const { view, status } = given(all(policy, accepted));

    expect(view.awaited).toBe(true);
    expect(status).toContain('- Accepted by the community; the official answer is still to come.');
  });

  it('OF-13.1 none is awaited once it stands, and one is again when it ends', () => {
    const stands = given(all(policy, accepted, line('official')));
    const ended = given(all(policy, line('official'), withdraw(SIGNER)));

    expect(stands.view.awaited).toBe(false);
    expect(stands.status).not.toContain('still to come');
    expect(ended.view.awaited).toBe(true);
    expect(ended.status).toContain('- The former official answer no longer holds; a new one is still to come.');
  });

  it("OF-13.1 none is awaited by the desk's own people", () => {
    expect(given(all(asked(['policy'], SIGNER), answered)).view.awaited).toBe(false);
  });

  it('OF-13.1 none is awaited where the community decides', () => {
    const { view, status } = given(all(question, accepted));

    expect(view.awaited).toBe(false);
    expect(status).not.toContain('still to come');
  });
});

it('of a private question sets neither tag nor badge', () => {
  const privately = fact(at('09:30'), { type: 'TopicPlace', topic: 20, category: null, archetype: 'private_message' });
  const { view, judgement, notice } = given(all(question, privately, line('official')), { settings: { badge: 7 } });

  expect(officialStands(view)).toBe(true);
  expect(notice(101)).toContain('Official answer');
  expect(judgement.wants.filter(({ kind }) => kind === 'tags' || kind === 'badge')).toEqual([]);
});

it('of a deleted topic says nothing', () => {
  const { judgement } = given(all(signed, fact(at('12:00'), { type: 'TopicFlagSeen', topic: 20, flag: 'deleted', value: true })));

  expect(judgement.wants.filter(({ kind }) => kind !== 'like')).toEqual([]);
});
