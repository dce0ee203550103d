import { describe, expect, it } from '@jest/globals';
import { COMMAND_WORDS } from '../../shared/commands/grammar.js';
import { parseCommand } from '../../shared/commands/parse.js';
import type { DeskLine, DeskTicket } from '../../plugin/types/hybrid-desk.js';
import { ticket } from './support/scenes.js';

interface Action {
  readonly word: string;
  readonly fields: ReadonlyArray<{ readonly name: string; readonly choices?: readonly string[]; readonly required?: boolean }>;
}

const BUTTONS = '../../plugin/assets/javascripts/discourse/lib/hybrid-desk/actions.js';
const {
  ACTIONS,
  BUTTONS: SHOWN,
  lineOf,
} = (await import(BUTTONS)) as {
  BUTTONS: ReadonlyArray<Action & { readonly choice?: string }>;
  ACTIONS: readonly Action[];
  lineOf(action: Action, values: Readonly<Record<string, string>>): string;
};

/** Everything that may be typed into a form, each with what the desk must understand of it. */
const TYPED: Readonly<Record<string, readonly [value: string, args: object]>> = {
  reason: ['the rule changed\nin May, see "site A"', { reason: 'the rule changed in May, see "site A"' }],
  text: ['  the part comes\n\non Friday ', { text: 'the part comes on Friday' }],
  group: ['@payroll', { group: 'payroll' }],
  person: ['anna', { person: 'anna' }],
  scope: ['staff contracts, "site A"', { scope: "staff contracts, 'site A'" }],
  until: ['2027-03-01', { until: '2027-03-01' }],
  vendor: ['Lift & Sons', { vendor: 'Lift & Sons' }],
  link: ['/t/parental-leave/12', { link: { host: null, topic: 12, post: null } }],
  links: [
    '/t/12 /t/15/2',
    {
      links: [
        { host: null, topic: 12, post: null },
        { host: null, topic: 15, post: 2 },
      ],
    },
  ],
};
/** Words that the desk does not know yet. */
const WAITING = ['challenge'];
/** Said in other ways: the status shows it, a press is taken back. */
const NO_BUTTON = ['help', 'status', 'explain', 'undo'];

function parsed(line: string) {
  return parseCommand(`@desk ${line}`, { names: ['desk'], locale: 'de', translations: {}, today: '2026-11-30' });
}

describe('the lines of buttons', () => {
  it('UI-21.5 have a word of the desk each, and every word has a button', () => {
    const words = ACTIONS.map(({ word }) => word).filter((word) => !WAITING.includes(word));

    expect(words.toSorted()).toEqual(COMMAND_WORDS.filter((word) => !NO_BUTTON.includes(word)).toSorted());
  });

  it.each(ACTIONS.filter(({ word }) => !WAITING.includes(word)).map((action) => [action.word, action] as const))(
    'are understood by the desk as they were meant: %s',
    (word, action) => {
      const choice = action.fields.find(({ choices }) => choices);
      for (const chosen of choice?.choices ?? ['']) {
        const others = action.fields.filter((field) => field !== choice && !(field.name === 'vendor' && chosen !== 'vendor'));
        const values = Object.fromEntries(others.map(({ name }) => [name, TYPED[name]?.[0] ?? `no example for ${name}`]));
        const meant = Object.assign({}, ...others.map(({ name }) => TYPED[name]?.[1])) as object;

        const full = parsed(lineOf(action, choice ? { ...values, [choice.name]: chosen } : values));

        expect(full).toMatchObject({ ok: true, word, args: meant });
      }
      const needed = action.fields.filter(({ required }) => required);
      const least = Object.fromEntries(needed.map(({ name, choices }) => [name, choices?.[0] ?? TYPED[name]?.[0] ?? '']));

      expect(parsed(lineOf(action, least))).toMatchObject({ ok: true, word });
    },
  );
});

it('TR-29.1 an outcome is said without a form', () => {
  const outcomes = SHOWN.filter(({ word }) => word === 'outcome').map((one) => parsed(lineOf(one, {})));

  expect(outcomes).toMatchObject(
    ['solved', 'decided', 'no_longer_needed', 'not_helped'].map((outcome) => ({ ok: true, args: { outcome } })),
  );
});

it('pages read tickets in the form of the contract', () => {
  const { askerId: _, maySay, meToo, everyone, ...rest } = ticket();
  const seen = { ...rest, maySay: maySay.member, everyone: { ...everyone, meToo: meToo.length } };
  const shown: DeskTicket = seen;
  const line: Pick<DeskLine, 'state' | 'stateText' | 'ownerId' | 'proposedId'> = seen.everyone;

  expect([shown.reference, line.state]).toEqual(['HD-20', 'waiting_for_expert']);
});
