import { z } from 'zod';
import { isTimeZone } from './days.js';

export const officialSettings = z.strictObject({
  validMonths: z
    .int()
    .min(1)
    .max(120)
    .default(12)
    .describe('How many months a signature holds when its line says no day; without end signs only a desk lead'),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'this is no time zone; write an IANA name like Europe/Berlin' })
    .optional()
    .describe('IANA time zone in which days end and times are written; left out: that of the desk hours'),
  capacities: z
    .record(z.string().regex(/^[1-9]\d*$/, { error: 'a key is the id of a user' }), z.string().trim().min(1).max(100))
    .default({})
    .describe("In which capacity a signer signs, by the id of the user; who is not listed signs with the community's word for an expert"),
  sharedAccounts: z
    .array(z.int().positive())
    .max(1000)
    .default([])
    .describe('Ids of accounts that several people use: they cannot sign. What they signed before stays, and is marked'),
  tag: z.string().trim().min(1).max(100).default('official-answer').describe('The tag of a topic in which an official answer stands'),
  riskTags: z
    .array(z.string().trim().min(1).max(100))
    .max(50)
    .default([])
    .describe(
      'Tags of topics in which answers of members carry the notice that the experts have not yet checked them; shown by the plugin of the forum',
    ),
  keepsLines: z
    .boolean()
    .default(false)
    .describe(
      'Whether the last words of the desk in a topic that it leaves (the category is a desk no longer, or the topic was moved away) keep a line for each official answer that stands: who signed it, when, and for what',
    ),
  badge: z
    .int()
    .positive()
    .nullable()
    .default(null)
    .describe('Id of the badge for those whose signature stands in a public topic; null: none. It is not taken away again'),
});

export type OfficialSettings = z.output<typeof officialSettings>;
