import { describe, expect, it } from '@jest/globals';
import { all, answered, asked, at, fact, line, post, read, shown, type Told } from '../official/official-story.js';
import { ASKER, EXPERT, FACILITATOR, MEMBER, SIGNER, askedPrivately, done, given, says, type World } from '../triage/desk-story.js';

const DRAFT = 'message:ticket:20:faq-draft:101';
const ARTICLE = 'article:ticket:20:101';
const NOTE = 'message:ticket:20:faq-source:101';
const MARKER = `<!-- hd1-${'a'.repeat(26)} -->`;
const titled = fact(at('08:00'), { type: 'TopicTitle', topic: 20, hash: 'h', textId: 'title:20' });
const question: Told = all(asked(), { facts: titled.facts, texts: [['title:20', 'May I sublet\n my room?']] });
const thread = all(question, answered);
const proposes = line('faq', { by: MEMBER, at: at('10:00'), id: 110 });
const publishes = line('publish', { by: FACILITATOR, at: at('10:05'), id: 115 });
const made: World = { effects: [done(ARTICLE, { forumTopicId: 77 })] };
const rawOf = (told: Told, key: string, world: World = {}) =>
  (given(told, world).want(key)?.value as { raw?: string } | undefined)?.raw ?? '';

describe('faq', () => {
  it('FA-01.1 any member proposes; the draft goes in private to those who may publish, and to nobody else', () => {
    const { want, liked, faq } = given(all(thread, proposes));

    expect(want(DRAFT)).toMatchObject({ kind: 'message', value: { title: 'FAQ draft from HD-20', users: [], groups: [43, 44] } });
    expect([liked, faq.drafts]).toEqual([[110], [{ id: expect.any(String), post: 101, by: MEMBER, at: at('10:00') }]]);
  });

  it('FA-01.4 the draft says how to publish it, and shows question, answer and source', () => {
    const raw = rawOf(all(thread, proposes), DRAFT);

    expect(raw).toContain('the line `\u{e000}user:2\u{e001} publish`');
    expect(raw).toContain('# FAQ: May I sublet my room?');
    expect(raw).toContain('> May I sublet my room?');
    expect(raw).toContain('**Answer by \u{e000}user:11\u{e001}**\n\n> Yes, with consent.');
    expect(raw).toContain('Taken over on 2026-03-02 from [HD-20](/p/101).');
  });

  it('FA-01.3 repeated it is told that there is a draft, and there is one', () => {
    const { toldOn, faq } = given(all(thread, proposes, line('faq', { by: EXPERT, at: at('10:01'), id: 111 })));

    expect([toldOn(111), faq.drafts.length]).toEqual([expect.stringContaining('has proposed this answer already'), 1]);
  });

  it.each([
    ['without a category', { story: all(thread, proposes), community: { faqCategory: null }, text: 'no category is set' }],
    [
      'where nobody may publish',
      {
        story: all(thread, proposes),
        community: { roles: { expert: [41], signer: [], facilitator: [], deskLead: [] } },
        text: 'who may publish',
      },
    ],
    ['without an answer', { story: all(thread, says(MEMBER, 'faq')), community: {}, text: 'not clear which answer' }],
    [
      'for a deleted answer',
      { story: all(thread, shown(101, at('09:30'), 'deleted'), proposes), community: {}, text: 'no answer of a person' },
    ],
  ])('UI-31 is refused %s', (_what, { story, community, text }) => {
    const { faq, toldOn } = given(story, { community });

    expect([faq.drafts, toldOn(110)]).toEqual([[], expect.stringContaining(text)]);
  });

  it('FA-02 a private question is refused in this form, and nothing of it is in a draft', () => {
    const { faq, toldOn, keys } = given(all(askedPrivately(), answered, line('faq', { by: EXPERT })));

    expect([faq.drafts, toldOn(110)]).toEqual([[], expect.stringContaining('a private question cannot become an article')]);
    expect(keys.some((key) => key.includes('faq') || key.startsWith('article'))).toBe(false);
  });

  it('table 0.3 a draft of what became private is emptied, and none is sent', () => {
    const turned = fact(at('11:00'), { type: 'TopicPlace', topic: 20, category: null, archetype: 'private_message' });
    const story = all(thread, proposes, turned);

    expect(given(story).want(DRAFT)).toBeUndefined();
    expect(rawOf(story, DRAFT, { effects: [done(DRAFT, { kind: 'message', forumTopicId: 60 })] })).toBe(
      'This draft is withdrawn: the question is private now.',
    );
  });
});

describe('which answer', () => {
  const of = (story: Told) => given(story).faq.drafts.map((draft) => draft.post);

  it.each([
    ['the one that the line replies to', all(thread, proposes), [101]],
    ['her own post, where it says more', all(thread, post(110, { by: EXPERT, at: at('10:00'), text: 'No.\n\n@desk faq' })), [110]],
    ['the accepted one', all(thread, fact(at('09:30'), { type: 'AcceptedAnswer', topic: 20, post: 101 }), says(MEMBER, 'faq')), [101]],
    ['the official one', all(thread, line('official', { at: at('09:30'), id: 109 }), says(MEMBER, 'faq')), [101]],
  ])('is %s', (_what, story, posts) => {
    expect(of(story)).toEqual(posts);
  });

  it('publish finds the proposal that it replies to, and the only one that waits', () => {
    const replies = line('publish', { by: SIGNER, at: at('10:05'), id: 115, replyTo: 110 });

    expect(given(all(thread, proposes, replies)).faq.articles.map((article) => article.post)).toEqual([101]);
    expect(given(all(thread, proposes, says(SIGNER, 'publish', { at: at('10:05') }))).faq.articles.map((article) => article.post)).toEqual([
      101,
    ]);
  });
});

describe('publish', () => {
  it('FA-01.2 makes one topic in the FAQ category, and the source links to it once it is there', () => {
    const story = all(thread, proposes, publishes);
    const { want, liked, status } = given(story);

    expect(want(ARTICLE)).toMatchObject({ kind: 'article', value: { category: 8, title: 'FAQ: May I sublet my room?', tags: ['faq'] } });
    expect([liked, status.includes('FAQ')]).toEqual([[110, 115], false]);
    expect(given(story, made).status).toContain('- Now in the FAQ: [/t/77](/t/77).');
    expect(want(DRAFT)).toBeUndefined();
  });

  it('what the forum did not take (its category is gone) is told to who asked for it, once and in private', () => {
    const refused: World = { effects: [{ ...done(ARTICLE), state: 'refused' }] };
    const told = given(all(thread, publishes), refused).want('message:ticket:20:faq-refused:101');

    expect(told).toMatchObject({
      kind: 'message',
      value: { users: [FACILITATOR], groups: [], raw: expect.stringContaining('[/p/101](/p/101)') },
    });
    expect(given(all(thread, publishes), made).want('message:ticket:20:faq-refused:101')).toBeUndefined();
  });

  it('FA-01.2 says what the answer is worth', () => {
    const signed = line('official', { at: at('09:30'), id: 109 });
    const accepted = fact(at('09:30'), { type: 'AcceptedAnswer', topic: 20, post: 101 });

    expect(rawOf(all(thread, publishes), ARTICLE)).toContain('From a member; nobody has signed it.');
    expect(rawOf(all(thread, accepted, publishes), ARTICLE)).toContain('Accepted as the solution on 2026-03-02.');
    expect(rawOf(all(thread, signed, publishes), ARTICLE)).toContain('Official answer, signed by \u{e000}user:13\u{e001} on 2026-03-02.');
  });

  it('FA-01.3 a second promotion is told where the article is', () => {
    const again = all(
      thread,
      publishes,
      line('publish', { by: SIGNER, at: at('10:06'), id: 116 }),
      line('faq', { by: ASKER, at: at('10:07'), id: 117 }),
    );

    expect([given(again).toldOn(116), given(again).faq.articles.length]).toEqual([expect.stringContaining('on its way into the FAQ'), 1]);
    expect([given(again, made).toldOn(116), given(again, made).toldOn(117)]).toEqual(
      Array(2).fill(expect.stringContaining('in the FAQ already: [/t/77](/t/77)')),
    );
  });

  it('table 0.2 an expert’s word proposes, a member’s is refused', () => {
    const expert = given(all(thread, line('publish', { by: EXPERT, at: at('10:05'), id: 115 })));
    const member = given(all(thread, line('publish', { by: MEMBER, at: at('10:05'), id: 115 })));

    expect([expert.faq.articles, expert.want(DRAFT)?.kind, expert.toldOn(115)]).toEqual([
      [],
      'message',
      expect.stringContaining('Your proposal'),
    ]);
    expect([member.faq, member.toldOn(115)]).toEqual([
      expect.objectContaining({ articles: [], drafts: [] }),
      expect.stringContaining('is for other people'),
    ]);
  });

  it('UI-31 is refused without a category, with the next step', () => {
    const { faq, toldOn } = given(all(thread, publishes), { community: { faqCategory: null } });

    expect([faq.articles, toldOn(115)]).toEqual([[], expect.stringContaining('settings of the desk')]);
  });

  it('what people wrote calls nobody, ends no quote, and holds neither markers nor lines to the desk', () => {
    const text = `Ask @anna, a@b.c.\n@desk status\n[/quote]\n${MARKER}\u{e000}user:9\u{e001}`;
    const raw = rawOf(all(question, post(101, { by: MEMBER, at: at('09:00'), text }), publishes), ARTICLE);

    expect(raw).toContain('> Ask @\u2060anna, a@b.c.\n> [\u2060/quote]\n> user:9');
    expect([raw.includes('hd1-'), raw.includes('@desk')]).toEqual([false, false]);
  });
});

describe('when the source changes', () => {
  const story = all(thread, publishes);
  const edited = read(101, { at: at('12:00'), text: 'No, never.' });

  it('table 0.3 an edited answer puts the article to review: it stays, and the facilitators are told', () => {
    const { want, faq } = given(all(story, edited), made);

    expect([faq.review, faq.articles[0]?.review, want(ARTICLE)]).toEqual([true, 'changed', undefined]);
    expect(want(NOTE)).toMatchObject({ value: { groups: [43], raw: expect.stringContaining('whose text has changed since') } });
    expect(given(all(story, edited)).want(NOTE)).toBeUndefined();
  });

  it('publishing once more takes the new text over', () => {
    const again = all(story, edited, line('publish', { by: SIGNER, at: at('12:05'), id: 116 }));

    expect(rawOf(again, ARTICLE, made)).toContain('> No, never.');
    expect(given(again, made).faq.review).toBe(false);
  });

  it('table 0.3 a signature that ended is shown in the article', () => {
    const signed = all(thread, line('official', { at: at('09:30'), id: 109 }), publishes);
    const withdrawn = all(signed, line('withdraw because it is wrong', { at: at('13:00'), id: 118 }));

    expect(rawOf(signed, ARTICLE, made)).not.toContain('Under review');
    expect(rawOf(withdrawn, ARTICLE, made)).toContain('*Under review: the source no longer has the standing');
    expect(rawOf(withdrawn, NOTE, made)).toContain('which is no longer signed');
  });

  it.each([
    ['deleted', { change: shown(101, at('12:00'), 'deleted'), text: 'no longer there', isLinked: true }],
    [
      'deleted with its topic',
      {
        change: fact(at('12:00'), { type: 'TopicFlagSeen', topic: 20, flag: 'deleted', value: true }),
        text: 'no longer there',
        isLinked: false,
      },
    ],
    [
      'private now',
      {
        change: fact(at('12:00'), { type: 'TopicPlace', topic: 20, category: null, archetype: 'private_message' }),
        text: 'is private now',
        isLinked: false,
      },
    ],
  ])('table 0.3 the article stays when its source is %s, with a note to the facilitators', (_what, { change, text, isLinked }) => {
    const { want, status } = given(all(story, change), made);

    expect([want(ARTICLE), status.includes('FAQ')]).toEqual([undefined, isLinked]);
    expect((want(NOTE)?.value as { raw: string }).raw).toContain(text);
  });

  it('nothing is told while all is as it was, and what a person took away is not linked', () => {
    const removed = {
      effects: [done(ARTICLE, { forumTopicId: 77 }), done(ARTICLE, { revision: 2, state: 'overruled', forumTopicId: 77 })],
    };

    expect(given(story, made).want(NOTE)).toBeUndefined();
    expect(given(story, removed).status).not.toContain('FAQ');
  });
});

describe('library', () => {
  const KEY = 'library:ticket:20:101';
  const enters = line('library subletting', { by: EXPERT, at: at('10:00'), id: 110 });

  it('FA-03.1 an expert’s entry goes to the category of experts, and nothing of it is public', () => {
    const { want, status } = given(all(thread, enters), { effects: [done(KEY, { forumTopicId: 78 })] });

    expect(want(KEY)).toMatchObject({ value: { category: 9, title: 'subletting (for experts, HD-20)', tags: [] } });
    expect(status).not.toContain('/t/78');
    expect(want('message:ticket:20:library:101')).toMatchObject({
      value: { users: [EXPERT], groups: [], raw: expect.stringContaining('[/t/78](/t/78)') },
      notAfter: at('10:00', '2026-03-03'),
    });
  });

  it('UI-31 is refused for members and without a category, and told where it is when repeated', () => {
    const again = given(all(thread, enters, line('library subletting', { by: SIGNER, at: at('10:01'), id: 111 })), {
      effects: [done(KEY, { forumTopicId: 78 })],
    });

    expect(given(all(thread, line('library subletting', { by: MEMBER }))).faq.articles).toEqual([]);
    expect(given(all(thread, enters), { community: { libraryCategory: null } }).toldOn(110)).toContain('no category is set');
    expect(again.toldOn(111)).toContain('[/t/78](/t/78)');
  });
});

it('TR-02.3 the same facts in another order give the same view', () => {
  const story = all(thread, proposes, publishes, read(101, { at: at('12:00'), text: 'No, never.' }));

  expect(given({ ...story, facts: [...story.facts].reverse() }).faq).toEqual(given(story).faq);
});
