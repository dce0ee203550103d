import { describe, expect, it } from '@jest/globals';
import { all, answered, asked, at, fact, line, post, shown, ASKER, FACILITATOR, SIGNER } from '../official/official-story.js';
import { EXPERT, says } from '../triage/desk-story.js';
import { whole } from './whole-story.js';

const expert = post(105, { by: EXPERT, at: at('09:30'), text: 'As I know it, with consent.' });
const signed = line('official');
const policy = all(asked(['policy']), answered);
const accepted = fact(at('12:00'), { type: 'AcceptedAnswer', topic: 20, post: 101 });

describe('the clock of the first official reply', () => {
  it('TR-11.4 is never stopped by a signature alone where the community decides', () => {
    const { fr } = whole(all(asked(), answered, expert));

    expect(fr).toMatchObject({ responder: 'experts_and_facilitators', state: 'met', endedBy: 105 });
  });

  it('TR-11.4 is no longer one of signatures when a facilitator lets the community decide', () => {
    const told = all(policy, expert, says(FACILITATOR, 'mode community because it is a matter of taste'));

    expect(whole(all(policy, expert)).fr).toMatchObject({ responder: 'signed_official', endedAt: null });
    expect(whole(told).fr).toMatchObject({ responder: 'experts_and_facilitators', endedBy: 105 });
  });

  it.each([
    ['a policy question', policy],
    [
      'what a facilitator gave to an official answer',
      all(asked(), answered, says(FACILITATOR, 'mode official because of the law', { at: at('08:30') })),
    ],
  ])('OF-13.3 waits for a signature in %s', (_what, told) => {
    expect(whole(all(told, expert)).fr).toMatchObject({ responder: 'signed_official', endedAt: null });
    expect(whole(all(told, expert, signed)).fr).toMatchObject({ state: 'met', endedAt: at('10:00'), endedBy: 101 });
  });

  it('OF-13.3 is not ended by what the community accepts, and runs on while the signed post is deleted', () => {
    expect(whole(all(policy, accepted)).fr).toMatchObject({ responder: 'signed_official', endedAt: null });
    const gone = all(policy, signed, shown(101, at('11:00'), 'deleted'));

    expect(whole(gone).fr).toMatchObject({ endedAt: null });
    expect(whole(all(gone, shown(101, at('13:00'), 'visible'))).fr).toMatchObject({ endedAt: at('10:00') });
  });

  it('OF-13.3 stays stopped when the signature is withdrawn later', () => {
    const withdrawn = line('withdraw it was wrong', { id: 111, at: at('11:00') });

    expect(whole(all(policy, signed, withdrawn)).fr).toMatchObject({ endedAt: at('10:00') });
  });

  it('OF-13.3 keeps a reply that was written while the community decided (TR-11)', () => {
    const later = says(FACILITATOR, 'mode official because of the law', { at: at('10:30') });

    expect(whole(all(asked(), expert, later)).fr).toMatchObject({ responder: 'signed_official', endedBy: 105, endedAt: at('09:30') });
  });

  it('is no matter of signatures in private, or without official answers', () => {
    const { features } = whole(policy).judgement.derived.settings.newest('housing')?.settings ?? { features: {} };
    const off = { ...features, official: { mode: 'off' as const, settings: null } };

    expect(whole(all(policy, expert), { community: { features: off } }).fr).toMatchObject({ endedBy: 105 });
  });
});

describe('a question that an official answer decides', () => {
  const agrees = (by: number, text: string) => says(by, text, { at: at('10:30') });

  it.each([
    ['the asker is content', agrees(ASKER, 'all good')],
    ['the asker names the outcome', agrees(ASKER, 'outcome solved')],
    ['a facilitator agrees', agrees(FACILITATOR, 'outcome solved')],
    ['it is accepted', accepted],
  ])('OF-13.2 is closed by the signature when %s', (_who, agreement) => {
    expect(whole(all(policy, signed, agreement)).state).toBe('solved');
    expect(whole(all(policy, agreement)).state).not.toBe('solved');
  });

  it('OF-13.2 is not closed by the signature alone, nor by an expert who agrees', () => {
    expect(whole(all(policy, signed)).state).not.toBe('solved');
    expect(whole(all(policy, signed, agrees(EXPERT, 'outcome solved'))).state).not.toBe('solved');
    expect(whole(all(policy, signed, agrees(SIGNER, 'outcome decided'))).state).not.toBe('solved');
  });

  it('an expert’s word ends what the community decides', () => {
    expect(whole(all(asked(), answered, agrees(EXPERT, 'outcome solved'))).state).toBe('solved');
  });
});
