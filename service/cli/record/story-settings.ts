import { stringify } from 'yaml';
import type { Instant } from '../../../shared/instant.js';
import { sampleCommunities } from '../../assembly/sample-communities.js';
import { parseCommunities, type CommunityDraft } from '../../config/communities.js';
import { describeProblem, nearest, type SettingsProblem } from '../../config/settings-problem.js';
import { rules } from '../../features/list.js';
import type { Directory, Member } from './directory.js';
import type { Scenario } from './scenario.js';
import { RecordError } from './stage.js';

/** Under this name replay keeps the rows of a recorded story. */
export const STORY_FORUM = 'http://localhost:3300';
export const HOOK = '/hooks/all';

export interface StoryCommunities {
  /** A settings file, with the ids of this forum. */
  readonly text: string;
  readonly groups: readonly string[];
}

const CATEGORY_KEYS = ['category', 'faqCategory', 'libraryCategory'] as const;

/** The scenario's communities as a settings file; in a scenario categories may be named. All began at `since`. */
export function storyCommunities(scenario: Scenario, directory: Directory, since: Instant): StoryCommunities {
  const problems: string[] = [];
  const idOf = (name: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof name !== 'string') return name;
    const id = directory.categoryId(name);
    const hint = id === null ? nearest(name, directory.categoryNames) : null;
    if (id === null)
      problems.push(
        describeProblem({
          line: scenario.lineAt(path),
          path: path.join('.'),
          text: `the forum has no category ${name}.${hint === null ? '' : ` Did you mean ${hint}?`}`,
        }),
      );
    return id ?? name;
  };
  const text =
    scenario.communities === 'sample'
      ? sampleText(directory, since)
      : stringify({
          communities: scenario.communities.map((community, index) => ({
            since,
            ...community,
            ...Object.fromEntries(
              CATEGORY_KEYS.filter((key) => key in community).map((key) => [key, idOf(community[key], ['communities', index, key])]),
            ),
          })),
        });
  const parsed = problems.length > 0 ? null : parseCommunities(text, rules.features);
  if (parsed?.ok === false) problems.push(...parsed.problems.map((problem) => problemText(scenario, problem)));
  if (!parsed?.ok) throw new RecordError(['the communities cannot be applied:', ...problems.map((problem) => `  ${problem}`)].join('\n'));
  return { text, groups: groupsOf(parsed.communities) };
}

/** The sample's settings stand in no line of the scenario. */
function problemText(scenario: Scenario, { path, text }: SettingsProblem): string {
  const place = path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return describeProblem({ line: scenario.communities === 'sample' ? null : scenario.lineAt(place), path, text });
}

function sampleText(directory: Directory, since: Instant): string {
  const missing = (name: string): never => {
    throw new RecordError(
      `the forum has no category ${name}, so it has not the sample communities. Write \`communities:\` in the scenario.`,
    );
  };
  const text = sampleCommunities((name) => directory.categoryId(name) ?? missing(name));
  // Without its day a community would begin when it is applied: in a replay after everything that happened.
  return text.replace(/^( +)category: /gm, `$1since: ${since}\n$1category: `);
}

function groupsOf(communities: readonly CommunityDraft[]): string[] {
  return [...new Set(communities.flatMap(({ roles }) => Object.values(roles).flat()))].sort();
}

export interface Told {
  readonly communities: string;
  readonly title: string;
  readonly bot: { readonly user: string; readonly id: number };
  readonly secret: string;
  readonly members: ReadonlyMap<string, readonly Member[]>;
}

/** `stories/main.settings.yaml`: what a replay needs and no delivery carries. */
export function storySettings({ communities, title, bot, secret, members }: Told): string {
  const told = { forum: STORY_FORUM, hook: HOOK, secret, bot: bot.user, directory: Object.fromEntries(members) };
  return `# What a replay of main.jsonl (${title.replace(/\s+/g, ' ')}) needs and no delivery of it carries.\n${stringify(told, { lineWidth: 0 })}${communities.replace(/^#.*\n/gm, '')}`;
}
