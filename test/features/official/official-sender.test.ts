import { describe, expect, it } from '@jest/globals';
import {
  ASKER,
  BOT,
  FACILITATOR,
  LEAD,
  MEMBER,
  OTHER_SIGNER,
  SIGNER,
  all,
  answered,
  asked,
  at,
  given,
  line,
  post,
  read,
} from './official-story.js';

const PEOPLE = [ASKER, MEMBER, SIGNER, FACILITATOR, OTHER_SIGNER, LEAD];

describe('whose words are signed', () => {
  it.each(PEOPLE)('UI-11.1 a text is signed by who wrote the line, and by nobody else (%d)', (by) => {
    const { view, notice } = given(all(asked(), answered, line('official', { by })));
    const maySign = [SIGNER, OTHER_SIGNER, LEAD].includes(by);

    expect(view.signatures.map(({ signer }) => signer)).toEqual(maySign ? [by] : []);
    expect(notice(101)?.includes(`user:${by}`) ?? false).toBe(maySign);
  });

  it('UI-11.1 nobody is made to sign by words of others, by quoting her line, or by the bot', () => {
    const claims = [
      post(102, { by: MEMBER, at: at('10:00'), text: `Official answer, signed by @user_${SIGNER}.` }),
      post(103, { by: MEMBER, at: at('10:01'), text: '> @desk official\n\nShe signed it.', replyTo: 101 }),
      post(104, { by: BOT, at: at('10:02'), text: '@desk official', replyTo: 101, ours: true }),
    ];

    expect(given(all(asked(), answered, ...claims)).view.signatures).toEqual([]);
  });

  it('UI-11.1 a text that somebody changed after it was signed is signed no more', () => {
    const changed = read(101, { at: at('12:00'), text: 'Yes, without consent.' });
    const { view } = given(all(asked(), answered, line('official'), changed));

    expect(view.signatures).toMatchObject([{ end: { type: 'voided', cause: 'text' } }]);
  });

  it('UI-11.1 what the bot says is said by a bot, and says so', () => {
    expect(given(all(asked(), answered)).status).toContain('Written by a bot');
  });
});
