import { expect, it } from '@jest/globals';
import { GRAMMAR } from '../../../shared/commands/grammar.js';
import { LOCALES } from '../../../shared/words.js';
import { messages as ladder } from '../../../service/features/escalation/ladder/messages.js';
import { messages } from '../../../service/features/escalation/messages.js';
import { NONSENSE, defaultWordsIn } from '../../support/nonsense-words.js';

/** Every sentence of a catalogue, however deep, with arguments that make it say as much as it can. */
function sentencesOf(catalogue: object, path = ''): Array<readonly [string, string]> {
  return Object.entries(catalogue).flatMap(([name, entry]: [string, unknown]) => {
    const at = path === '' ? name : `${path}.${name}`;
    if (typeof entry === 'object' && entry !== null) return sentencesOf(entry, at);
    return (ARGUMENTS[at] ?? ARGUMENTS[path] ?? [[NONSENSE], ['x', NONSENSE], ['x', 'x', NONSENSE]]).map(
      (own) => [at, (entry as (...all: readonly unknown[]) => string)(...own)] as const,
    );
  });
}

const DOING = { by: 'x', person: 'y', group: 'z' };
const TOLD = { person: 'x', when: 'y', groups: 'z', levels: '1' };
const FACTS = { kind: 'policy', lane: 'desk', due: 'x' };
const ARGUMENTS: Readonly<Record<string, ReadonlyArray<readonly unknown[]>>> = {
  when: [[{ year: 2026, month: 3, day: 2, weekday: 0, time: '11:00', tz: 'UTC' }]],
  facts: [
    [FACTS, NONSENSE],
    [{ ...FACTS, lane: 'community', kind: 'incident' }, NONSENSE],
    [{ kind: null, lane: null, due: '' }, NONSENSE],
  ],
  cause: ['asker', 'person', 'silence', 'handed'].map((cause) => [cause, 'x', NONSENSE]),
  withExperts: [['x', NONSENSE]],
  automatically: [['x', NONSENSE]],
  expectedBy: [['x', NONSENSE]],
  takenOnBy: [['x', 'y', NONSENSE]],
  roomTitle: [
    ['HD-1', 'x', NONSENSE],
    ['HD-1', '', NONSENSE],
  ],
  openAt: [['x', NONSENSE]],
  askedBy: [['x', NONSENSE]],
  answerBy: [['x', 'y', 'z']],
  acceptLine: [['x', NONSENSE]],
  cameBackTitle: [['HD-1', NONSENSE]],
  cameBack: [['x', 'y', NONSENSE]],
  roomsStayTitle: [['HD-1', NONSENSE]],
  roomsStay: [['x', NONSENSE]],
  promiseTitle: [['HD-1']],
  promiseDue: [
    ['x', 'y', NONSENSE],
    ['x', null, NONSENSE],
  ],
  intro: [[NONSENSE]],
  confidential: [[NONSENSE]],
  reason: [[NONSENSE]],
  saidElsewhere: [
    ['x', NONSENSE],
    ['', NONSENSE],
  ],
  questionText: [[NONSENSE]],
  textIsGone: [[NONSENSE]],
  earlierAnswers: [[NONSENSE]],
  whatIsAsked: [[NONSENSE]],
  whatYouCanWrite: [[NONSENSE]],
  happened: [[DOING, NONSENSE]],
  ended: [[DOING, NONSENSE]],
  noticeTitle: [['HD-1', NONSENSE]],
  notice: [['x', 'y', NONSENSE]],
  say: [
    [TOLD, NONSENSE],
    [{ person: '', when: '', groups: '', levels: '' }, NONSENSE],
  ],
};

it.each(LOCALES)('UI-50.2 takes its words from the settings: %s', (locale) => {
  const said = sentencesOf(messages[locale]);

  expect(said.length).toBeGreaterThan(60);
  expect(said.filter(([, text]) => text === '' || /undefined|null|object/i.test(text)).map(([name]) => name)).toEqual(['facts']);
  expect(said.filter(([, text]) => defaultWordsIn(text).length > 0)).toEqual([]);
});

it.each(LOCALES)('UI-50.2 takes its words from the settings, also where it says what is due: %s', (locale) => {
  const { awaited, since, because, usedUp, minutesLeft, overdue, ...simple } = ladder[locale];
  const people = ['owner', 'backup', 'experts', 'facilitators', 'deskLeads', 'safetyOwner'] as const;
  const said = [
    ...Object.values(awaited).map((say) => say(NONSENSE)),
    ...Object.values(since).flatMap((say) => [say('x', 'y', NONSENSE), say('x', '', NONSENSE)]),
    ...people.map((as) => because(as, 'x', NONSENSE)),
    ...[usedUp('x', 'y', 50), minutesLeft('x', 'y', 30), overdue('x', 'y', 0), overdue('x', 'y', 25)],
    ...[simple.title('HD-1', NONSENSE), simple.about('x', NONSENSE), simple.silence('x', NONSENSE), simple.howToStop(NONSENSE)],
  ];

  expect(said.filter((text) => text === '' || /undefined|null|object/i.test(text))).toEqual([]);
  expect(said.filter((text) => defaultWordsIn(text).length > 0)).toEqual([]);
});

it.each(LOCALES)('names only lines that the desk understands: %s', (locale) => {
  const written = sentencesOf(messages[locale]).flatMap(([, text]) => [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word));

  const forms = Object.values(GRAMMAR).flatMap((entry) => [...entry.forms[locale], ...entry.forms.en]);
  expect([...new Set(written)].filter((word) => word !== 'x' && !forms.includes(word ?? ''))).toEqual([]);
});
