import { describe, expect, it } from '@jest/globals';
import { all, answered, asked, at, fact, placed, post, read, shown } from '../official/official-story.js';
import { ASKER, EXPERT, FACILITATOR, MEMBER, done, given, says } from './desk-story.js';

const [OTHER, THIRD] = [21, 22];
const byDesk = post(105, { by: EXPERT, at: at('12:00'), text: 'Like this.' });
const closed = (time: string, value: boolean) => fact(at(time), { type: 'TopicFlagSeen', topic: 20, flag: 'closed', value });

describe('me too', () => {
  it('TR-26.1 counts an author once, and not the one who asked', () => {
    const story = all(
      asked(),
      says(OTHER, 'me too'),
      says(OTHER, 'me too', { at: at('10:01') }),
      says(THIRD, 'me too', { at: at('10:02') }),
      says(ASKER, 'me too', { at: at('10:03') }),
    );
    const { status, row, liked, toldOn } = given(story);

    expect(status).toContain('- 2 more people have this question.');
    expect(row).toMatchObject({ meToo: 2 });
    expect(liked).toEqual([110, 111, 112]);
    expect(toldOn(113)).toContain('your own question');
  });

  it('TR-26.2 is withdrawn with its post, at once or later, and comes back with it', () => {
    const story = all(asked(), says(OTHER, 'me too'), says(THIRD, 'me too', { at: at('10:01') }));
    const gone = all(story, shown(110, at('10:00:30'), 'deletedByAuthor'), shown(111, at('12:00'), 'deleted'));

    expect(given(gone).status).not.toContain('have this question');
    expect(given(all(gone, shown(111, at('13:00'), 'visible'))).status).toContain('One more person has this question.');
  });

  it('TR-26.2 is withdrawn with its line', () => {
    const without = all(asked(), says(OTHER, 'me too'), fact(at('10:02'), { type: 'CommandLines', post: 110, version: 2, lines: [] }));

    expect(given(without).row).toMatchObject({ meToo: 0 });
  });

  it('TR-26.6 removes nobody’s post: it is liked and counted', () => {
    const { keys } = given(all(asked(), says(OTHER, 'me too')));

    expect([...keys].sort()).toEqual(['like:post:110', 'message:ticket:20:untriaged:1', 'status:ticket:20']);
    expect(given(asked()).status).not.toContain('have this question');
  });
});

describe('still need help', () => {
  const calls = all(asked(), says(ASKER, 'still need help'));

  it('TR-30 reopens from the time of the post until the desk answers; a member’s reply does not end it', () => {
    const member = post(104, { by: MEMBER, at: at('11:00'), text: 'Hm.' });

    expect(given(all(calls, member)).triage.stillNeedsHelpSince).toBe(at('10:00'));
    expect(given(all(calls, byDesk)).triage.stillNeedsHelpSince).toBeNull();
    expect(given(all(calls, byDesk, shown(105, at('13:00'), 'deleted'))).triage.stillNeedsHelpSince).toBe(at('10:00'));
  });

  it('TR-30 ends with "all good", and is for the asker and the desk only', () => {
    expect(given(all(calls, says(ASKER, 'all good', { at: at('10:05') }))).triage.stillNeedsHelpSince).toBeNull();
    expect(given(all(asked(), says(FACILITATOR, 'still need help'))).triage.stillNeedsHelpSince).toBe(at('10:00'));
    expect(given(all(asked(), says(MEMBER, 'still need help'))).triage.stillNeedsHelpSince).toBeNull();
  });

  it('UI-31 repeated it counts from the later post', () => {
    expect(given(all(calls, byDesk, says(ASKER, 'still need help', { at: at('13:00'), id: 120 }))).triage.stillNeedsHelpSince).toBe(
      at('13:00'),
    );
  });
});

describe('outcome', () => {
  it('TR-29.5 the asker’s and the desk’s are stored apart, and only what was said is there', () => {
    const story = all(asked(), says(ASKER, 'outcome not helped'), says(EXPERT, 'outcome solved', { at: at('10:01') }));

    expect(given(story).triage.outcomes).toMatchObject({
      asker: { value: 'not_helped', by: ASKER },
      desk: { value: 'solved', by: EXPERT },
    });
    expect(given(all(asked(), answered, byDesk, closed('13:00', true))).triage.outcomes).toEqual({ asker: null, desk: null });
    expect(given(all(asked(), says(MEMBER, 'outcome solved'))).triage.outcomes.desk).toBeNull();
  });

  it('TR-29.5 "all good" is the asker’s word only when the asker says it', () => {
    expect(given(all(asked(), says(ASKER, 'all good'))).triage.outcomes.asker?.value).toBe('solved');
    expect(given(all(asked(), says(EXPERT, 'all good'))).triage.outcomes).toEqual({ asker: null, desk: null });
  });

  it('TR-29.3 "not helped" offers to reopen', () => {
    const { toldOn, liked } = given(all(asked(), says(ASKER, 'outcome not helped')));

    expect([toldOn(110), liked]).toEqual([expect.stringContaining('`still need help`'), [110]]);
  });

  it('TR-29.4 "not helped" tops the queue until the desk answers or the same side says otherwise', () => {
    const story = all(asked(), says(ASKER, 'outcome not helped'));

    expect(given(story).row).toMatchObject({ topsQueue: true });
    expect(given(all(story, byDesk)).row).toMatchObject({ topsQueue: false });
    expect(given(all(story, says(ASKER, 'outcome solved', { at: at('10:01') }))).row).toMatchObject({ topsQueue: false });
    expect(given(all(story, says(EXPERT, 'outcome solved', { at: at('10:01') }))).row).toMatchObject({ topsQueue: true });
  });

  it('TR-29.6 is asked for when the topic is closed without one, and once', () => {
    const asks = 'Nobody has said how this ended';

    expect(given(all(asked(), closed('13:00', true))).status).toContain(asks);
    expect(given(all(asked(), closed('13:00', true), closed('14:00', false), closed('15:00', true))).status).not.toContain(asks);
    expect(given(all(asked(), says(EXPERT, 'outcome decided'), closed('13:00', true))).status).not.toContain(asks);
    expect(given(all(asked(['discussion']), closed('13:00', true))).status).not.toContain(asks);
    expect(given(asked()).status).not.toContain(asks);
  });

  it('TR-29.6 is asked for also when it was closed before it was known where it is', () => {
    const { facts, texts } = asked();
    const unplaced = { facts: facts.filter(({ body }) => body.type !== 'TopicPlace'), texts };
    const closing = all(
      fact(at('13:00'), { type: 'SmallAction', post: 190, code: 'closed.enabled', actor: FACILITATOR, who: null, linkedTopic: null }),
      fact(at('13:00'), { type: 'Placed', post: 190, topic: 20, number: 91 }),
    );

    const { status, triage } = given(all(unplaced, closing, placed(at('14:00'), 5), closed('14:00', true)));

    expect(triage.closedSince).toBe(at('14:00'));
    expect(status).toContain('Nobody has said how this ended');
  });
});

describe('links', () => {
  it('TR-09 pointing leaves the links in the status post, each once', () => {
    const { status } = given(
      all(asked(), says(EXPERT, 'point to /t/rent/12 HD-15'), says(FACILITATOR, 'point to /t/12 /t/15/3', { at: at('10:01') })),
    );

    expect(status).toContain('- See also: [/t/12](/t/12), [/t/15](/t/15), [/t/15/3](/t/15/3).');
  });

  it('TR-09 a duplicate is said and linked, and not merged; the last word counts', () => {
    const { triage, status, liked } = given(
      all(asked(), says(FACILITATOR, 'duplicate of /t/12'), says(FACILITATOR, 'duplicate of /t/13', { at: at('10:01') })),
    );

    expect(triage.duplicateOf).toMatchObject({ topic: 13, post: null, by: FACILITATOR });
    expect([status, liked]).toEqual([expect.stringContaining('was asked before: [/t/13](/t/13).'), [110, 111]]);
    expect(given(all(asked(), says(EXPERT, 'duplicate of /t/12'))).triage.duplicateOf).toBeNull();
  });

  it('UI-31 links to other sites and to the question itself are refused', () => {
    const link = 'https://elsewhere.example/t/12';
    const foreign = given(all(asked(), says(EXPERT, `point to ${link}`), says(FACILITATOR, `duplicate of ${link}`, { at: at('10:01') })));
    const ours = given(all(asked(), says(EXPERT, `point to ${link}`)), { triage: { forumHosts: ['Elsewhere.example'] } });
    const itself = given(all(asked(), says(FACILITATOR, 'duplicate of HD-20')));

    expect(foreign.triage).toMatchObject({ pointers: [], duplicateOf: null });
    expect([foreign.toldOn(110), foreign.toldOn(111)]).toEqual(Array(2).fill(expect.stringContaining('another site')));
    expect(ours.triage.pointers).toEqual([{ topic: 12, post: null }]);
    expect(itself.toldOn(110)).toContain('leads to this question itself');
  });
});

describe('words that only tell', () => {
  it('TR-12.2 how to ask in private is told, and the topic stays as public as it was', () => {
    const { toldOn, keys } = given(all(asked(), says(MEMBER, 'private')));

    expect(toldOn(110)).toContain('send a [new message](/new-message) to `\u{e000}group:41\u{e001}`');
    expect(keys.every((key) => key.startsWith('status:') || key.startsWith('message:'))).toBe(true);
  });

  it('TR-09.3 how to undo: within 60 seconds the line never was', () => {
    expect(given(all(asked(), says(MEMBER, 'undo'))).toldOn(110)).toContain('within 60 seconds');
    expect(given(all(asked(), says(EXPERT, 'kind rule'), shown(110, at('10:00:50'), 'deletedByAuthor'))).triage.byPeople.kind).toBeNull();
    expect(given(all(asked(), says(EXPERT, 'kind rule'), shown(110, at('10:01:10'), 'deletedByAuthor'))).triage.byPeople.kind?.value).toBe(
      'policy',
    );
  });

  it('UI-35.3 an answer that was sent is not sent again', () => {
    const sent = done('message:answer:post:110:1', { kind: 'message' });

    expect(given(all(asked(), says(MEMBER, 'undo')), { effects: [sent] }).toldOn(110)).toBe('');
  });

  it('TR-02.3 the same facts in another order give the same view', () => {
    const story = all(
      asked(),
      says(OTHER, 'me too'),
      says(EXPERT, 'kind rule', { at: at('10:01') }),
      byDesk,
      read(100, { at: at('11:00'), text: 'x' }),
    );

    expect(given({ ...story, facts: [...story.facts].reverse() }).triage).toEqual(given(story).triage);
  });
});
