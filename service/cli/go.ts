import type { EffectKind } from '../ports/effect-kinds.js';
import { DONE, WRONG_USAGE } from './answer.js';
import type { DeskCommand } from './desk.js';
import { createTicketProcessor } from '../engine/process.js';
import { createMemoryQueue } from '../adapters/memory/memory-queue.js';

/** Kinds that may be carried out together; messages and rooms go only ticket by ticket (design section 3, "Switching on"). */
const TOGETHER: readonly EffectKind[] = ['status', 'tags', 'notice'];
const PLURAL: ReadonlyMap<string, EffectKind> = new Map([
  ['status', 'status'],
  ['tags', 'tags'],
  ['notices', 'notice'],
  ['notice', 'notice'],
]);
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** `go`: writing begins. What is wanted at this moment is the baseline: shown, and carried out only where asked for. */
export const go: DeskCommand = async ({ store, forumId, rules, clock }, { carryOut }) => {
  const kinds = (carryOut ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
  const unknown = kinds.filter((word) => !PLURAL.has(word));
  if (unknown.length > 0)
    return {
      code: WRONG_USAGE,
      text: `--carry-out ${unknown.join(',')}: known are status, tags, notices. Messages are carried out ticket by ticket.`,
    };
  const row = await store.forum(forumId);
  if (row?.mode === 'live' && kinds.length === 0) return { code: DONE, text: 'Writing is on already.', json: { mode: 'live' } };
  if (row?.mode !== 'live') {
    await store.markDirty(
      forumId,
      (await store.tickets(forumId)).map((ticket) => ticket.topicId),
    );
    await createTicketProcessor({ store, rules, clock, queue: createMemoryQueue(SILENT), log: SILENT }).processWaiting(forumId);
  }
  const baseline = row?.mode === 'live' ? {} : await store.goLive(forumId);
  const carried = await store.carryOutBaseline(
    forumId,
    kinds.flatMap((word) => PLURAL.get(word) ?? []),
    clock.now(),
  );
  const counts = TOGETHER.concat('message')
    .map((kind) => `${kind}: ${baseline[kind] ?? 0}`)
    .join(', ');
  return {
    code: DONE,
    text: `Writing is on. Wanted at this moment and not carried out (${counts}); of these ${carried} are carried out now, as asked. From here on, what changes is written.`,
    json: { mode: 'live', baseline, carriedOut: carried },
  };
};

/** `pause`: all writing stops at once; everything goes on being derived and shown. */
export const pause: DeskCommand = async ({ store, forumId }) => {
  await store.setMode(forumId, 'paused');
  const held = await store.holdWaiting(forumId);
  return {
    code: DONE,
    text: `All writing has stopped. ${held} acts that waited are held. \`hybrid-desk go\` begins again: what is held then is carried out only with --carry-out.`,
    json: { mode: 'paused', held },
  };
};
