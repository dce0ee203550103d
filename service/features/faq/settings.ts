import { z } from 'zod';

export const faqSettings = z.strictObject({
  tags: z.array(z.string().trim().min(1).max(100)).max(20).default([]).describe('Tags of every FAQ article; tags that people add stay'),
  libraryTags: z
    .array(z.string().trim().min(1).max(100))
    .max(20)
    .default([])
    .describe('Tags of every entry of the expert library; tags that people add stay'),
});

export type FaqSettings = z.output<typeof faqSettings>;
