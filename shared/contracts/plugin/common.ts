import { z } from 'zod';

/** Both sides name it in every request: a plugin and a service of different numbers say so instead of guessing. */
export const CONTRACT = 1;

/** As the forum keeps its ids. */
export const id = z.int().positive().max(2_147_483_647);
export const instant = z.iso.datetime().describe('UTC, ISO 8601, with milliseconds');
export const text = z.string().max(64_000);
export const shortText = z.string().max(1_000);
/** A copy of a forum holds the same secret: both sides say which forum is meant, and refuse what is of another as `other_forum`. */
export const site = z.string().max(500).describe('address of the forum, as the forum itself knows it').optional();
export const name = z.string().min(1).max(100);

/** What stands in the error of either side's answer (`error_type`), beside the sentence for people. */
export const ERROR_TYPES = [
  'not_configured',
  'bad_signature',
  'old_timestamp',
  'used_nonce',
  'too_large',
  'not_json',
  'invalid_request',
  'too_many',
  'version_mismatch',
  'read_only',
  'bot_unfit',
  'other_forum',
  'unavailable',
] as const;
export type PluginErrorType = (typeof ERROR_TYPES)[number];


export const errorAnswer = z
  .object({ errors: z.array(z.string()).min(1), error_type: z.enum(ERROR_TYPES), versions: z.unknown().optional() })
  .describe("An error of a whole request, in the forum's own form.");

export function errorBody(type: PluginErrorType, says: string, versions?: unknown): z.infer<typeof errorAnswer> {
  return { errors: [says], error_type: type, ...(versions !== undefined && { versions }) };
}
