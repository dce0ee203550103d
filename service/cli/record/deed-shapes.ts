import { z } from 'zod';

export const text = z.string().min(1);
export const name = text.max(100);
const tags = z.array(name);
const one = z.union([name, z.array(name).min(1)]).transform((value) => (typeof value === 'string' ? [value] : value));

/** `8h`, `90m`, `2d 4h`: as seconds. */
const UNITS: Readonly<Record<string, number>> = { d: 86_400, h: 3_600, m: 60, s: 1 };
const duration = text.regex(/^\d+[dhms](?: \d+[dhms])*$/, 'is no length of time; write it as 8h, 90m or 2d 4h').transform((written) => ({
  written,
  seconds: [...written.matchAll(/(\d+)([dhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0),
}));

const MADE_BY_BOT = ['room', 'message', 'article', 'status', 'post'] as const;

/** What the bot makes while the service runs; it is found in the forum, by what it is about or, `message`, to whom it is. */
const awaited = z
  .object({
    room: name.optional(),
    message: name.optional(),
    article: name.optional(),
    status: name.optional(),
    post: name.optional(),
    /** What a message is about. */
    about: name.optional(),
    says: text.optional(),
    within: duration.prefault('10m'),
  })
  .transform(({ about, says, within, ...given }, context) => {
    const [what, more] = MADE_BY_BOT.filter((key) => given[key] !== undefined);
    const of = what && given[what];
    const problem =
      what === undefined || of === undefined || more !== undefined
        ? `await names one of: ${MADE_BY_BOT.join(', ')}`
        : about !== undefined && what !== 'message'
          ? `about: belongs to a message; ${what}: names already what it is about`
          : null;
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
    const isMessage = what === 'message';
    return { what: what ?? 'post', to: isMessage ? (of ?? '') : null, about: (isMessage ? about : of) ?? null, says: says ?? null, within };
  });

/** What a step may do; each has exactly one of these keys. */
export const DEEDS = {
  ask: z.object({ category: z.union([name, z.int()]), title: text, text, tags: tags.default([]) }),
  message: z.object({ to: one, title: text, text }),
  reply: z.object({ to: name, text, whisper: z.boolean().default(false) }),
  edit: z.object({ post: name, text: text.optional(), title: text.optional(), reason: text.optional() }),
  delete: name,
  recover: name,
  like: name,
  accept: name,
  unaccept: name,
  assign: z.object({ topic: name, to: name }),
  unassign: name,
  move: z.object({ topic: name, to: z.union([name, z.int()]) }),
  tag: z.object({ topic: name, tags }),
  close: name,
  open: name,
  join: name,
  leave: name,
  invite: z.object({ topic: name, person: name }),
  wait: duration,
  await: awaited,
};
export const DEED_NAMES = Object.keys(DEEDS) as DeedName[];

export type DeedName = keyof typeof DEEDS;
type Deeds = { [Key in DeedName]: { readonly what: Key; readonly with: z.output<(typeof DEEDS)[Key]> } };
export type Deed = Deeds[DeedName];
export type Awaited = z.output<typeof awaited>;
