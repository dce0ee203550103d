import { clocks } from '../../../service/features/clocks/index.js';
import { cycleOf, type ClocksView, type Cycle, type Metric } from '../../../service/features/clocks/view.js';
import { triage } from '../../../service/features/triage/index.js';
import type { Happening } from '../../support/happenings.js';
import { deriveTicket, type DerivedTicket, type Options, type World } from '../../support/ticket-builder.js';

export const ASKER = 10;
export const MEMBER = 11;
export const EXPERT = 12;
export const SIGNER = 13;
export const FACILITATOR = 14;
export const OTHER_MEMBER = 15;

export const WORLD: World = {
  people: [
    { user: EXPERT, role: 'expert' },
    { user: SIGNER, role: 'signer' },
    { user: FACILITATOR, role: 'facilitator' },
  ],
};

export const BERLIN = {
  tz: 'Europe/Berlin',
  hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])),
};

/** A community that counts in Berlin desk hours with a first reply within 240 minutes. */
export function berlin(settings: Record<string, unknown> = {}): World {
  return {
    ...WORLD,
    versions: [
      {
        version: 1,
        at: '2000-01-01T00:00:00.000Z',
        features: { clocks: { calendar: BERLIN, targets: { firstReplyMinutes: 240, communityReplyMinutes: 240 }, ...settings } },
      },
    ],
  };
}

/** Monday 2 June 2025, 09:30 in Berlin. */
export const asked: Happening = { at: '2025-06-02T07:30:00.250Z', type: 'asked', by: ASKER };

export function at(time: string, day = '2025-06-02'): string {
  return `${day}T${time}${time.includes('.') ? 'Z' : '.000Z'}`;
}

interface Reply {
  readonly post?: number;
  readonly kind?: 'moderator' | 'small_action' | 'whisper';
  readonly ours?: boolean;
}

/** A reply on the day of the question; a number is the id of its post. */
export function reply(time: string, by: number, post: number | Reply = 101): Happening {
  return { at: at(time), type: 'replied', by, post: 101, ...(typeof post === 'number' ? { post } : post) };
}

export function given(
  happenings: readonly Happening[],
  options: Partial<Options> = {},
): DerivedTicket & { clock(metric: Metric): Cycle | null } {
  const derived = deriveTicket([triage, clocks], happenings, { world: berlin(), now: at('18:00:00'), ...options });
  return { ...derived, clock: (metric) => cycleOf(derived.views['clocks'] as ClocksView, metric) };
}
