import { describe, expect, it } from '@jest/globals';
import { triage } from '../../../service/features/triage/index.js';
import { triageSettings } from '../../../service/features/triage/settings.js';
import type { TriageView } from '../../../service/features/triage/view.js';
import type { Happening } from '../../support/happenings.js';
import { BOT, deriveTicket, type Options, type World } from '../../support/ticket-builder.js';

const [ASKER, EXPERT, SIGNER, FACILITATOR] = [10, 12, 13, 14];
const NOW = '2026-11-24T12:00:00.000Z';
const PEOPLE: World['people'] = [
  { user: EXPERT, role: 'expert' },
  { user: SIGNER, role: 'signer' },
  { user: FACILITATOR, role: 'facilitator' },
];

type Asked = Extract<Happening, { type: 'asked' }>;
const asked = (more: Partial<Omit<Asked, 'at' | 'type'>> = {}): Happening => ({
  at: '2026-11-24T09:00:00.000Z',
  type: 'asked',
  by: ASKER,
  title: 'Heating stays cold in the flat since Monday',
  text: 'Hello, it is cold.',
  ...more,
});

function given(happenings: readonly Happening[], settings: Record<string, unknown> = {}, options: Partial<Options['world']> = {}) {
  const world: World = {
    people: PEOPLE,
    versions: [{ version: 1, at: '2000-01-01T00:00:00.000Z', features: { triage: settings } }],
    ...options,
  };
  const derived = deriveTicket([triage], happenings, { world, now: NOW });
  return {
    ...derived,
    view: derived.views['triage'] as TriageView,
    lines: derived.wants().map((part) => ('line' in part ? part.line : '')),
  };
}

describe('kind', () => {
  it('is how_to, guessed, when nothing says what it is', () => {
    expect(given([asked()]).view).toMatchObject({
      kind: 'how_to',
      guessed: true,
      matchedRule: null,
      why: { kind: 'no tag and no rule says what it is' },
    });
  });

  it.each([
    ['incident', 'incident'],
    ['service-request', 'service_request'],
    ['how-to', 'how_to'],
    ['policy', 'policy'],
    ['discussion', 'discussion'],
  ])('follows the tag %s', (tag, kind) => {
    expect(given([asked({ tags: ['heating', tag] })]).view).toMatchObject({
      kind,
      guessed: false,
      why: { kind: `the tag "${tag}" says so` },
    });
  });

  it('takes the first tag that names a kind, and the tags as they are now', () => {
    const later: Happening = { at: '2026-11-24T10:00:00.000Z', type: 'tagged', tags: ['heating', 'incident'] };

    expect(given([asked({ tags: ['policy', 'incident'] })]).view.kind).toBe('policy');
    expect(given([asked({ tags: ['how-to'] }), later]).view).toMatchObject({ kind: 'incident', guessed: false });
    expect(given([asked({ tags: ['how-to'] }), { ...later, tags: [] }]).view).toMatchObject({ kind: 'how_to', guessed: true });
  });

  it('counts a tag before a rule, a rule before the starter rules', () => {
    const rules = [{ name: 'cold', when: { words: ['cold'] }, set: { kind: 'incident' } }];
    const asksHow = { title: 'How do I stay warm? It is cold' };

    expect(given([asked({ ...asksHow, tags: ['policy'] })], { rules, starterRules: true }).view).toMatchObject({
      kind: 'policy',
      matchedRule: 'cold',
    });
    expect(given([asked(asksHow)], { rules, starterRules: true }).view).toMatchObject({
      kind: 'incident',
      matchedRule: 'cold',
      guessed: false,
    });
    expect(given([asked(asksHow)], { starterRules: true }).view).toMatchObject({
      kind: 'how_to',
      guessed: false,
      matchedRule: 'asks for the way',
    });
  });

  it('uses no starter rule unless it is switched on', () => {
    expect(given([asked({ title: 'The lift is broken' })]).view.guessed).toBe(true);
    expect(given([asked({ title: 'The lift is broken' })], { starterRules: true }).view).toMatchObject({
      kind: 'incident',
      guessed: false,
    });
  });

  it('knows other names of tags from the settings', () => {
    expect(given([asked({ tags: ['störung'] })], { kindTags: { störung: 'incident' } }).view.kind).toBe('incident');
    expect(given([asked({ tags: ['constructor'] })]).view.guessed).toBe(true);
  });

  it('is the same when the text is gone', () => {
    expect(given([{ at: '2026-11-24T09:00:00.000Z', type: 'asked', by: ASKER }], { starterRules: true }).view).toMatchObject({
      kind: 'how_to',
      guessed: true,
    });
  });
});

describe('rules (R-MATCH)', () => {
  const rules = [
    { name: 'rent', when: { categories: [5], words: ['rent', 'deposit'] }, set: { kind: 'policy', group: 45 } },
    { name: 'cold', when: { words: ['cold'] }, set: { kind: 'incident', lane: 'desk', mode: 'official_decides' } },
    { name: 'cold too', when: { tags: ['cold'] }, set: { kind: 'discussion' } },
  ];

  it('are tried in order; the first whose conditions all hold is applied', () => {
    expect(given([asked({ title: 'The rent for a cold flat' })], { rules }).view).toMatchObject({
      matchedRule: 'rent',
      kind: 'policy',
      queue: 'experts',
      groups: [45],
    });
    expect(given([asked()], { rules }).view).toMatchObject({
      matchedRule: 'cold',
      kind: 'incident',
      lane: 'desk',
      mode: 'official_decides',
    });
    expect(given([asked({ title: 'The rent for a cold flat', category: 7 })], { rules }).view.matchedRule).toBe('cold');
  });

  it('find words in the first post, and run again when its text or the title changes', () => {
    const story = [asked({ title: 'A question', text: 'About my deposit.' })];

    expect(given(story, { rules }).view.matchedRule).toBe('rent');
    expect(
      given([...story, { at: '2026-11-24T10:00:00.000Z', type: 'edited', post: 100, version: 2, text: 'About nothing.' }], { rules }).view
        .matchedRule,
    ).toBeNull();
    expect(
      given(
        [
          ...story,
          { at: '2026-11-24T10:00:00.000Z', type: 'edited', post: 100, version: 2, text: '' },
          { at: '2026-11-24T11:00:00.000Z', type: 'retitled', title: 'Cold flat' },
        ],
        { rules },
      ).view.matchedRule,
    ).toBe('cold');
  });

  it('do nothing for words in a reply', () => {
    const story: Happening[] = [
      asked({ title: 'A question', text: '' }),
      { at: '2026-11-24T10:00:00.000Z', type: 'replied', by: 11, post: 101 },
      { at: '2026-11-24T10:00:00.000Z', type: 'edited', post: 101, version: 1, text: 'cold' },
    ];

    expect(given(story, { rules }).view.matchedRule).toBeNull();
  });

  it('tell the channel apart', () => {
    const byChannel = [
      { name: 'private', when: { channel: 'private' }, set: { group: 45 } },
      { name: 'board', when: { channel: 'board' }, set: { group: 46 } },
    ];

    expect(given([asked({ toGroups: [41] })], { rules: byChannel }).view.matchedRule).toBe('private');
    expect(given([asked()], { rules: byChannel }).view.matchedRule).toBe('board');
  });

  it('run again with new settings', () => {
    const versions = [
      { version: 1, at: '2000-01-01T00:00:00.000Z', features: {} },
      { version: 2, at: '2026-11-24T10:00:00.000Z', features: { triage: { rules } } },
    ];

    expect(given([asked()], {}, { versions }).view.matchedRule).toBe('cold');
  });

  it.each([
    ['no conditions', { name: 'all', when: {}, set: { kind: 'policy' } }, 'at least one condition'],
    ['an empty list', { name: 'all', when: { words: [] }, set: { kind: 'policy' } }, ''],
    ['a blank word', { name: 'all', when: { words: [' '] }, set: { kind: 'policy' } }, ''],
    ['nothing to set', { name: 'all', when: { words: ['x'] }, set: {} }, 'at least one of kind'],
    ['an unknown condition', { name: 'all', when: { author: ['x'] }, set: { kind: 'policy' } }, ''],
  ])('are refused with %s', (_name, rule, message) => {
    const result = triageSettings.safeParse({ rules: [rule] });

    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error?.issues)).toContain(message);
  });
});

describe('lane and mode', () => {
  it('is the desk by default, with a community that decides', () => {
    expect(given([asked()]).view).toMatchObject({ lane: 'desk', mode: 'community_decides' });
  });

  it('is the community where there is no expert group', () => {
    const community = { roles: { expert: [], signer: [], facilitator: [43], deskLead: [] } };

    expect(given([asked({ tags: ['incident'] })], {}, { community }).view).toMatchObject({
      lane: 'community',
      queue: 'facilitators',
      why: { lane: 'the community has no expert group' },
    });
  });

  it('gives discussions to the community and policy questions an official answer', () => {
    expect(given([asked({ tags: ['discussion'] })], { defaultMode: 'official_decides' }).view).toMatchObject({
      lane: 'community',
      mode: 'community_decides',
    });
    expect(given([asked({ tags: ['policy'] })]).view).toMatchObject({ lane: 'desk', mode: 'official_decides' });
    expect(given([asked()], { defaultMode: 'official_decides', defaultLane: 'community' }).view).toMatchObject({
      lane: 'community',
      mode: 'official_decides',
    });
  });

  it.each([
    ['an expert', EXPERT],
    ['a signer', SIGNER],
    ['a facilitator', FACILITATOR],
    ['the bot', BOT],
  ])('is the community when it was opened by %s, and nothing is said there', (_name, by) => {
    const { view, lines } = given([asked({ by, tags: ['incident'] })]);

    expect(view).toMatchObject({ lane: 'community', byOwnPeople: true, why: { lane: "asked by the desk's own people" } });
    expect(lines).toEqual([]);
  });

  it('judges that by the role when it was asked', () => {
    expect(given([asked()], {}, { people: [{ user: ASKER, role: 'expert', from: '2026-11-24T09:00:01.000Z' }] }).view.lane).toBe('desk');
  });

  it('is the desk, officially decided, when asked privately', () => {
    expect(given([asked({ toGroups: [41], tags: ['discussion'] })]).view).toMatchObject({ lane: 'desk', mode: 'official_decides' });
  });
});

describe('queue (TR-08)', () => {
  it('is the facilitators for what nothing explains, the experts otherwise', () => {
    expect(given([asked()]).view).toMatchObject({
      queue: 'facilitators',
      groups: [43],
      why: { queue: 'no tag and no rule says what it is' },
    });
    expect(given([asked({ tags: ['incident'] })]).view).toMatchObject({ queue: 'experts', groups: [41] });
  });

  it('is told as a row', () => {
    expect(given([asked({ tags: ['incident'] })]).rows()).toEqual([
      {
        projection: 'queue',
        key: 'triage',
        row: {
          kind: 'incident',
          guessed: false,
          lane: 'desk',
          mode: 'community_decides',
          priority: 'normal',
          queue: 'experts',
          group: 41,
          matchedRule: null,
          topsQueue: false,
          meToo: 0,
        },
      },
    ]);
  });
});

describe('status lines', () => {
  it('say who has it and who decides', () => {
    expect(given([asked()]).lines).toEqual(['This question is with the facilitators, who pass it on.', 'The community decides this one.']);
    expect(given([asked({ tags: ['policy'] })]).lines).toEqual([
      'This question is with the experts.',
      'An official answer will follow; your experience is welcome.',
    ]);
    expect(given([asked({ tags: ['discussion'] })]).lines).toEqual([
      'This question is open to all members.',
      'The community decides this one.',
    ]);
  });

  it('say that somebody has taken it', () => {
    expect(given([asked({ tags: ['policy'] }), { at: '2026-11-24T10:00:00.000Z', type: 'taken', by: EXPERT }]).lines[0]).toBe(
      'Somebody of the desk has taken this question on.',
    );
  });

  it('say no longer who has it once it is solved or closed, and nothing once it is deleted or merged', () => {
    const at = '2026-11-24T10:00:00.000Z';

    expect(given([asked(), { at, type: 'accepted', post: 100 }]).lines).toEqual(['The community decides this one.']);
    expect(given([asked(), { at, type: 'flagged', flag: 'closed', value: true }]).lines).toEqual([
      'The community decides this one.',
      expect.stringContaining('Nobody has said how this ended'),
    ]);
    expect(given([asked(), { at, type: 'flagged', flag: 'deleted', value: true }]).lines).toEqual([]);
    expect(given([asked(), { at, type: 'merged', by: FACILITATOR, into: 30 }]).lines).toEqual([]);
  });
});

describe('events that change nothing', () => {
  it('give the same view object: a reply, a like-minded tag, a repeated fact', () => {
    const context = (happenings: Happening[]) => given(happenings).view;
    const story = [asked({ tags: ['incident'] })];

    expect(context([...story, ...story])).toEqual(context(story));
    expect(context([...story, { at: '2026-11-24T10:00:00.000Z', type: 'replied', by: 11, post: 101 }])).toEqual(context(story));
    expect(context([...story, { at: '2026-11-24T10:00:00.000Z', type: 'tagged', tags: ['heating', 'incident'] }])).toEqual(context(story));
  });

  it('is not looked at before it is in a community', () => {
    expect(given([asked({ category: 99 })]).view).toBe(triage.initial);
  });
});
