import { z } from 'zod';
import { eachOnce, visibleName } from './lists.js';
import { TEMPLATE_NAMES, withPolicyTemplate } from './templates.js';
import { KINDS, LANES } from '../triage/view.js';

/** How a question came (R-LANE): `mail`, `board` (written in the forum, in the open), `private` (a message to the experts). */
export const CHANNELS = ['mail', 'board', 'private'] as const;
export type Channel = (typeof CHANNELS)[number];

const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;

const EMPTY =
  'conditions left empty match nothing; name at least one of category, tag, kind, lane, channel, priority, group, language. What no policy matches is under the settings outside `policies`, which are the default';

/** One value or a list; any of them. */
function anyOf<Value>(value: z.ZodType<Value>) {
  const list = eachOnce(value).min(1, { error: 'an empty list matches nothing; leave the condition out, or name a value' });
  return z.preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), list.optional()).optional();
}

/** R-MATCH. */
const conditionsSchema = z
  .strictObject({
    category: anyOf(z.int().positive()).describe('Category ids'),
    tag: anyOf(z.string().min(1)).describe('Tag names'),
    kind: anyOf(z.enum(KINDS)),
    lane: anyOf(z.enum(LANES)),
    channel: anyOf(
      z.enum(CHANNELS, {
        error: `a channel is ${CHANNELS.join(', ')}. The forum does not tell which questions came by a form: let the form set a tag, and ask for the tag`,
      }),
    ).describe('`mail`: the question came by mail; `board`: it was written in the forum; `private`: asked in a message to the experts'),
    priority: anyOf(z.enum(PRIORITIES)),
    group: anyOf(z.int().positive()).describe('Ids of groups of which the asker is a member'),
    language: anyOf(z.string().regex(/^[a-z]{2,3}$/, { error: 'a language is written like en or de' })).describe(
      'Language of the question as the forum tells it; where it tells none, that of the community',
    ),
  })
  .refine((when) => Object.values(when).some((condition) => condition !== undefined), { message: EMPTY });

export type Conditions = z.output<typeof conditionsSchema>;

/** The default policy has no entry of its own. */
export const DEFAULT_POLICY = 'default';

/** A setting of the default that a policy may say otherwise: whatever it leaves out is as in the default. */
type Overridden<Value> = Value extends readonly unknown[] | string | number | boolean | null | undefined
  ? Value
  : Value extends { readonly tz: string }
    ? Value
    : { readonly [Key in keyof Value]?: Overridden<Value[Key]> };
type Shape = Readonly<Record<string, z.ZodType>>;
type Overrides<Own extends Shape> = { [Key in keyof Own]: z.ZodOptional<z.ZodType<Overridden<z.output<Own[Key]>>>> };

export const template = z
  .enum(TEMPLATE_NAMES)
  .optional()
  .describe('Ready settings: `small desk` (few people, in their hours) or `urgent desk` (at any hour); what is said beside it wins');

/** `own`: the settings of the default policy. */
export function policiesSchema<Own extends Shape>(own: Own) {
  const policy = z.preprocess(
    withPolicyTemplate,
    z.strictObject({
      name: visibleName
        .max(60)
        .refine((name) => name !== DEFAULT_POLICY, {
          message: 'the default policy is what stands outside `policies`; give this one another name',
        })
        .describe('Shown wherever a clock is shown'),
      when: conditionsSchema.describe('All conditions that are given must hold; of several values of one any'),
      template,
      ...overridesOf(own),
    }),
  );
  return z
    .array(policy)
    .max(50)
    .default([])
    .superRefine((policies, context) => {
      // The compiler does not see through `own`.
      const named = policies as unknown as ReadonlyArray<{ readonly name: string; readonly when: Conditions }>;
      for (const [index, { name, when }] of named.entries()) {
        const before = named.slice(0, index);
        if (before.some((one) => one.name === name))
          context.addIssue({ code: 'custom', path: [index, 'name'], message: `two policies are named "${name}"; give one another name` });
        const first = before.find((one) => covers(one.when, when));
        if (first !== undefined)
          context.addIssue({
            code: 'custom',
            path: [index, 'when'],
            message: `"${name}" matches nothing: "${first.name}", which is tried before it, takes every question that it asks for; put "${name}" before it`,
          });
      }
    });
}

/** Whether whatever holds `later` also holds `first`. */
function covers(first: Conditions, later: Conditions): boolean {
  return Object.entries(first).every(([what, values]) => {
    const asked: readonly unknown[] | undefined = Object.entries(later).find(([other]) => other === what)?.[1];
    return values === undefined || (asked?.every((value) => (values as readonly unknown[]).includes(value)) ?? false);
  });
}

function overridesOf<Own extends Shape>(own: Own): Overrides<Own> {
  return Object.fromEntries(Object.entries(own).map(([key, schema]) => [key, withoutDefaults(schema).optional()])) as Overrides<Own>;
}

/** The same schema, but what is left out stays out. */
function withoutDefaults(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    return withoutDefaults(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodObject ? z.strictObject(overridesOf(schema.shape as Shape)) : schema;
}
