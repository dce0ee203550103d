/** Settings under a name: a desk that takes one needs to say nothing more, and what it says wins. */
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const OFFICE_HOURS = Object.fromEntries(DAYS.slice(0, 5).map((day) => [day, [['09:00', '17:00']]]));
const ALWAYS_OPEN = Object.fromEntries(DAYS.map((day) => [day, [['00:00', '24:00']]]));

export const TEMPLATE_NAMES = ['small desk', 'urgent desk'] as const;

type Written = Readonly<Record<string, unknown>>;

const TEMPLATES: Readonly<Record<(typeof TEMPLATE_NAMES)[number], Written>> = {
  /** Few people who look in every day: two desk days for a first reply, a week between updates, one warning. */
  ['small desk']: {
    targets: {
      firstReplyMinutes: 960,
      nextReplyMinutes: 960,
      updateMinutes: 2400,
      resolutionMinutes: null,
      incidentResolutionMinutes: null,
      acceptMinutes: 480,
      expertAnswerMinutes: 1440,
      communityReplyMinutes: 960,
    },
    thresholds: { percent: [75] },
    followUpDays: 10,
  },
  /** Somebody is there at any hour: an hour for a first reply, a quarter of an hour if it is urgent. */
  ['urgent desk']: {
    calendar: { tz: 'UTC', hours: ALWAYS_OPEN },
    targets: {
      firstReplyMinutes: 60,
      nextReplyMinutes: 60,
      updateMinutes: 240,
      resolutionMinutes: null,
      incidentResolutionMinutes: 480,
      acceptMinutes: 15,
      expertAnswerMinutes: 120,
      communityReplyMinutes: 240,
      byPriority: {
        urgent: { firstReplyMinutes: 15, nextReplyMinutes: 30, updateMinutes: 60, incidentResolutionMinutes: 240, acceptMinutes: 5 },
      },
    },
    urgent: true,
  },
};

/** Settings as somebody wrote them, with what their template says where they say nothing. An unknown template is left to the schema. */
export function withTemplate(written: unknown): unknown {
  const template = templateOf(written);
  return template === undefined ? written : merged(merged({ calendar: { tz: 'UTC', hours: OFFICE_HOURS } }, template), written);
}

/** A policy keeps the hours of its desk, unless the template has hours of its own. */
export function withPolicyTemplate(written: unknown): unknown {
  const template = templateOf(written);
  return template === undefined ? written : merged(template, written);
}

function templateOf(written: unknown): Written | undefined {
  const name = isPlain(written) ? written['template'] : undefined;
  return Object.entries(TEMPLATES).find(([known]) => known === name)?.[1];
}

/** The opening hours of a calendar are one thing: nobody adds a day to those of a template. */
const WHOLE: ReadonlySet<string> = new Set(['hours', 'dateHours']);

/** What `over` says, else what `base` says, part by part; lists are one thing. */
export function merged(base: unknown, over: unknown): unknown {
  if (!isPlain(base) || !isPlain(over)) return over === undefined ? base : over;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(over)])];
  return Object.fromEntries(keys.map((key) => [key, WHOLE.has(key) && over[key] !== undefined ? over[key] : merged(base[key], over[key])]));
}

function isPlain(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
