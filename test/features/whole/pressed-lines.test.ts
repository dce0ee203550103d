import { describe, expect, it } from '@jest/globals';
import { COMMAND_WORDS, GRAMMAR } from '../../../shared/commands/grammar.js';
import type { CommandWord } from '../../../shared/commands/vocabulary.js';
import { CONTRACT } from '../../../shared/contracts/plugin/common.js';
import { commandAnswer } from '../../../shared/contracts/plugin/requests.js';
import type { Instant } from '../../../shared/instant.js';
import { pressedLineId } from '../../../shared/pressed-line.js';
import type { Command } from '../../../service/engine/feature.js';
import {
  ASKER,
  FACILITATOR,
  MEMBER,
  QUESTION,
  SIGNER,
  TOPIC,
  all,
  answered,
  asked,
  at,
  fact,
  line,
  post,
  shown,
  type Told,
} from '../official/official-story.js';
import { EXPERT, askedPrivately, done, says } from '../triage/desk-story.js';
import { whole, type Whole } from './whole-story.js';

interface Press {
  readonly at?: Instant;
  readonly topic?: number;
  readonly on?: number | null;
  readonly press?: string;
  readonly hasName?: boolean;
}

/** A button says a line. */
function presses(by: number, text: string, own: Press = {}): Told {
  const { at: time = at('10:00'), topic = TOPIC, on: post = null, press = 'one', hasName = true } = own;
  const id = pressedLineId({ topic, author: by, press });
  const body = { type: 'LineGiven', press, topic, post, author: by, textId: id, hasName } as const;
  return { facts: fact(time, body).facts, texts: [[id, `@desk ${text}`]] };
}

function takesBack(by: number, time: Instant, on: number | null = null): Told {
  return fact(time, { type: 'LineTakenBack', press: 'one', topic: TOPIC, post: on, author: by });
}

const replyOf = ({ judgement }: Whole, { by, back = false, topic = TOPIC }: { by: number; back?: boolean; topic?: number }) =>
  judgement.replies.get(`${back ? 'back:' : ''}${pressedLineId({ topic, author: by, press: 'one' })}`);

/** What the log holds of a line, besides where it stands. */
const saidIn = ({ judgement }: Whole) =>
  judgement.derived.commands.map(({ command, refusal, roles, place }) => ({ ...contentOf(command), refusal, roles: [...roles], place }));

function contentOf(command: Command | null) {
  if (command === null) return { word: null };
  const { word, args, person, group, at: time, author, room } = command;
  return { word, args, person, group, time, author, room };
}

const PEOPLE = [
  ['asker', ASKER],
  ['member', MEMBER],
  ['expert', EXPERT],
  ['signer', SIGNER],
  ['facilitator', FACILITATOR],
] as const;
const STORY = all(asked(), answered, post(102, { by: EXPERT, at: at('09:30'), text: 'Ask the landlord first.' }));
/** How it stands is said in a post: a button cannot carry it. */
const WORDS = COMMAND_WORDS.filter((word) => word !== 'update');

describe('a line that a button gives', () => {
  it.each(WORDS)('`%s` is the same command with the same answer as in a post, for who may say it and who may not', (word: CommandWord) => {
    const who: readonly string[] = GRAMMAR[word].who;
    const may = PEOPLE.findLast(([role]) => who.includes(role))?.[1] ?? MEMBER;
    const mayNot = PEOPLE.find(([role]) => !who.includes(role))?.[1] ?? MEMBER;
    const example = GRAMMAR[word].examples.en[0] ?? word;
    for (const [by, text] of [
      [may, example],
      [may, `${word} @nobody because`],
      [mayNot, example],
    ] as const) {
      const inPost = whole(all(STORY, line(text, { by, replyTo: 101 })));
      const pressed = whole(all(STORY, presses(by, text, { on: 101 })));
      const reply = replyOf(pressed, { by });

      expect(saidIn(pressed)).toEqual(saidIn(inPost));
      expect(reply).toBeDefined();
      // The message in private begins with a link to the post.
      expect(inPost.toldOn(110).split('\n\n').slice(1).join('\n\n')).toBe(reply?.text ?? '');
      expect(inPost.keys.includes('like:post:110')).toBe(reply?.outcome === 'done');
      expect(pressed.keys.filter((key) => /^(like|message:answer|post:answer)/.test(key))).toEqual([]);
      expect([pressed.state, pressed.owner]).toEqual([inPost.state, inPost.owner]);
    }
  });

  it.each(['help', 'status', 'explain'])('`%s` is answered in a form that the contract allows, however much there is to say', (word) => {
    const reply = replyOf(whole(all(STORY, presses(FACILITATOR, word))), { by: FACILITATOR });

    expect(commandAnswer.safeParse({ contract: CONTRACT, ...reply })).toMatchObject({ success: true });
  });

  it('is answered once, however often the press is told and in whatever order', () => {
    const press = presses(ASKER, 'still need help', { at: at('10:00') });
    const again = presses(ASKER, 'still need help', { at: at('10:00:02') });

    const once = whole(all(STORY, press));
    const twice = whole(all(press, press, STORY));

    expect(twice.judgement.derived.commands).toHaveLength(1);
    expect(replyOf(twice, { by: ASKER })).toEqual(replyOf(once, { by: ASKER }));
    // The key is that of the press: what comes later under the same id is no other fact.
    expect(again.facts[0]?.key).toBe(press.facts[0]?.key);
  });

  it('never was said when its author takes it back within 60 seconds; later it stays', () => {
    const press = presses(ASKER, 'all good');

    const back = whole(all(STORY, press, takesBack(ASKER, at('10:01'))));
    const late = whole(all(STORY, press, takesBack(ASKER, at('10:01:01'))));
    const another = whole(all(STORY, press, takesBack(MEMBER, at('10:00:30'))));

    expect(back.judgement.derived.commands).toEqual([]);
    expect(back.state).not.toBe('solved');
    expect([replyOf(back, { by: ASKER, back: true }), replyOf(back, { by: ASKER })?.outcome]).toEqual([
      { outcome: 'done', text: null },
      'told',
    ]);
    expect(late.state).toBe('solved');
    expect(replyOf(late, { by: ASKER, back: true })).toMatchObject({
      outcome: 'refused',
      text: expect.stringContaining('within a minute'),
    });
    expect(another.state).toBe('solved');
  });

  it('says "me too" and opens a question again as a post does', () => {
    const followed = whole(all(STORY, presses(MEMBER, 'me too')));
    const called = whole(all(STORY, presses(ASKER, 'still need help')));

    expect(followed.status).toContain('One more person has this question');
    expect(called.triage.stillNeedsHelpSince).toBe(at('10:00'));
  });

  it('signs the post whose button it was, for those only who have given the name of a person', () => {
    const signed = whole(all(STORY, presses(SIGNER, 'official for sublets', { on: 101 })));
    const nameless = whole(all(STORY, presses(SIGNER, 'official', { on: 101, hasName: false })));
    const nothing = whole(all(STORY, presses(SIGNER, 'official', { on: QUESTION })));

    expect(signed.official.signatures).toMatchObject([{ post: 101, signer: SIGNER, scope: 'sublets', end: null }]);
    expect(nameless.official.signatures).toEqual([]);
    expect([nameless, nothing].map((told) => replyOf(told, { by: SIGNER })?.outcome)).toEqual(['refused', 'refused']);
  });

  it('takes its label along when it is taken back in time, as a line in a post does', () => {
    const effects = [done('notice:post:101', { kind: 'notice' })];
    const press = presses(SIGNER, 'official', { on: 101 });
    const said = line('official', { id: 110 });
    const textOf = (told: Told): unknown =>
      (whole(all(STORY, told), { effects }).want('notice:post:101')?.value as { text?: string } | undefined)?.text;

    expect([press, said].map(textOf)).toEqual([expect.stringContaining('Official answer'), expect.stringContaining('Official answer')]);
    expect(textOf(all(press, takesBack(SIGNER, at('10:00:59'), 101)))).toBe('');
    expect(textOf(all(said, shown(110, at('10:00:59'), 'deletedByAuthor')))).toBe('');
  });

  it('does not stand for a post that tells how it stands', () => {
    const told = whole(all(STORY, presses(EXPERT, 'update we are still at it')));

    expect(told.triage.updates).toEqual([]);
    expect(replyOf(told, { by: EXPERT })).toMatchObject({ outcome: 'refused', text: expect.stringContaining('in a post of your own') });
  });

  it('stays where it was pressed: its words are in the room of a public question, of a private one only that they were said', () => {
    const because = 'escalate because the landlord does not answer';
    const open = whole(all(STORY, presses(EXPERT, because)));
    const hidden = whole(all(askedPrivately(), presses(EXPERT, because)));
    const roomOf = (told: Whole): string =>
      JSON.stringify(told.judgement.wants.filter(({ kind }) => kind === 'room').map(({ value }) => value));

    expect(roomOf(open)).toContain('the landlord does not answer');
    expect(roomOf(hidden)).not.toContain('the landlord');
    expect(roomOf(hidden)).toContain('title');
  });

  it('about a whisper is told to no more people than a reply to it', () => {
    const whispered = all(STORY, post(103, { by: EXPERT, at: at('09:40'), kind: 'whisper', text: 'The landlord and I have met.' }));
    const because = 'because of the affair';

    const moved = whole(all(whispered, presses(EXPERT, `lane community ${because}`, { on: 103 })));
    const escalated = whole(all(whispered, presses(EXPERT, `escalate ${because}`, { on: 103 })));

    expect(moved.triage.lane).toBe('community');
    expect(escalated.keys.some((key) => key.startsWith('room:'))).toBe(true);
    expect(JSON.stringify([moved.judgement.wants, escalated.judgement.wants])).not.toContain('affair');
  });

  it('goes with its post out of a public topic, and not out of a private one', () => {
    const elsewhere = (archetype: 'regular' | 'private_message') => {
      const category = archetype === 'regular' ? 5 : null;
      const place = fact(at('08:00'), { type: 'TopicPlace', topic: 33, category, archetype }).facts;
      const action = { type: 'SmallAction', post: 330, actor: FACILITATOR, code: 'split_topic', who: null, linkedTopic: TOPIC } as const;
      return new Map([[33, [...place, ...fact(at('10:30'), action).facts]]]);
    };
    const moved = all(STORY, presses(SIGNER, 'official for sublets', { on: 101, topic: 33 }));
    const signedIn = (archetype: 'regular' | 'private_message'): number =>
      whole(moved, { neighbours: elsewhere(archetype) }).official.signatures.length;

    expect([signedIn('regular'), signedIn('private_message')]).toEqual([1, 0]);
    expect(whole(moved).official.signatures).toEqual([]);
  });

  it('of somebody who is no reader of a private question does nothing', () => {
    const told = whole(all(askedPrivately(), presses(MEMBER, 'all good')));

    expect(told.judgement.derived.commands).toEqual([]);
    expect(replyOf(told, { by: MEMBER })).toEqual({
      outcome: 'refused',
      text: 'This is for other people here, so nothing was done. Please ask the facilitators.',
    });
  });

  it('in a topic of no community is answered that nobody follows it', () => {
    const outside = asked().facts.map((one) =>
      one.body.type === 'TopicPlace' ? (fact(one.at, { ...one.body, category: 99 }).facts[0] ?? one) : one,
    );
    const press = presses(ASKER, 'status');
    const unread = outside.filter(({ body }) => body.type !== 'TopicPlace');

    expect(replyOf(whole(all({ facts: outside, texts: [] }, press)), { by: ASKER })).toMatchObject({
      outcome: 'refused',
      text: expect.stringContaining('does not follow this topic'),
    });
    expect(replyOf(whole(all({ facts: unread, texts: [] }, press)), { by: ASKER })).toBeUndefined();
  });

  it('OP-15.4 counts with the lines in posts', () => {
    const many = all(...Array.from({ length: 50 }, (_, index) => says(MEMBER, 'status', { at: at('10:00'), id: 200 + index })));

    expect(replyOf(whole(all(asked(), many, presses(MEMBER, 'status', { at: at('10:00:30') }))), { by: MEMBER })?.text).toContain(
      'more than 50',
    );
    expect(replyOf(whole(all(asked(), presses(MEMBER, 'status'))), { by: MEMBER })?.outcome).toBe('told');
  });
});
