import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { toInstant } from '../../../shared/instant.js';
import { parseCommunities, type CommunityDraft, type FeatureSchema } from '../../config/communities.js';
import type { SettingsProblem } from '../../config/settings-problem.js';

const instant = z.union([z.string(), z.date()]).transform((value, context) => {
  const at = toInstant(value);
  if (at === null) context.addIssue({ code: 'custom', message: 'is no time' });
  return at ?? '';
});
const member = z.object({ user: z.string(), id: z.int(), from: instant, owner: z.boolean().optional() });
/** The service that `record` runs beside its forum marks with it what it writes. */
export const MARKER_SECRET = 'replay';
const extraSchema = z.object({
  forum: z.string(),
  hook: z.string().default('/hooks/all'),
  secret: z.string(),
  /** Of the service that ran beside the forum: by its markers the rooms that it made are known. */
  markers: z.string().default(MARKER_SECRET),
  bot: z.string(),
  readAs: z.array(z.string()).default([]),
  directory: z.record(z.string(), z.array(member)).default({}),
});

/** What a replay needs and no delivery carries. */
export type ReplaySettings = z.output<typeof extraSchema> & { readonly communities: readonly CommunityDraft[] };

export type LoadedSettings =
  { readonly ok: true; readonly settings: ReplaySettings } | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

export function loadReplaySettings(file: string, features: readonly FeatureSchema[]): LoadedSettings {
  const parsed = parseCommunities(readFileSync(file, 'utf8'), features, Object.keys(extraSchema.shape));
  if (!parsed.ok) return parsed;
  const extra = extraSchema.safeParse(parsed.extra);
  if (!extra.success)
    return { ok: false, problems: extra.error.issues.map((issue) => ({ line: null, path: issue.path.join('.'), text: issue.message })) };
  return { ok: true, settings: { ...extra.data, communities: parsed.communities } };
}
