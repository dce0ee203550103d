/* eslint-disable max-lines -- the schema of one file and how its problems are told */
import { LineCounter, parseDocument } from 'yaml';
import { z, type ZodType } from 'zod';
import { toInstant, type Instant } from '../../shared/instant.js';
import { COMMAND_WORDS } from '../../shared/commands/grammar.js';
import { ROLE_NAMES, type CommunitySettings, type FeatureSection, type RoleName } from '../../shared/settings.js';
import { LOCALES, WORD_LENGTH, wordsFor, type Words } from '../../shared/words.js';
import { namesOfPeople, peopleSchema, username, problemsOfPeople, type PeopleDraft } from './people.js';
import { describeProblem, lineOf, nearest, precise, type SettingsProblem } from './settings-problem.js';
import { unknownKeys, type SchemaNode } from './unknown-keys.js';

/** What the settings file needs to know of a feature. */
export interface FeatureSchema {
  readonly name: string;
  readonly settings: ZodType;
  /** Groups of the forum that the settings name. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each feature gets the settings that its own schema made
  groupsIn?(settings: any): readonly number[];
}

/** A community as written: groups by name, not yet looked up in the forum. */
export interface CommunityDraft extends Omit<CommunitySettings, 'roles' | 'since' | 'people' | 'safetyOwner'> {
  readonly since: Instant | null;
  readonly roles: Readonly<Record<RoleName, readonly string[]>>;
  readonly people: PeopleDraft;
  readonly safetyOwner: string | null;
}

export type ParsedCommunities =
  | { readonly ok: true; readonly communities: readonly CommunityDraft[]; readonly extra: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

/** Larger files are no settings: an alias in YAML can grow without end. */
const [MOST_ALIASES, MOST_COMMUNITIES] = [100, 500] as const;

const groups = z
  .union([z.string().min(1), z.array(z.string().min(1))])
  .default([])
  .transform((value) => (typeof value === 'string' ? [value] : value));
const word = z.string().min(1).max(WORD_LENGTH, `a word has at most ${WORD_LENGTH} characters`).optional();
const words = z.object({
  desk: word,
  expert: word,
  experts: word,
  asker: word,
  member: word,
  members: word,
  facilitator: word,
  facilitators: word,
  community: word,
  officialAnswer: word,
  question: word,
} satisfies Record<keyof Words, typeof word>);

const time = z
  .union([z.string(), z.date()])
  .transform((value) => toInstant(value))
  .refine((value) => value !== null, 'is no time; write it as 2026-11-22T03:59:00Z');
const communityId = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'an id has small letters, digits and hyphens');
const smallGroup = z.int().min(3).max(100).default(5);
const settle = z.int().min(0).max(45).default(30);

const commands = z
  .object({
    aliases: z
      .array(z.string().regex(/^[\p{L}\p{N}_.-]{2,60}$/u, 'an alias is a name without @'))
      .max(20)
      .default([]),
    words: z.record(z.string().trim().min(1).max(60), z.enum(COMMAND_WORDS)).default({}),
  })
  .prefault({})
  .describe('`aliases`: names by which people address the bot besides its own; `words`: own words for commands, with the English one');

/** A community as it is written in the file. The descriptions are the settings page of the docs. */
export function communitySchema(features: readonly FeatureSchema[]) {
  const section = (feature: FeatureSchema) =>
    z.object({
      mode: z
        .enum(['off', 'shadow', 'on'])
        .default('on')
        .describe('`off`: does not run; `shadow`: decides and records, carries nothing out; `on`: acts'),
      settings: feature.settings.prefault({}).describe('Settings of the feature, below'),
    });
  return z.object({
    id: communityId.optional().describe('Stays the same for ever; else made of the category'),
    name: z.string().min(1).optional().describe('Shown to people'),
    category: z
      .int()
      .positive()
      .describe('Id of the designated category; its subcategories belong to it unless they are designated on their own'),
    since: time.optional().describe('Topics older than this stay untouched until somebody posts in them; else the time of applying'),
    locale: z.enum(LOCALES).default('en').describe('Language of every sentence that the desk says'),
    words: words.default({}).describe('Own words for the nouns that people read'),
    experts: groups.describe('Groups whose members are experts: one name or a list'),
    signers: groups.describe('Groups whose members may sign an answer as official'),
    facilitators: groups.describe('Groups whose members triage and look after questions'),
    deskLeads: groups.describe('Groups whose members lead the desk'),
    commands,
    settleSeconds: settle.describe('Wait before something that cannot be taken back; the topic is read again after it'),
    privateAsking: z.boolean().default(true).describe('Whether people may ask in private, with a message to the experts'),
    smallGroupSize: smallGroup.describe('Figures over private tickets that rest on fewer tickets or fewer people are not shown'),
    statusPost: z.boolean().default(true).describe('Whether the bot keeps one public post in each question'),
    faqCategory: z.int().positive().nullable().default(null).describe('Id of the category of FAQ articles'),
    libraryCategory: z.int().positive().nullable().default(null).describe('Id of the category that only experts can read'),
    safetyOwner: username.nullable().default(null).describe('Who is told when nobody else has helped, by username; without: nobody'),
    people: peopleSchema,
    features: z
      .object(Object.fromEntries(features.map((feature) => [feature.name, section(feature).optional()])))
      .optional()
      .describe('One section per feature; without this key every feature is on, with it no section means off'),
  });
}

/**
 * A settings file (YAML) as communities. All problems are listed at once, each with its line; unknown keys with the nearest
 * valid name. `extra` names further top-level keys that the caller reads itself.
 */
export function parseCommunities(text: string, features: readonly FeatureSchema[], extra: readonly string[] = []): ParsedCommunities {
  const yaml = readYaml(text);
  if ('problems' in yaml) return refused(yaml.problems);
  const { document, lines, value } = yaml;
  const file = z.object({
    communities: z.array(communitySchema(features)).min(1),
    ...Object.fromEntries(extra.map((key) => [key, z.unknown().optional()])),
  });
  const problems: SettingsProblem[] = [];
  const unknown = new Set<string>();
  for (const { path, key, valid } of unknownKeys(value, z.toJSONSchema(file, { io: 'input', unrepresentable: 'any' }) as SchemaNode)) {
    const hint = nearest(key, valid);
    const advice = hint === null ? `Valid here: ${valid.join(', ')}.` : `Did you mean ${hint}?`;
    unknown.add(path.join('.'));
    problems.push({ line: lineOf(document, lines, { path, key }), path: path.join('.'), text: `the key ${key} is not known. ${advice}` });
  }
  const parsed = file.safeParse(value, { reportInput: true });
  if (!parsed.success) {
    // What the schema says of unknown keys is said above already, and better.
    const isNews = ({ code, path }: z.core.$ZodIssue) => code !== 'unrecognized_keys' || !unknown.has(path.join('.'));
    for (const issue of parsed.error.issues.flatMap(precise).filter(isNews))
      problems.push({ line: lineOf(document, lines, { path: issue.path }), path: issue.path.join('.'), text: withNearest(issue) });
    return refused(problems);
  }
  const communities = parsed.data.communities.map((community) => toDraft(community, features));
  const amongThem = [...repeats(communities), ...communities.flatMap(strangers)];
  problems.push(
    ...amongThem.map(({ path, text: problem }) => ({ line: lineOf(document, lines, { path }), path: path.join('.'), text: problem })),
  );
  return problems.length > 0 ? refused(problems) : { ok: true, communities, extra: parsed.data };
}

/** A word that is none of those that are possible: the nearest one. */
function withNearest(issue: z.core.$ZodIssue): string {
  const { message, input } = issue;
  const valid = issue.code === 'invalid_value' ? issue.values.filter((value) => typeof value === 'string') : [];
  const hint = typeof input === 'string' ? nearest(input, valid) : null;
  return hint === null ? message : `${message}. Did you mean ${hint}?`;
}

type Yaml =
  | { readonly document: ReturnType<typeof parseDocument>; readonly lines: LineCounter; readonly value: unknown }
  | { readonly problems: readonly SettingsProblem[] };

function readYaml(text: string): Yaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false });
  const whole = (problem: string): Yaml => ({ problems: [{ line: null, path: '', text: problem }] });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => ({
        line: error.linePos?.[0].line ?? null,
        path: '',
        text: error.message.split('\n')[0] ?? '',
      })),
    };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    JSON.stringify(value);
    const listed = (value as { communities?: unknown } | null)?.communities;
    const tooMany = Array.isArray(listed) && listed.length > MOST_COMMUNITIES;
    return tooMany ? whole(`there are ${listed.length} communities; a file has at most ${MOST_COMMUNITIES}`) : { document, lines, value };
  } catch {
    return whole('the file refers to itself or repeats an alias too often; write the values out');
  }
}

function refused(problems: readonly SettingsProblem[]): ParsedCommunities {
  return { ok: false, problems };
}

type Written = z.output<ReturnType<typeof communitySchema>>;

function toDraft(written: Written, features: readonly FeatureSchema[]): CommunityDraft {
  const { experts, signers, facilitators, deskLeads, id, name, words: own, since, features: sections, ...rest } = written;
  const inForce = sections === undefined ? starterSections(features) : (definedSections(sections) as Record<string, FeatureSection>);
  const alsoGroups = [...new Set(features.flatMap((feature) => groupsNamed(feature, inForce[feature.name])))];
  const chosen = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as Partial<Words>;
  return {
    ...rest,
    id: id ?? `category-${written.category}`,
    name: name ?? `Category ${written.category}`,
    since: since ?? null,
    words: wordsFor(written.locale, chosen),
    roles: { expert: experts, signer: signers, facilitator: facilitators, deskLead: deskLeads },
    // Without the key the community starts with every feature that exists; with it, no section means off (house style, section 5).
    features: inForce,
    ...(alsoGroups.length > 0 && { alsoGroups }),
  };
}

function groupsNamed(feature: FeatureSchema, section: FeatureSection | undefined): readonly number[] {
  return section === undefined ? [] : (feature.groupsIn?.(section.settings) ?? []);
}

function starterSections(features: readonly FeatureSchema[]): Record<string, FeatureSection> {
  return Object.fromEntries(features.map(({ name, settings }) => [name, { mode: 'on', settings: settings.parse({}) }]));
}

function definedSections(sections: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sections).filter(([, section]) => section !== undefined));
}

interface Misfit {
  readonly path: ReadonlyArray<string | number>;
  readonly text: string;
}

function strangers({ people, features }: CommunityDraft, index: number): Misfit[] {
  return problemsOfPeople(people, features['clocks']?.settings).map(({ path, text }) => ({
    path: ['communities', index, 'people', ...path],
    text,
  }));
}

/** Two communities cannot have one id or one category. */
function repeats(communities: readonly CommunityDraft[]): Misfit[] {
  const ids = new Set<string>();
  const categories = new Set<number>();
  return communities.flatMap(({ id, category }, index) => {
    const path = ['communities', index];
    const problems = [
      ...(ids.has(id) ? [{ path, text: `the id ${id} is used twice` }] : []),
      ...(categories.has(category) ? [{ path, text: `the category ${category} is designated twice` }] : []),
    ];
    ids.add(id);
    categories.add(category);
    return problems.slice(0, 1);
  });
}

/** Ids by the names that settings use; null: the forum does not know it. */
export interface Directory {
  group(name: string): number | null;
  user(name: string): number | null;
}

/** The names of a draft that have to be looked up. */
export function namesIn({ roles, people, safetyOwner }: CommunityDraft): {
  readonly groups: readonly string[];
  readonly users: readonly string[];
} {
  return { groups: Object.values(roles).flat(), users: [...namesOfPeople(people), ...(safetyOwner === null ? [] : [safetyOwner])] };
}

/** Looks up groups and people; names that the forum does not know are problems. */
export function resolveCommunity(
  draft: CommunityDraft,
  directory: Directory,
  now: Instant,
): { readonly settings: CommunitySettings; readonly unknownGroups: readonly string[]; readonly unknownPeople: readonly string[] } {
  const { groups: groupNames, users } = namesIn(draft);
  const ids = (names: readonly string[]): number[] => names.flatMap((name) => directory.group(name) ?? []);
  const roles = Object.fromEntries(ROLE_NAMES.map((role) => [role, ids(draft.roles[role])])) as Record<RoleName, number[]>;
  const people = Object.entries(draft.people).flatMap(([name, { calendar, away, backup }]) => {
    const user = directory.user(name);
    return user === null ? [] : [[String(user), { calendar, away, backup: backup === null ? null : directory.user(backup) }] as const];
  });
  const safetyOwner = draft.safetyOwner === null ? null : directory.user(draft.safetyOwner);
  return {
    settings: { ...draft, since: draft.since ?? now, roles, people: Object.fromEntries(people), safetyOwner },
    unknownGroups: groupNames.filter((name) => directory.group(name) === null),
    unknownPeople: users.filter((name) => directory.user(name) === null),
  };
}

export function problemsText(file: string, problems: readonly SettingsProblem[]): string {
  return [
    `${file} was not applied:`,
    ...problems.map((problem) => `  ${describeProblem(problem)}`),
    'Nothing was changed. Correct the file and apply it again.',
  ].join('\n');
}
