import { describe, expect, it } from '@jest/globals';
import type { TicketValue } from '../../../shared/contracts/plugin/shown.js';
import type { CommunitySettings } from '../../../shared/settings.js';
import { sayingsFor, type Reader } from '../../support/sayings.js';
import { ASKER, FACILITATOR, MEMBER, SIGNER, TOPIC, all, answered, asked, at, line, read } from '../official/official-story.js';
import { EXPERT, askedPrivately, done, room, says } from '../triage/desk-story.js';
import { whole, type World } from './whole-story.js';

type Told = Parameters<typeof whole>[0];

const PEOPLE = {
  asker: { id: ASKER, roles: [] },
  member: { id: MEMBER, roles: [] },
  expert: { id: EXPERT, roles: ['expert'] },
  other: { id: 99, roles: ['expert'] },
  signer: { id: SIGNER, roles: ['signer'] },
  facilitator: { id: FACILITATOR, roles: ['facilitator'] },
} satisfies Readonly<Record<string, Reader>>;

function shown(told: Told, world: World = {}): TicketValue {
  const found = whole(told, { now: at('12:00'), ...world, hasPlugin: true }).want(`ticket:${TOPIC}`);
  return (found?.value as { value: TicketValue }).value;
}

const words = (who: keyof typeof PEOPLE, told: Told, world: World = {}): string[] => sayingsFor(PEOPLE[who], shown(told, world));
/** Of some words those that may be said. */
const of = (some: readonly string[], may: readonly string[]): string[] => some.filter((word) => may.includes(word));

describe('what one may say now', () => {
  const answers = all(asked(), answered);

  it('UI-21.1 asks who is still waiting for a first answer neither whether it helped nor whether help is still needed', () => {
    const choice = ['still need help', 'all good'];

    expect(of(choice, words('asker', asked()))).toEqual([]);
    expect(of(choice, words('asker', answers))).toEqual(choice);
    expect(of(choice, words('asker', all(answers, says(ASKER, 'still need help'))))).toEqual(['all good']);
    expect(of([...choice, 'outcome'], words('asker', all(answers, says(ASKER, 'all good'))))).toEqual(['still need help', 'outcome']);
    expect(of(['kind'], words('asker', asked()))).toEqual(['kind']);
    expect(of(['kind'], words('asker', answers))).toEqual([]);
  });

  it('takes on what nobody has, gives back what one has, and goes on only with what waits', () => {
    const some = ['accept', 'hand back', 'hand to', 'decline', 'pause', 'resume', 'escalate'];
    const taken = all(asked(), says(EXPERT, 'accept'));
    const waits = all(taken, says(EXPERT, 'pause asker', { at: at('11:00'), id: 120 }));

    expect(of(some, words('expert', asked()))).toEqual(['accept', 'pause', 'escalate']);
    expect(of(some, words('expert', taken))).toEqual(['hand back', 'hand to', 'decline', 'pause', 'escalate']);
    expect(of(some, words('other', taken))).toEqual(['escalate']);
    expect(of(some, words('expert', waits))).toContain('resume');
    expect(of(some, words('facilitator', waits))).toEqual(['hand back', 'hand to', 'pause', 'resume', 'escalate']);
  });

  it('passes on only what is not with the experts yet, and takes note only in a room', () => {
    const escalated = all(asked(), says(FACILITATOR, 'escalate'));

    expect(of(['escalate', 'note', 'accept', 'decline'], words('expert', asked()))).toEqual(['escalate', 'accept']);
    expect(of(['escalate', 'note', 'accept', 'decline'], words('expert', escalated))).toEqual(['note', 'accept', 'decline']);
    expect(of(['escalate'], words('asker', escalated))).toEqual([]);
  });

  it('signs an answer, withdraws what oneself signed, and makes an article where there is a place for it', () => {
    const some = ['official', 'withdraw', 'faq', 'publish'];
    const signed = all(answers, line('official', { by: SIGNER, replyTo: 101 }));
    const faq = { community: { faqCategory: 8 } };

    expect(of(some, words('signer', asked(), faq))).toEqual([]);
    expect(of(some, words('signer', answers, faq))).toEqual(['official', 'faq', 'publish']);
    expect(of(['withdraw', 'faq', 'publish'], words('signer', signed, { community: { faqCategory: null } }))).toEqual(['withdraw']);
    expect(of(['withdraw'], words('facilitator', signed))).toEqual(['withdraw']);
    expect(of(['withdraw'], words('facilitator', answers))).toEqual([]);
    expect(of(['withdraw'], words('expert', signed))).toEqual([]);
  });

  it('SU-19.2 signs nothing where nobody is a signer, or official answers are off', () => {
    const roles = { expert: [], signer: [], facilitator: [43], deskLead: [] };
    const peerOnly = shown(answers, { community: { roles, safetyOwner: FACILITATOR } }).maySay;

    expect(Object.values(peerOnly).flat()).not.toContain('official');
    expect([peerOnly.expert, peerOnly.signer]).toEqual([[], []]);
    expect(peerOnly.member).toContain('me too');
  });

  it('offers nothing that a feature decides which is off or only in shadow', () => {
    const versions = whole(asked()).judgement.derived.settings.newest('housing');
    const sections: CommunitySettings['features'] = versions?.settings.features ?? {};
    const escalationIn = (mode: 'off' | 'shadow') => ({ ...sections, escalation: { settings: sections['escalation']?.settings, mode } });

    for (const mode of ['off', 'shadow'] as const)
      expect(of(['accept', 'escalate', 'priority'], words('expert', asked(), { community: { features: escalationIn(mode) } }))).toEqual([
        'priority',
      ]);
  });

  it('counts a member once who has the same question (TR-26)', () => {
    const told = all(asked(), says(MEMBER, 'me too'));

    expect(of(['me too'], words('member', asked()))).toEqual(['me too']);
    expect(of(['me too'], words('member', told))).toEqual([]);
    expect(of(['me too'], words('other', told))).toEqual(['me too']);
    expect(of(['me too'], words('asker', asked()))).toEqual([]);
    expect(shown(told).meToo).toEqual([MEMBER]);
    expect(shown(askedPrivately()).maySay.member).not.toContain('me too');
  });

  it('says the same until something happens or a moment comes', () => {
    const story = all(answers, says(EXPERT, 'accept'));

    expect(shown(story, { now: at('12:30') })).toEqual(shown(story, { now: at('12:00') }));
  });
});

describe('from when the asker may pass it on (ES-04.1)', () => {
  const from = (told: Told, world: World = {}) => shown(told, world).asker.escalateFrom;

  it('is after the time of the desk without a good answer, and at once for urgent kinds', () => {
    const urgent = all(asked(), says(FACILITATOR, 'kind broken'), says(FACILITATOR, 'priority urgent', { at: at('10:01'), id: 120 }));

    expect(words('asker', asked())).toContain('escalate');
    expect(from(asked())).toBe(at('17:00'));
    expect(from(asked(), { features: { escalation: { askerAfterMinutes: null } } })).toBeNull();
    expect(words('asker', asked(), { features: { escalation: { askerAfterMinutes: null } } })).not.toContain('escalate');
    expect(words('asker', urgent)).toContain('escalate');
    expect(from(urgent)).toBeNull();
  });

  it('is a day later for who has just done so', () => {
    const day = '2026-03-03';
    const told = all(
      asked(),
      says(ASKER, 'escalate', { at: at('10:00', day) }),
      says(FACILITATOR, 'hand back', { at: at('11:00', day), id: 120 }),
    );

    expect(from(told, { now: at('12:00', day) })).toBe(at('10:00', '2026-03-04'));
  });

  it('is no question for others', () => {
    expect(words('expert', asked())).toContain('escalate');
    expect(words('member', asked())).not.toContain('escalate');
    expect(words('facilitator', asked())).toContain('escalate');
  });
});

it('of a signature that a change ended, the plugin knows which version was signed, and until when (OF-03)', () => {
  const signed = all(asked(), answered, line('official', { by: SIGNER, replyTo: 101 }));
  const labelOf = (told: Told) => shown(told).everyone.labels.find(({ postId }) => postId === 101);

  expect(labelOf(signed)).not.toHaveProperty('signedVersion');
  expect(labelOf(all(signed, read(101, { at: at('11:00'), text: 'Yes.', version: 2 })))).toMatchObject({
    label: 'voided',
    signedVersion: 1,
    signedUntil: '2027-03-02',
  });
});

describe('where a ticket leads', () => {
  const faq = { community: { faqCategory: 8 } };
  const published = all(asked(), answered, line('publish', { by: FACILITATOR, replyTo: 101 }));

  it('is the article that was made of its answer, once it is there', () => {
    const made = done('article:ticket:20:101', { forumTopicId: 77, endedAt: at('11:00') });

    expect(shown(published, faq).everyone.articleTopicId).toBeNull();
    expect(shown(published, { ...faq, effects: [made] }).everyone.articleTopicId).toBe(77);
    expect(shown(published, { ...faq, effects: [{ ...made, state: 'overruled' }] }).everyone.articleTopicId).toBeNull();
  });

  it('is for the desk the room in which the experts are asked', () => {
    const escalated = all(asked(), says(FACILITATOR, 'escalate', { at: at('08:29') }));

    expect(shown(escalated).desk.roomTopicId).toBeNull();
    expect(shown(all(escalated, room())).desk.roomTopicId).toBe(500);
  });
});
