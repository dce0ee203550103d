import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { deliveryFile, header, restFile } from '../../../shared/contracts/recordings.js';
import { toInstant, type Instant } from '../../../shared/instant.js';

const line = z.union([
  z.object({ at: z.string(), delivery: z.string() }),
  z.object({ at: z.string(), did: z.string(), rest: z.string().nullable() }),
]);

export interface StoryDelivery {
  readonly name: string;
  readonly receivedAt: Instant;
  readonly event: string;
  readonly eventId: string;
  readonly signature: string | undefined;
  readonly body: string;
}

/** A GET with status 200: what it showed is an observation at its own time. */
export interface StoryRead {
  readonly at: Instant;
  readonly path: string;
  readonly account: string | null;
  readonly body: string;
}

export interface Story {
  readonly deliveries: readonly StoryDelivery[];
  readonly reads: readonly StoryRead[];
  readonly lastAt: Instant;
}

/** A recorded story: a line per delivery or act, linked files beside it or one folder up (the recordings' layout). */
export function loadStory(file: string, options: { readonly hook: string; readonly until: Instant | null }): Story {
  const root = [dirname(resolve(file)), dirname(dirname(resolve(file)))];
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((text) => text.trim() !== '')
    .map((text, index) => parseLine(text, `${file}, line ${index + 1}`));
  const known = lines.filter((one) => options.until === null || one.at <= options.until);
  return {
    deliveries: known.flatMap((one) => ('delivery' in one ? deliveryOf(read(root, one.delivery), one.delivery, options.hook) : [])),
    reads: known.flatMap((one) => ('rest' in one && one.rest !== null ? readOf(read(root, one.rest), one.at) : [])),
    lastAt: lines.at(-1)?.at ?? new Date(0).toISOString(),
  };
}

function parseLine(text: string, where: string): z.output<typeof line> & { at: Instant } {
  const parsed = line.safeParse(parseJson(text));
  const at = parsed.success ? toInstant(parsed.data.at) : null;
  if (!parsed.success || at === null)
    throw new StoryError(`${where} is no line of a story: it needs \`at\` and either \`delivery\` or \`did\` with \`rest\`.`);
  return { ...parsed.data, at };
}

/** The story cannot be played; the message says which line or file and why. */
export class StoryError extends Error {
  override readonly name = 'StoryError';
}

function read(roots: readonly string[], name: string): unknown {
  const path = roots.map((root) => join(root, name)).find((candidate) => existsSync(candidate));
  if (path === undefined) throw new StoryError(`The story names ${name}, which is neither beside it nor one folder up.`);
  return parseJson(readFileSync(path, 'utf8'));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function deliveryOf(value: unknown, name: string, hook: string): StoryDelivery[] {
  const parsed = deliveryFile.safeParse(value);
  if (!parsed.success) throw new StoryError(`${name} is no recorded delivery.`);
  const { at, path, headers: list, body } = parsed.data;
  if (path !== hook) return [];
  const receivedAt = toInstant(at) ?? at;
  return [
    {
      name,
      receivedAt,
      event: header(list, 'x-discourse-event') ?? '',
      eventId: header(list, 'x-discourse-event-id') ?? name,
      signature: header(list, 'x-discourse-event-signature'),
      body,
    },
  ];
}

function readOf(value: unknown, at: Instant): StoryRead[] {
  const parsed = restFile.safeParse(value);
  if (!parsed.success || parsed.data.request.method !== 'GET' || parsed.data.response.status !== 200) return [];
  const { request, response } = parsed.data;
  const path = request.path.split('?')[0] ?? request.path;
  return [{ at, path, account: header(request.headers, 'api-username') ?? null, body: response.body ?? '' }];
}
