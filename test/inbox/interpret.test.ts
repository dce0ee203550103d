import { describe, expect, it } from '@jest/globals';
import { nameKey } from '../../shared/names.js';
import type { SeenDelivery } from '../../service/ports/forum.js';
import { interpret, type InterpretContext } from '../../service/inbox/interpret.js';
import { BORN, BOT, CONTEXT, MARKER, RECEIVED, ofPost, ofTopic, seenPost } from './seen-things.js';

const SOON = '2026-03-02T12:00:05.000Z';

/** What a delivery says, in short: births with their time, all else when it was received; the things that are to be read. */
function said(seen: SeenDelivery, context: InterpretContext = CONTEXT) {
  const { notebook, needs } = interpret(seen, { receivedAt: RECEIVED, source: 'delivery:1' }, context);
  const facts = notebook.facts.map(({ at, body }) => `${body.type}${at === RECEIVED ? '' : at === BORN ? ' at birth' : ` at ${at}`}`);
  return { facts, needs: needs.map(({ thing }) => thing), texts: notebook.texts.map(({ id }) => id) };
}
const factsOf = (seen: SeenDelivery) => interpret(seen, { receivedAt: RECEIVED, source: 'delivery:1' }, CONTEXT).notebook.facts;

describe('the birth of a post', () => {
  it('is a fact since the time of the forum, with all that it shows', () => {
    expect(said(ofPost('created'))).toEqual({
      facts: ['PostBorn', 'Placed', 'PostAuthor', 'PersonNamed', 'PostKindSeen', 'PostVisibility', 'TextConfirmed'].map(
        (type) => `${type} at birth`,
      ),
      needs: [],
      texts: ['post:100'],
    });
  });

  it('is told by every other delivery too, which asks for a read of the rest', () => {
    for (const change of ['edited', 'recovered'] as const) {
      expect(said(ofPost(change))).toEqual({ facts: ['PostBorn at birth', 'PersonNamed'], needs: ['post:100'], texts: [] });
    }
  });

  it('of a small action tells who did what to whom, by key and not by name', () => {
    const action = { code: 'assigned', who: 'Erik', linkedTopic: null };
    const [, told] = factsOf(ofPost('created', { kind: 'small_action', action }));

    expect(told).toMatchObject({ at: BORN, body: { type: 'SmallAction', actor: 7, code: 'assigned', who: nameKey('erik') } });
  });

  it('by the bot with our marker confirms our effect', () => {
    const { notebook } = interpret(
      ofPost('created', { author: { id: BOT, name: 'desk' }, raw: `Hello\n\n<!-- ${MARKER} -->` }),
      { receivedAt: RECEIVED, source: 'delivery:1' },
      CONTEXT,
    );

    expect(notebook.confirmations).toEqual([{ marker: MARKER, postId: 100, topicId: 20, at: RECEIVED }]);
    expect(notebook.facts).toContainEqual(expect.objectContaining({ body: { type: 'OurPost', post: 100, marker: MARKER } }));
  });

  it('by anybody else with our marker confirms nothing', () => {
    const { notebook } = interpret(
      ofPost('created', { raw: `Hello\n\n<!-- ${MARKER} -->` }),
      { receivedAt: RECEIVED, source: 'delivery:1' },
      CONTEXT,
    );

    expect(notebook.confirmations).toEqual([]);
    expect(notebook.facts.map(({ body }) => body.type)).not.toContain('OurPost');
  });

  it('of somebody who is gone names nobody', () => {
    expect(said(ofPost('created', { author: null })).facts).not.toContain('PostAuthor at birth');
  });
});

describe('a bell about a post', () => {
  it('gives no text, also when the delivery shows one: refused edits are announced too', () => {
    expect(said(ofPost('edited', { raw: 'another text', version: 2 })).texts).toEqual([]);
  });

  it('hides at once what the forum hid, and waits for a read to show it again', () => {
    expect(said(ofPost('edited', { visibility: 'hidden' })).facts).toContain('PostVisibility');
    expect(said(ofPost('edited')).facts).not.toContain('PostVisibility');
  });

  it('of a deletion takes the post away at once, and reads it', () => {
    const deletion = ofPost('destroyed', { visibility: 'visible' });

    expect(said(deletion)).toMatchObject({ facts: ['PostBorn at birth', 'PersonNamed', 'PostVisibility'], needs: ['post:100'] });
    expect(factsOf(deletion).at(-1)?.body).toEqual({ type: 'PostVisibility', post: 100, visibility: 'deleted' });
  });

  it('of a like asks for nothing', () => {
    expect(said(ofPost('liked'))).toEqual({ facts: ['PostBorn at birth', 'PersonNamed'], needs: [], texts: [] });
  });

  it.each([true, false])('of a solution (accepted: %s) reads the topic and accepts nothing by itself', (accepted) => {
    expect(said({ what: 'solution', accepted, post: seenPost() })).toEqual({
      facts: ['PostBorn at birth'],
      needs: ['topic:20'],
      texts: [],
    });
  });

  it('rings within five seconds', () => {
    const { needs } = interpret(ofPost('edited'), { receivedAt: RECEIVED, source: 'delivery:1' }, CONTEXT);

    expect(needs).toEqual([{ thing: 'post:100', why: 'bell', by: SOON }]);
  });
});

describe('a delivery about a topic', () => {
  const flags = ['TopicFlagSeen', 'TopicFlagSeen', 'TopicFlagSeen', 'TopicFlagSeen'];

  it('that was born is a fact since the time of the forum, with all that it shows', () => {
    expect(said(ofTopic('created'))).toEqual({
      facts: ['TopicBorn', 'TopicAuthor', 'PersonNamed', 'TopicPlace', 'TopicTags', 'TopicTitle', ...flags].map(
        (type) => `${type} at birth`,
      ),
      needs: [],
      texts: ['title:20'],
    });
  });

  it('that changed tells its birth only, and asks for a read', () => {
    for (const change of ['changed', 'recovered'] as const) {
      expect(said(ofTopic(change, { tags: ['new'], closed: true }))).toEqual({
        facts: ['TopicBorn at birth'],
        needs: ['topic:20'],
        texts: [],
      });
    }
  });

  it('that was deleted ends it at once, and reads it', () => {
    expect(said(ofTopic('destroyed'))).toMatchObject({ facts: ['TopicBorn at birth', 'TopicFlagSeen'], needs: ['topic:20'] });
    expect(factsOf(ofTopic('destroyed')).at(-1)?.body).toEqual({ type: 'TopicFlagSeen', topic: 20, flag: 'deleted', value: true });
  });

  it('that became a message makes it private at once; a read alone makes it public again', () => {
    expect(said(ofTopic('changed', { archetype: 'private_message', categoryId: null })).facts).toContain('TopicPlace');
    expect(said(ofTopic('changed')).facts).not.toContain('TopicPlace');
  });

  it('that was assigned only asks for a read', () => {
    expect(said({ what: 'assignment', topicId: 20 })).toEqual({ facts: [], needs: ['topic:20'], texts: [] });
  });

  it.each([
    ['of a watched category', { topicId: 20, categoryId: 5 }, ['topic:20']],
    ['of another one', { topicId: 20, categoryId: 99 }, []],
    ['whose place is not told', { topicId: 20, categoryId: null }, ['topic:20']],
    ['that is not told', { topicId: null, categoryId: null }, []],
  ] as const)('in review %s', (_what, place, needs) => {
    expect(said({ what: 'review', postId: 100, ...place })).toEqual({ facts: [], needs, texts: [] });
  });
});

describe('a delivery about a message', () => {
  const hidden = { archetype: 'private_message', categoryId: null } as const;

  it('gives no text, no title and no tags, and its topic is read: who may read it is in no delivery', () => {
    const topic = said(ofTopic('created', hidden));

    expect(topic).toMatchObject({ needs: ['topic:20'], texts: [] });
    expect(topic.facts).not.toContain('TopicTags at birth');
    expect(said(ofPost('created', hidden)).texts).toEqual([]);
  });

  it('tells titles and texts by their hashes only', () => {
    const facts = [...factsOf(ofTopic('created', hidden)), ...factsOf(ofPost('created', hidden))];

    expect(JSON.stringify(facts)).not.toContain('heliotrope');
    expect(facts.filter(({ body }) => 'textId' in body && body.textId !== null)).toEqual([]);
  });
});

describe('what is not watched', () => {
  it('is not read, whatever rings', () => {
    const elsewhere = { categoryId: 99 };

    for (const seen of [
      ofPost('edited', elsewhere),
      ofPost('destroyed', elsewhere),
      ofTopic('changed', elsewhere),
      { what: 'solution', accepted: true, post: seenPost(elsewhere) } as const,
    ]) {
      expect(said(seen).needs).toEqual([]);
    }
  });

  it('gives its births all the same, without texts', () => {
    expect(said(ofPost('created', { categoryId: 99 }))).toMatchObject({
      facts: expect.arrayContaining(['PostBorn at birth', 'Placed at birth']),
      texts: [],
    });
  });

  it('of a whisper keeps no text', () => {
    expect(said(ofPost('created', { kind: 'whisper' })).texts).toEqual([]);
  });
});

describe('a delivery about people and places', () => {
  const JOINED = '2026-03-01T08:00:00.000Z';

  it.each<[string, SeenDelivery, string[]]>([
    [
      'a member joined: since then',
      { what: 'membership', change: 'added', group: 41, user: 7, createdAt: JOINED },
      [`MembershipBegan at ${JOINED}`],
    ],
    [
      'a member left: first seen missing now',
      { what: 'membership', change: 'removed', group: 41, user: 7, createdAt: JOINED },
      ['MembershipEnded'],
    ],
    ['a person has another name', { what: 'user', change: 'changed', user: { id: 7, name: 'ada2' } }, ['PersonNamed']],
    ['a person is gone', { what: 'user', change: 'destroyed', user: { id: 7, name: 'ada' } }, []],
    ['a group has another name', { what: 'group', change: 'changed', group: { id: 41, name: 'experts' } }, ['GroupNamed']],
    ['a group is gone', { what: 'group', change: 'destroyed', group: { id: 41, name: 'experts' } }, ['GroupGone']],
    [
      'a category is elsewhere',
      { what: 'category', change: 'changed', category: { id: 5, parent: 4, readRestricted: true, name: 'Housing' } },
      ['CategorySeen'],
    ],
    [
      'a category is gone',
      { what: 'category', change: 'destroyed', category: { id: 5, parent: null, readRestricted: false, name: 'Housing' } },
      ['CategoryGone'],
    ],
    ['anything else', { what: 'other', event: 'ping' }, []],
  ])('%s', (_what, seen, facts) => {
    expect(said(seen)).toEqual({ facts, needs: [], texts: [] });
  });

  it('holds names as keys only; the names themselves are for showing', () => {
    const { notebook } = interpret(
      { what: 'group', change: 'changed', group: { id: 41, name: 'Heliotropes' } },
      { receivedAt: RECEIVED, source: 'delivery:1' },
      CONTEXT,
    );

    expect(JSON.stringify(notebook.facts)).not.toMatch(/heliotropes/i);
    expect(notebook.labels).toEqual([{ thing: 'group:41', name: 'Heliotropes' }]);
  });
});

describe('the same bell in a replay', () => {
  const replayed = (hasReadAfter: boolean): InterpretContext => ({ ...CONTEXT, watches: () => false, hasReadAfter: () => hasReadAfter });

  it('says nothing where a recorded read follows', () => {
    expect(said(ofTopic('changed', { closed: true }), replayed(true)).facts).toEqual(['TopicBorn at birth']);
    expect(said(ofPost('recovered'), replayed(true)).facts).toEqual(['PostBorn at birth', 'PersonNamed']);
  });

  it('is taken as seen but unconfirmed where none follows, and never for the text of an edit', () => {
    const { notebook } = interpret(
      ofPost('edited', { raw: 'another', accepted: true }),
      { receivedAt: RECEIVED, source: 'delivery:1' },
      replayed(false),
    );
    const types = notebook.facts.filter(({ unconfirmed }) => unconfirmed).map(({ body }) => body.type);

    expect(types).toEqual(expect.arrayContaining(['Placed', 'PostVisibility', 'AnswerFlag']));
    expect(types).not.toContain('TextConfirmed');
    expect(notebook.texts).toEqual([]);
  });

  it('of a solution says which post was accepted', () => {
    const { notebook } = interpret(
      { what: 'solution', accepted: true, post: seenPost() },
      { receivedAt: RECEIVED, source: 'delivery:1' },
      replayed(false),
    );

    expect(notebook.facts).toContainEqual(
      expect.objectContaining({ at: RECEIVED, unconfirmed: true, body: { type: 'AnswerFlag', post: 100, accepted: true } }),
    );
  });
});
