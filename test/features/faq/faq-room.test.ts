import { expect, it } from '@jest/globals';
import { all, answered, asked, at, fact, line, post, type Told } from '../official/official-story.js';
import { EXPERT, FACILITATOR, MEMBER, given, room, says } from '../triage/desk-story.js';

const titled = fact(at('08:00'), { type: 'TopicTitle', topic: 20, hash: 'h', textId: 'title:20' });
const thread: Told = all(asked(), { facts: titled.facts, texts: [['title:20', 'May I sublet?']] }, answered);
const opening = post(300, { by: 2, at: at('08:30'), text: 'Please help.', ours: true });
const note = (by: number) => post(301, { by, at: at('09:00'), text: 'Clause 7 of the contract.' });
const inRoom = (text: string, by = EXPERT) => line(text, { by, at: at('10:00'), id: 310, replyTo: 301 });
const KEY = 'library:ticket:20:301';

it('FA-03 an expert’s words in a room become an entry of the library, with the question of the thread', () => {
  const { want, liked, status } = given(all(thread, room(opening, note(EXPERT), inRoom('library clause 7'))));
  const { raw } = want(KEY)?.value as { raw: string };

  expect([raw.includes('> Clause 7 of the contract.'), raw.includes('> May I sublet my room?'), raw.includes('Please help')]).toEqual([
    true,
    true,
    false,
  ]);
  expect([liked, status.includes('Clause')]).toEqual([[310], false]);
});

it('UI-31 what others wrote in a room is not taken over, and nothing in it is proposed for the FAQ', () => {
  const others = given(all(thread, room(opening, note(MEMBER), inRoom('library clause 7'))));
  const proposed = given(all(thread, room(opening, note(EXPERT), inRoom('faq'))));

  expect([others.faq.articles, others.toldOn(310)]).toEqual([[], expect.stringContaining('only what experts wrote')]);
  expect([proposed.faq.drafts, proposed.toldOn(310)]).toEqual([[], expect.stringContaining('only what stands in the public thread')]);
});

it('"publish" in a room is no word of the FAQ', () => {
  expect(given(all(thread, room(opening, note(EXPERT), inRoom('publish', FACILITATOR)))).faq).toMatchObject({ articles: [], answered: [] });
});

it('TR-05 a reason that was given in a room is not repeated before all', () => {
  const { status } = given(all(thread, room(opening, note(EXPERT), says(EXPERT, 'lane community because of the affair'))));

  expect(status).toContain('- Moved to the community.');
  expect(status).not.toContain('affair');
});
