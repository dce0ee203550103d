import { z } from 'zod';

/** A list in which nothing stands twice: whoever writes it twice meant something else. */
export function eachOnce<Value extends z.ZodType>(value: Value, sameAs: (one: z.output<Value>) => unknown = (one) => one) {
  return z.array(value).superRefine((list, context) => {
    const seen = new Set<unknown>();
    for (const [index, one] of list.entries()) {
      if (seen.has(sameAs(one)))
        context.addIssue({ code: 'custom', path: [index], message: `"${String(one)}" stands here twice; leave one out` });
      seen.add(sameAs(one));
    }
  });
}

/** Letters that nobody can see are no name. */
export const visibleName = z
  .string()
  .trim()
  .refine((name) => /[^\p{Default_Ignorable_Code_Point}\p{C}\p{Z}\p{M}\u2800]/u.test(name), {
    error: 'a name needs at least one letter or sign that can be seen',
  });
