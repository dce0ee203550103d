import { readFileSync } from 'node:fs';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const seconds = z.coerce.number().int().min(1).max(90);
const secret = z.string().min(1).optional();

/** What differs per machine. Each name also works as `NAME_FILE`: the value is then the content of that file. */
const schema = z.object({
  DISCOURSE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address of the forum, with any sub-folder. Empty: the sandbox forum is started.'),
  DISCOURSE_API_KEY: secret.describe('API key of the bot account, made in the forum’s admin.'),
  DISCOURSE_API_USERNAME: secret.describe('Username of the bot account: a moderator.'),
  WEBHOOK_SECRET: secret.describe('Secret of the forum’s webhook; several, separated by commas, while it is being changed.'),
  PLUGIN_SECRET: secret.describe(
    'Secret of the plugin, as its setting hybrid_desk_secret holds it. Empty: the plugin is never asked, all goes through the API.',
  ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('PostgreSQL server. Empty: the embedded database in the data folder.'),
  DATA_DIR: z.string().min(1).default('data').describe('Folder of the embedded database, the local socket and the sandbox forum.'),
  COMMUNITIES_FILE: z.string().min(1).optional().describe('Settings file of the communities, applied at start when it has changed.'),
  CALENDARS_FROM_PRIVATE_NETWORK: z
    .enum(['yes', 'no'])
    .default('no')
    .describe('Whether calendars that the settings name may also be read from addresses inside a private network.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address on which the service listens.'),
  PORT: port.default(8080).describe('Port of the service: hooks, health and pages.'),
  SANDBOX_PORT: port.default(8081).describe('Port of the sandbox forum, when it is used.'),
  SANDBOX_PLAYS: z
    .enum(['week', 'day', 'nothing'])
    .default('week')
    .describe('What is played in a new sandbox forum: `week`: a week, fast, and then some minutes of a day; `day`: only those; `nothing`.'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('Least severe log lines that are written.'),
  HD_LEASE_SECONDS: seconds
    .optional()
    .describe('Tests only: how long an attempt to write in the forum may take before its outcome counts as unknown; else 90.'),
  HD_LOOKUP_SECONDS: seconds
    .optional()
    .describe('Tests only: how long after an unknown outcome the forum is asked what came of it; else 25.'),
  HD_CRASH_AT: z
    .string()
    .regex(/^[a-z:-]+#[1-9]\d*$/)
    .optional()
    .describe('Tests only: the process kills itself at the n-th time of a point, written point#n.'),
});

export type Environment = Omit<
  z.output<typeof schema>,
  'DISCOURSE_URL' | 'DISCOURSE_API_KEY' | 'DISCOURSE_API_USERNAME' | 'WEBHOOK_SECRET'
> & {
  /** Null: the sandbox forum. */
  readonly forum: {
    readonly url: string;
    readonly apiKey: string;
    readonly apiUsername: string;
    readonly secrets: readonly string[];
  } | null;
};

export type ReadEnvironment =
  { readonly ok: true; readonly environment: Environment } | { readonly ok: false; readonly problems: readonly string[] };

/** The variables and their meaning, for the generated reference page. */
export const environmentSchema = schema;

const LEAST_SECRET = 16;
const FORUM_NAMES = ['DISCOURSE_URL', 'DISCOURSE_API_KEY', 'DISCOURSE_API_USERNAME', 'WEBHOOK_SECRET'] as const;

/** All problems at once; nothing is started with a wrong setting. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>> = process.env): ReadEnvironment {
  const problems: string[] = [];
  const values = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, valueOf(name, variables, problems)]));
  const parsed = schema.safeParse(values);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const given = FORUM_NAMES.filter((name) => values[name] !== undefined);
  const missing = FORUM_NAMES.filter((name) => values[name] === undefined);
  if (given.length > 0 && missing.length > 0) {
    problems.push(`${missing.join(', ')}: missing beside ${given.join(', ')}. Set all four for a forum, or none for the sandbox.`);
  }
  const secrets = (values['WEBHOOK_SECRET'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  if (secrets.some((one) => one.length < 12)) problems.push('WEBHOOK_SECRET: a forum takes no secret of fewer than 12 characters.');
  if ((values['PLUGIN_SECRET']?.trim().length ?? LEAST_SECRET) < LEAST_SECRET)
    problems.push(`PLUGIN_SECRET: at least ${LEAST_SECRET} characters are needed.`);
  if (problems.length > 0 || !parsed.success) return { ok: false, problems };
  const {
    DISCOURSE_URL: url,
    DISCOURSE_API_KEY: apiKey,
    DISCOURSE_API_USERNAME: apiUsername,
    WEBHOOK_SECRET: _secret,
    ...rest
  } = parsed.data;
  const forum = url && apiKey && apiUsername ? { url: url.replace(/\/+$/, ''), apiKey, apiUsername, secrets } : null;
  return { ok: true, environment: { ...rest, forum } };
}

function valueOf(name: string, variables: Readonly<Record<string, string | undefined>>, problems: string[]): string | undefined {
  const direct = variables[name];
  const file = variables[`${name}_FILE`];
  if (direct !== undefined && direct !== '' && file) problems.push(`${name}: set either ${name} or ${name}_FILE, not both.`);
  if (direct !== undefined && direct !== '') return direct;
  // COMMUNITIES_FILE is itself a path and has no such form.
  if (!file || name === 'COMMUNITIES') return undefined;
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    problems.push(`${name}_FILE: the file cannot be read.`);
    return undefined;
  }
}
