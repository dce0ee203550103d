import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addSeconds } from '../../../shared/instant.js';
import { isStanding } from '../../../service/features/official/view.js';
import {
  FACILITATOR,
  MEMBER,
  OTHER_SIGNER,
  SIGNER,
  all,
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

const START = Date.parse(at('09:00'));
/** Minutes of some days make equal instants likely. */
const timeArbitrary = fc.integer({ min: 70, max: 3000 }).map((minute) => new Date(START + minute * 60_000).toISOString());
const target = fc.constantFrom(101, 102);
const changing = fc.constantFrom(101, 102, 110);
const signer = fc.constantFrom(SIGNER, OTHER_SIGNER, MEMBER);
const words = fc.constantFrom('official', 'official for site A', 'official until 3 March 2026', 'withdraw it changed', 'official\nYes.');

const said = fc.array(
  fc.record({ at: timeArbitrary, by: fc.oneof(signer, fc.constant(FACILITATOR)), words, target, late: fc.constantFrom(0, 0, 4) }),
  { maxLength: 5 },
);
const changed = fc.array(
  fc.oneof(
    fc.record({ at: timeArbitrary, what: fc.constant('text' as const), target: changing, text: fc.constantFrom('Yes.', 'No.') }),
    fc.record({ at: timeArbitrary, what: fc.constantFrom('visible' as const, 'deleted' as const, 'hidden' as const), target: changing }),
    fc.record({ at: timeArbitrary, what: fc.constant('place' as const), category: fc.constantFrom(5, 7, 99) }),
    fc.record({ at: timeArbitrary, what: fc.constant('author' as const), target, user: fc.constantFrom(MEMBER, OTHER_SIGNER) }),
  ),
  { maxLength: 8 },
);

const history = fc.tuple(said, changed).map(([lines, changes]): Told =>
  all(
    asked(['policy']),
    post(101, { by: MEMBER, at: at('09:00'), text: 'Yes.' }),
    post(102, { by: MEMBER, at: at('09:01'), text: 'Yes.', readAt: at('10:30') }),
    ...lines.map(({ words: text, target: replyTo, late, ...one }, index) =>
      line(text, { ...one, id: 110 + index, replyTo, readAt: addSeconds(one.at, late * 60) }),
    ),
    ...changes.map((change, index) => {
      if (change.what === 'text') return read(change.target, { at: change.at, text: change.text, version: index + 2 });
      if (change.what === 'place') return placed(change.at, change.category);
      if (change.what === 'author') return fact(change.at, { type: 'PostAuthor', post: change.target, user: change.user });
      return shown(change.target, change.at, change.what);
    }),
  ),
);
const now = fc.integer({ min: 0, max: 6000 }).map((minute) => new Date(START + minute * 60_000).toISOString());

it('is the same in any order of arrival and with every fact repeated', () => {
  fc.assert(
    fc.property(history, now, fc.infiniteStream(fc.nat()), (told, time, random) => {
      const facts = [...told.facts, ...told.facts]
        .map((one) => ({ one, key: random.next().value }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);

      expect(given({ ...told, facts }, { now: time }).view).toEqual(given(told, { now: time }).view);
    }),
    { numRuns: 60 },
  );
});

it('holds only for the text that was signed, of a post that can be read, until its end; and one post shows one label', () => {
  fc.assert(
    fc.property(history, now, (told, time) => {
      const { view, judgement } = given(told, { now: time });
      const { topic, membership } = judgement.derived.ticket;
      const standing = view.signatures.filter(isStanding);
      const notices = judgement.wants.filter(({ kind }) => kind === 'notice');

      if (membership !== null) {
        for (const one of standing) {
          expect(topic.posts.get(one.post)).toMatchObject({ textHash: one.text?.hash, visibility: 'visible', author: one.author });
          expect(one.until === null || one.until.endsAt > time).toBe(true);
        }
        expect(view.awaited).toBe(standing.length === 0);
      }
      expect(new Set(standing.map((one) => one.post)).size).toBe(standing.length);
      expect(new Set(notices.map(({ key }) => key)).size).toBe(notices.length);
      expect(judgement.failures).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
