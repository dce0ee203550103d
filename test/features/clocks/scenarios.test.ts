import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Happening } from '../../support/happenings.js';
import type { World } from '../../support/ticket-builder.js';
import { ASKER, EXPERT, MEMBER, given } from './clocks-story.js';

interface ScenarioEvent {
  readonly at: string;
  readonly type: string;
  readonly by?: string;
  readonly id?: string;
  readonly kind?: string;
  readonly onBehalfOf?: string;
  readonly channel?: string;
}

interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly calendars: Readonly<Record<string, unknown>>;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly events: readonly ScenarioEvent[];
  readonly asOf: string;
  readonly expect: ReadonlyArray<{
    readonly metric: string;
    readonly dueAt: string;
    readonly outcome: string;
    readonly elapsedSeconds: number;
    readonly endedAt?: string;
    readonly breachedAt?: string;
  }>;
}

const all = JSON.parse(readFileSync(new URL('../../fixtures/vectors/sla-scenarios.json', import.meta.url), 'utf8')) as Scenario[];
const KNOWN = new Set(['posted', 'reply', 'delete_reply', 'becomes_expert']);
/** Those that speak of the first reply only, and of things that the forum tells. */
const scenarios = all.filter(
  ({ policy, events }) =>
    Object.keys(policy).every((key) => key === 'fr' || key === 'fr_responders') &&
    events.every(({ type, onBehalfOf, channel }) => KNOWN.has(type) && onBehalfOf === undefined && channel === undefined),
);

const PEOPLE: Readonly<Record<string, number>> = { requester: ASKER, expert: EXPERT, member: MEMBER, bot: 2 };
const instant = (text: string | undefined) => (text === undefined ? null : new Date(text).toISOString());

function happeningOf(event: ScenarioEvent, index: number): Happening[] {
  const at = new Date(event.at).toISOString();
  const post = event.id === undefined ? 200 + index : Number(event.id.slice(1));
  if (event.type === 'posted') return [{ at, type: 'asked', by: ASKER }];
  if (event.type === 'delete_reply') return [{ at, type: 'shown', post, visibility: 'deleted' }];
  if (event.type !== 'reply') return [];
  return [
    { at, type: 'replied', by: PEOPLE[event.by ?? ''] ?? 0, post, ...(event.kind === 'whisper' ? { kind: 'whisper' as const } : {}) },
  ];
}

function worldOf({ policy, calendars, events }: Scenario): World {
  const settings = {
    calendar: calendars['main'],
    targets: { firstReplyMinutes: policy['fr'] },
    responders: policy['fr_responders'] ?? 'experts_and_facilitators',
  };
  const promoted = events
    .filter(({ type }) => type === 'becomes_expert')
    .map(({ at }) => ({ user: MEMBER, role: 'expert' as const, from: new Date(at).toISOString() }));
  return {
    people: [{ user: EXPERT, role: 'expert' }, ...promoted],
    versions: [{ version: 1, at: '2000-01-01T00:00:00.000Z', features: { clocks: settings } }],
  };
}

describe('published scenarios of the first reply', () => {
  it('are seven of the published ones', () => {
    expect(scenarios.map(({ id }) => id)).toEqual(['SC-01', 'SC-03', 'SC-04', 'SC-06', 'SC-07', 'SC-26', 'SC-35']);
  });

  it.each(scenarios.map((scenario) => [scenario.id, scenario.title, scenario] as const))('%s: %s', (_id, _title, scenario) => {
    const [expected] = scenario.expect;

    const { clock } = given(scenario.events.flatMap(happeningOf), { world: worldOf(scenario), now: new Date(scenario.asOf).toISOString() });

    expect(clock('fr')).toMatchObject({
      due: instant(expected?.dueAt),
      state: expected?.outcome,
      endedAt: instant(expected?.endedAt),
      breachedAt: instant(expected?.breachedAt),
    });
    if (expected?.endedAt !== undefined) expect(clock('fr')?.elapsedSeconds).toBe(expected.elapsedSeconds);
  });
});
