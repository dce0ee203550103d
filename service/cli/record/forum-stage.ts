import { createHmac } from 'node:crypto';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Instant } from '../../../shared/instant.js';
import { systemClock } from '../../adapters/memory/system-clock.js';
import { header } from '../../../shared/contracts/recordings.js';
import { openReceiver, type Received } from './receiver.js';
import { RecordError, type Account, type Stage, type StageParts } from './stage.js';
import { HOOK } from './story-settings.js';

const account = z.union([
  z
    .string()
    .min(1)
    .transform((username) => ({ username, key: undefined })),
  z.strictObject({ username: z.string().min(1), key: z.string().min(1).optional() }),
]);
const keysSchema = z.strictObject({
  /** An admin's key for all users; persons without a key of their own act with it under their names. */
  key: z.string().min(1).optional(),
  secret: z.string().min(1),
  bot: account,
  admin: account,
  people: z.record(z.string(), account).default({}),
});

export type ForumKeys = z.output<typeof keysSchema>;

export function readKeys(written: string): ForumKeys {
  const read = keysSchema.safeParse(parseYaml(written));
  if (read.success) return read.data;
  // Only where and what: a value of this file is a key.
  throw new RecordError(
    ['the file of keys cannot be used:', ...read.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)].join('\n'),
  );
}

function parseYaml(written: string): unknown {
  try {
    return parse(written) as unknown;
  } catch {
    throw new RecordError('the file of keys is no YAML');
  }
}

export interface ForumStageParts extends StageParts {
  readonly url: string;
  readonly keys: ForumKeys;
  readonly listen: { readonly host: string; readonly port: number };
  /** Deliveries that come later than this after the one before belong to the next step. */
  readonly quietMilliseconds?: number;
}

const QUIET_MILLISECONDS = 3_000;
const LOOK_MILLISECONDS = 50;

/** A real forum, at real time. Its hook has to point at `listen` already. */
export async function openForumStage(parts: ForumStageParts): Promise<Stage> {
  const { keys, take, quietMilliseconds = QUIET_MILLISECONDS } = parts;
  const stamp = createStamps();
  const heard = { at: performance.now(), strangers: 0 };
  const receiver = await openReceiver(parts.listen, (received) => {
    heard.at = performance.now();
    if (received.path !== HOOK) return;
    if (isSigned(received, keys.secret)) take(received, stamp());
    else heard.strangers += 1;
  });
  const quiet = async (): Promise<void> => {
    heard.at = performance.now();
    while (performance.now() - heard.at < quietMilliseconds) await systemClock.sleep(LOOK_MILLISECONDS);
    if (heard.strangers > 0) throw new RecordError(`${heard.strangers} deliveries are not signed with \`secret:\` of the file of keys`);
  };
  return {
    url: parts.url.replace(/\/+$/, ''),
    secret: keys.secret,
    bot: withKey(keys, keys.bot),
    admin: withKey(keys, keys.admin),
    since: stamp(),
    accountOf: (person) => withKey(keys, keys.people[person] ?? { username: person }),
    stamp,
    settled: (text) => text,
    keepsHeader: () => true,
    begin: () => Promise.resolve(),
    async pass(_seconds, atRest) {
      await quiet();
      await atRest();
    },
    async until(seconds, isEnough) {
      const end = performance.now() + seconds * 1000;
      do await quiet();
      while (!(await isEnough()) && performance.now() < end);
    },
    stop: () => receiver.close(),
  };
}

function withKey({ key: ofAll }: ForumKeys, { username, key = ofAll }: { username: string; key?: string | undefined }): Account {
  if (key === undefined) throw new RecordError(`the file of keys has no key for ${username}: add one, or \`key:\` for all users`);
  return { username, key };
}

/** Real time, but never the same twice: what is later is shown as later. */
function createStamps(): () => Instant {
  let last = 0;
  return () => {
    last = Math.max(Date.parse(systemClock.now()), last + 1);
    return new Date(last).toISOString();
  };
}

function isSigned({ headers, body }: Received, secret: string): boolean {
  const expected = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  return header(headers, 'x-discourse-event-signature') === expected;
}
