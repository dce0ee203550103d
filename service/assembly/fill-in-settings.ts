import type { CommunitySettings, SettingsVersion } from '../../shared/settings.js';
import { hashState } from '../../shared/text.js';
import type { FeatureSchema } from '../config/communities.js';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';

interface Filling {
  readonly store: Pick<Store, 'settings' | 'fillInSettings' | 'note'>;
  readonly forumId: string;
  readonly features: readonly FeatureSchema[];
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Settings are stored with their defaults, and an older program knew fewer of them: every version that is there gets what it lacks, once,
 * before anything is derived. A version keeps its number and its time. What cannot be read any more stays as it is.
 */
export async function fillInSettings({ store, forumId, features, clock }: Filling): Promise<void> {
  const filled: SettingsVersion[] = [];
  for (const version of await store.settings(forumId)) {
    if (version.settings === null) continue;
    const { settings, problems } = withDefaults(version.settings, features);
    if (hashState(settings) !== hashState(version.settings)) filled.push({ ...version, settings });
    for (const { feature, problem } of problems)
      await store.note(forumId, {
        kind: 'settings that cannot be read',
        thing: `settings:${version.community}:${version.version}:${feature}`,
        text: `${feature} does not run where version ${version.version} of ${version.community} is in force: ${problem}. Apply a settings file that is right today (hybrid-desk communities apply <file>): it is in force for what begins from then on. For what began before, start the program that stored this version`,
        at: clock.now(),
      });
  }
  if (filled.length > 0) await store.fillInSettings(forumId, filled);
}

interface Problem {
  readonly feature: string;
  readonly problem: string;
}

function withDefaults(
  settings: CommunitySettings,
  features: readonly FeatureSchema[],
): { readonly settings: CommunitySettings; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const sections = Object.entries(settings.features).map(([name, section]) => {
    const read = features.find((feature) => feature.name === name)?.settings.safeParse(section.settings);
    if (read?.success === false)
      problems.push({
        feature: name,
        problem: read.error.issues.map(({ path, message }) => [path.join('.'), message].join(': ')).join('; '),
      });
    return [name, read?.success === true ? { ...section, settings: read.data } : section] as const;
  });
  return { settings: { ...settings, features: Object.fromEntries(sections) }, problems };
}
