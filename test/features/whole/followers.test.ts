import { describe, expect, it } from '@jest/globals';
import { ASKER, BOT, SIGNER, all, answered, asked, at, fact, line, post, shown } from '../official/official-story.js';

import { done, says } from '../triage/desk-story.js';
import { whole, type World } from './whole-story.js';

const [ONE, OTHER] = [21, 22];
const followed = all(asked(), answered, says(ONE, 'me too', { at: at('09:30') }));
const signed = line('official');
const prefix = 'message:follower:topic:20:user:';
const news = (told: Parameters<typeof whole>[0], world?: World) =>
  whole(told, world).judgement.wants.filter(({ key }) => key.startsWith(prefix));
const told = (key: string, own = {}) => done(key, { kind: 'message', endedAt: at('10:05'), ...own });
const rawOf = (want: { readonly value: unknown } | undefined): string => (want?.value as { raw: string } | undefined)?.raw ?? '';

describe('who said "me too"', () => {
  it('TR-26.3 is told about an official answer, each in a message of her own', () => {
    const wanted = news(all(followed, says(OTHER, 'me too', { at: at('09:31') }), signed));

    expect(wanted.map(({ value }) => (value as { users: number[] }).users)).toEqual([[ONE], [OTHER]]);
    expect(rawOf(wanted[0])).toContain('An answer was signed: official answer, in [/p/101](/p/101).');
    expect(news(followed)).toEqual([]);
  });

  it('TR-26.3 is not told twice, and not asked again where she takes no messages', () => {
    const [first] = news(all(followed, signed));

    expect(news(all(followed, signed), { effects: [told(first?.key ?? '')] })).toEqual([]);
    const refused = told(first?.key ?? '', { state: 'refused', reason: 'recipient_not_messageable (422)' });
    const keys = whole(all(followed, signed), { effects: [refused] }).keys;

    expect(keys.filter((key) => key.startsWith(prefix) || key.startsWith('post:'))).toEqual([]);
  });

  it('TR-26.3 is told of what comes before the message in one, and of what comes later in the next', () => {
    const again = all(
      post(102, { by: SIGNER, at: at('11:00'), text: 'And in writing.' }),
      line('official for site A', { id: 112, at: at('11:05'), replyTo: 102 }),
    );
    const both = news(all(followed, signed, again));
    const [first] = news(all(followed, signed));
    const next = news(all(followed, signed, again), { effects: [told(first?.key ?? '')] });

    expect([both.length, rawOf(both[0]).includes('/p/101') && rawOf(both[0]).includes('/p/102')]).toEqual([1, true]);
    expect([next.length, rawOf(next[0]).includes('/p/101'), rawOf(next[0]).includes('/p/102')]).toEqual([1, false, true]);
  });

  it('TR-26.4 is told when the official answer is withdrawn, and hears nothing of one that ended before she was told', () => {
    const withdrawn = all(followed, signed, line('withdraw it was wrong', { id: 111, at: at('11:00') }));
    const [first] = news(all(followed, signed));

    expect(rawOf(news(withdrawn, { effects: [told(first?.key ?? '')] })[0])).toContain(
      'Corrected: the official answer in [/p/101](/p/101) was withdrawn.',
    );
    expect(news(withdrawn)).toEqual([]);
  });

  it('TR-26.3 is not told of what stood before she said so, nor after she took it back, nor in private', () => {
    const late = all(asked(), answered, signed, says(ONE, 'me too', { at: at('12:00') }));
    const back = all(followed, shown(140, at('09:50'), 'deletedByAuthor'));
    const privately = fact(at('09:45'), { type: 'TopicPlace', topic: 20, category: null, archetype: 'private_message' });

    expect(news(late)).toEqual([]);
    expect(news(all(back, signed))).toEqual([]);
    expect(news(all(followed, privately, signed))).toEqual([]);
  });
});

describe('a like of the first post of the bot', () => {
  const ours = post(103, { by: BOT, at: at('08:05'), text: 'With the experts.', ours: true });
  const liked = (time: string, users: readonly number[]) => fact(at(time), { type: 'PostLikers', post: 103, users });

  it('TR-26.5 counts like the line, each person once, and not the one who asked', () => {
    const story = all(asked(), ours, liked('09:00', [ASKER, ONE, OTHER]), says(ONE, 'me too', { at: at('09:30') }));

    expect(whole(story).status).toContain('2 more people have this question.');
    expect(whole(all(asked(), ours, says(ONE, 'me too', { at: at('09:30') }))).status).toContain('One more person has this question.');
  });

  it('TR-26.5 counts no more when it is taken back, and no other post of the bot counts', () => {
    const second = post(104, { by: BOT, at: at('08:10'), text: 'More.', ours: true });
    const other = fact(at('09:00'), { type: 'PostLikers', post: 104, users: [ONE] });

    expect(whole(all(asked(), ours, liked('09:00', [ONE]), liked('10:00', []))).status).not.toContain('have this question');
    expect(whole(all(asked(), ours, second, other)).status).not.toContain('has this question');
  });

  it('TR-26.3 makes somebody a follower from when it was seen', () => {
    expect(news(all(asked(), ours, answered, liked('09:30', [ONE]), signed))).toHaveLength(1);
    expect(news(all(asked(), ours, answered, signed, liked('12:00', [ONE])))).toHaveLength(0);
  });
});
