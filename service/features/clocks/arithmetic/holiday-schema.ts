import { z } from 'zod';

export const MOST_HOLIDAYS = 2_000;
const [MOST_SOURCES, MOST_WITHOUT] = [10, 200];
const KINDS = ['public', 'bank', 'optional', 'school', 'observance'] as const;

const without = z
  .array(z.string().min(1).max(100))
  .max(MOST_WITHOUT)
  .default([])
  .describe('Days on which you work all the same: dates, or names as the source has them for every year');
const code = z.string().regex(/^[A-Za-z0-9 ._-]{1,40}$/, {
  error: 'a code of the data set, like BE; `hybrid-desk holidays suggest --country DE --state X` lists them',
});

const ofPlace = z.strictObject({
  country: z.string().regex(/^[A-Za-z]{2}$/, { error: 'a country has two letters, like DE' }),
  state: code.nullable().default(null).describe('Code of the state, like BE for Berlin'),
  region: code.nullable().default(null).describe('Code of the region within the state'),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]{2})?$/, { error: 'a language has two small letters, like de' })
    .nullable()
    .default(null)
    .describe('Language of the names; without: that of the community'),
  kinds: z.array(z.enum(KINDS)).min(1).default(['public']).describe('Which kinds of days close the desk'),
  without,
});
const ofFeed = z.strictObject({
  ical: z
    .string()
    .max(2_000)
    .regex(/^(https?:\/\/\S+|[^:\s][^:]*\.ics)$/i, {
      error: 'an address that begins with https:// or http://, or the name of a file that ends with .ics',
    })
    .describe('Address or file (.ics) of a calendar in iCal form'),
  without,
});

export const holidaySources = z
  .array(
    z.union([ofPlace, ofFeed], {
      error: 'is no source of holidays; write { country: DE, state: BE } or { ical: https://… }',
    }),
  )
  .max(MOST_SOURCES, { error: `a calendar has at most ${MOST_SOURCES} sources of holidays` })
  .describe(
    'Where more holidays come from. They are looked up when the settings are applied, and again every day; each version keeps its dates',
  );
