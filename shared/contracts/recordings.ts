import { z } from 'zod';

/** The files of a recorded story: deliveries and calls as a running forum made them. */
const headers = z.array(z.tuple([z.string(), z.string()]));

export const deliveryFile = z
  .object({ received_at: z.string(), path: z.string(), headers, body: z.string() })
  .transform(({ received_at: at, ...rest }) => ({ at, ...rest }));

export const restFile = z.object({
  request: z.object({ method: z.string(), path: z.string(), headers, body: z.string().nullish() }),
  response: z.object({ status: z.number(), body: z.string().nullish() }),
});

/** Headers are kept in the order of arrival; names count without regard to case. */
export function header(list: ReadonlyArray<readonly [string, string]>, name: string): string | undefined {
  return list.find(([key]) => key.toLowerCase() === name)?.[1];
}
