import { describe, expect, it } from '@jest/globals';
import type { RoleName } from '../../shared/settings.js';
import type { TicketView } from '../../service/engine/feature.js';
import { ticketState } from '../../service/features/ticket-state.js';
import { initialOfficial, type OfficialView } from '../../service/features/official/view.js';
import { initialTriage, type TriageView } from '../../service/features/triage/view.js';
import type { Happening } from '../support/happenings.js';
import { BOT, deriveTicket, type World } from '../support/ticket-builder.js';

const ASKER = 10;
const EXPERT = 11;
const MEMBER = 12;
const WORLD: World = {
  people: [
    { user: EXPERT, role: 'expert', to: '2026-03-03T00:00:00.000Z' },
    { user: 13, role: 'facilitator' },
    { user: 14, role: 'signer' },
    { user: 15, role: 'deskLead' },
  ],
};
const at = (time: string) => `2026-03-02T${time}:00.000Z`;
const asked: Happening = { at: at('10:00'), type: 'asked', by: ASKER };
const replied = (time: string, by: number, own: Partial<Extract<Happening, { type: 'replied' }>> = {}): Happening => ({
  at: at(time),
  type: 'replied',
  by,
  post: 101 + Number(time.slice(0, 2)),
  ...own,
});

interface Given {
  readonly triage?: Partial<TriageView> | null;
  readonly official?: OfficialView;
  readonly leftBecause?: 'moved_out' | 'undesignated' | null;
}

function stateOf(happenings: readonly Happening[], { triage = {}, official, leftBecause = null }: Given = {}) {
  const { ticket } = deriveTicket([], [asked, ...happenings], { world: WORLD, now: at('23:00') });
  const triaged = triage === null ? {} : { triage: { ...initialTriage, lane: 'desk', guessed: false, ...triage } };
  const views = { ...triaged, ...(official && { official }) };
  const seen: TicketView = { ...ticket, views };
  const rolesOf = (user: number, time: string): ReadonlySet<RoleName> =>
    new Set(WORLD.people.filter((one) => one.user === user && (one.to === undefined || time < one.to)).map(({ role }) => role));
  return ticketState(seen, { botId: BOT, leftBecause, rolesOf });
}

describe('a ticket that has ended', () => {
  const accepted: Happening = { at: at('12:00'), type: 'accepted', post: 100 };
  const deleted: Happening = { at: at('13:00'), type: 'flagged', flag: 'deleted', value: true };
  const merged: Happening = { at: at('13:00'), type: 'merged', by: EXPERT, into: 30 };
  const closed: Happening = { at: at('13:00'), type: 'flagged', flag: 'closed', value: true };

  const ends: ReadonlyArray<
    readonly [string, { happened: readonly Happening[]; leftBecause?: Given['leftBecause']; outcome: string | null }]
  > = [
    ['deleted, before all else', { happened: [accepted, merged, deleted], leftBecause: 'moved_out', outcome: 'deleted' }],
    ['merged', { happened: [accepted, merged], leftBecause: 'moved_out', outcome: 'duplicate' }],
    ['moved out', { happened: [accepted, closed], leftBecause: 'moved_out', outcome: 'moved_out' }],
    ['of a community that ended', { happened: [], leftBecause: 'undesignated', outcome: 'undesignated' }],
    ['closed without an accepted answer', { happened: [closed], outcome: null }],
    ['closed with one', { happened: [accepted, closed], outcome: 'solved' }],
  ];

  it.each(ends)('%s', (_what, { happened, leftBecause = null, outcome }) => {
    expect(stateOf(happened, { leftBecause })).toMatchObject({ state: 'closed', outcome });
  });

  it('is solved while an answer is accepted', () => {
    expect(stateOf([accepted])).toMatchObject({ state: 'solved', outcome: 'solved' });
  });

  it('is open again when what ended it is undone', () => {
    expect(stateOf([accepted, { at: at('14:00'), type: 'accepted', post: null }])).toMatchObject({
      state: 'waiting_for_desk',
      outcome: null,
    });
    expect(stateOf([deleted, { ...deleted, at: at('14:00'), value: false }])).toMatchObject({ state: 'waiting_for_desk', outcome: null });
  });

  it('is not solved while the accepted post cannot be seen', () => {
    const answer = replied('11:00', MEMBER, { post: 101 });
    const accept: Happening = { at: at('12:00'), type: 'accepted', post: 101 };

    expect(stateOf([answer, accept, { at: at('13:00'), type: 'shown', post: 101, visibility: 'hidden' }]).state).toBe('waiting_for_desk');
  });

  it('keeps its owner and says why in words', () => {
    expect(stateOf([{ at: at('11:00'), type: 'taken', by: EXPERT }, closed])).toEqual({
      state: 'closed',
      outcome: null,
      owner: EXPERT,
      proposed: null,
      because: 'the topic was closed',
    });
  });
});

describe('a ticket that is open', () => {
  const taken: Happening = { at: at('11:00'), type: 'taken', by: EXPERT };

  it('is new while it was only guessed what it is, nobody has it and the desk said nothing', () => {
    expect(stateOf([], { triage: { guessed: true } }).state).toBe('new');
    expect(stateOf([], { triage: null }).state).toBe('new');
    expect(stateOf([replied('11:00', MEMBER)], { triage: { guessed: true } }).state).toBe('new');
  });

  it('waits for the desk once it is known what it is', () => {
    expect(stateOf([]).state).toBe('waiting_for_desk');
  });

  it('waits for the desk also where it is only guessed, when the desk spoke and the asker asked again', () => {
    expect(stateOf([replied('11:00', EXPERT), replied('12:00', ASKER)], { triage: { guessed: true } }).state).toBe('waiting_for_desk');
  });

  it('waits for its expert as long as the owner has not answered the last question', () => {
    expect(stateOf([taken])).toMatchObject({ state: 'waiting_for_expert', owner: EXPERT });
    expect(stateOf([taken, replied('12:00', EXPERT), replied('13:00', ASKER)]).state).toBe('waiting_for_expert');
    expect(stateOf([taken], { triage: { lane: 'community' } }).state).toBe('waiting_for_expert');
  });

  it.each([
    ['an expert', EXPERT],
    ['a facilitator', 13],
    ['a signer', 14],
  ])('is answered when %s had the last word', (_who, by) => {
    expect(stateOf([replied('11:00', by)]).state).toBe('answered');
    expect(stateOf([taken, replied('12:00', by)]).state).toBe('answered');
    expect(stateOf([replied('11:00', by), replied('12:00', MEMBER)]).state).toBe('answered');
    expect(stateOf([replied('11:00', by), replied('12:00', ASKER)]).state).toBe('waiting_for_desk');
  });

  describe('where the official answer decides (OF-13)', () => {
    const triage = { mode: 'official_decides' } as const;
    const signed = (time: string, end: 'withdrawn' | null = null): OfficialView => ({
      ...initialOfficial,
      signatures: [
        {
          id: 'line',
          post: 111,
          signer: 14,
          at: at(time),
          capacity: null,
          scope: null,
          until: null,
          community: { id: 'housing', name: 'Housing' },
          roles: ['signer'],
          author: MEMBER,
          text: { hash: 'h', version: 1, textId: null, from: at(time) },
          away: null,
          end: end && { type: end, at: at('15:00'), by: 14, reason: 'wrong' },
        },
      ],
    });
    const answer = replied('11:00', MEMBER);

    it('is not answered by what nobody signed', () => {
      expect(stateOf([replied('11:00', EXPERT)], { triage, official: initialOfficial }).state).toBe('waiting_for_desk');
      expect(stateOf([replied('11:00', EXPERT)], { official: initialOfficial }).state).toBe('answered');
    });

    it('is answered by the signature under what a member wrote, until the asker asks again or it is withdrawn', () => {
      const doubt = replied('12:00', ASKER);

      expect(stateOf([answer, doubt], { triage, official: signed('13:00') }).state).toBe('answered');
      expect(stateOf([answer, doubt], { triage, official: signed('11:30') }).state).toBe('waiting_for_desk');
      expect(stateOf([answer, doubt], { triage, official: signed('13:00', 'withdrawn') }).state).toBe('waiting_for_desk');
    });
  });

  it('takes the role as of the answer: who leaves the group later has answered all the same', () => {
    const late: Happening = { at: '2026-03-04T10:00:00.000Z', type: 'replied', by: EXPERT, post: 150 };

    expect(stateOf([replied('11:00', EXPERT)]).state).toBe('answered');
    expect(stateOf([late]).state).toBe('waiting_for_desk');
  });

  it.each([
    ['a desk lead', { by: 15 }],
    ['the bot', { by: BOT }],
    ['an account of the system', { by: -1 }],
    ['an expert in a whisper', { by: EXPERT, kind: 'whisper' as const }],
    ['an expert whose act the forum noted', { by: EXPERT, kind: 'small_action' as const }],
    ['a post of ours', { by: EXPERT, ours: true }],
  ])('is not answered by %s', (_who, { by, ...own }) => {
    expect(stateOf([replied('11:00', by, own)]).state).toBe('waiting_for_desk');
  });

  it('is not answered by a post that was taken away', () => {
    expect(
      stateOf([replied('11:00', EXPERT, { post: 101 }), { at: at('12:00'), type: 'shown', post: 101, visibility: 'deleted' }]).state,
    ).toBe('waiting_for_desk');
  });

  it('in the lane of the community waits for members until one had the last word', () => {
    const community = { triage: { lane: 'community' as const } };

    expect(stateOf([], community).state).toBe('waiting_for_community');
    expect(stateOf([replied('11:00', MEMBER)], community).state).toBe('answered');
    expect(stateOf([replied('11:00', MEMBER), replied('12:00', ASKER)], community).state).toBe('waiting_for_community');
    expect(stateOf([replied('11:00', EXPERT)], community).state).toBe('answered');
  });
});
