import { z } from 'zod';
import { id, instant, name, shortText } from './common.js';

/** What the forum decides by itself, also while the service is away. */
export const configValue = z.object({
  version: z.int().positive().max(2_147_483_647).describe("of the community's settings"),
  name,
  locale: z.enum(['en', 'de']),
  categoryIds: z.array(id).describe('designated, with the subcategories that belong to it'),
  faqCategoryId: id.nullable().optional().describe('where its FAQ articles are (FA-05)'),
  groups: z
    .object({
      expert: z.array(id),
      signer: z.array(id),
      facilitator: z.array(id),
      deskLead: z.array(id),
      ask: z.array(id).describe('to whom one may write privately'),
    })
    .describe('group ids by role'),
  riskTags: z.array(name).describe('OF-19: member answers in topics with one carry the notice of `texts.notYetChecked`'),
  officialTag: name.nullable(),
  words: z.record(z.string(), z.string().max(100)),
  texts: z.object({
    notYetChecked: shortText,
    privateNotice: shortText.describe('ES-01: who can read it, shown before sending'),
    expectedReply: shortText.nullable().optional().describe('UI-22: until when an answer is promised, shown before asking'),
  }),
  switches: z.object({
    labels: z.boolean().describe('show labels and the status line; off: plain topics, as no feature is on'),
    riskNotices: z.boolean(),
    privateAsking: z.boolean(),
    withholding: z.boolean().describe('PR-13'),
  }),
  consoleUrl: z.url().nullable(),
});
export type ConfigValue = z.infer<typeof configValue>;

const clock = z.object({
  metric: z.string(),
  lane: z.enum(['desk', 'community', 'experts']),
  title: shortText,
  state: z.enum(['running', 'paused', 'met', 'late', 'cancelled']),
  due: instant.nullable(),
  why: z.array(shortText).max(60).describe('its intervals in words, `R-EXPLAIN`'),
});

export const LABELS = ['official', 'voided', 'community_answer', 'expert', 'checked', 'not_yet_checked', 'summary'] as const;
const label = z.object({
  postId: id,
  label: z.enum(LABELS),
  by: id.nullable(),
  capacity: shortText.nullable(),
  at: instant,
  scope: shortText.nullable(),
  validUntil: instant.nullable(),
  text: shortText.describe('the label in words'),
  changed: shortText.nullable().describe('of a voided one: what changed'),
  signedVersion: z.int().positive().optional().describe('of a voided one: the version of the post that was signed; its difference the forum shows'),
  signedUntil: z.union([z.iso.date(), z.literal('none')]).optional().describe('of a voided one: the last day, as a line says it'),
});

const words = z.array(z.string()).max(60).describe('words of lines that would be carried out if they were said now');

/** What of it a reader gets the forum decides, by her groups: a person with a part in the ticket gets her own, nobody gets that of others. */
const maySay = z.object({
  member: words,
  expert: words,
  signer: words,
  facilitator: words,
  persons: z.array(z.object({ id, words })).max(50).describe('who asked, has it, is asked to take it on or signed: these words alone are hers'),
});

/** Who may see which part is decided by the forum when it is shown: everybody who sees the topic, the asker, the desk. */
export const ticketValue = z.object({
  community: name,
  reference: z.string(),
  isPrivate: z.boolean(),
  askerId: id.nullable(),
  maySay,
  meToo: z.array(id).max(1_000).describe('TR-26: who has the same question; pages are told how many'),
  everyone: z.object({
    state: z.string(),
    stateText: shortText,
    outcome: z.string().nullable(),
    ownerId: id.nullable(),
    proposedId: id.nullable(),
    decisionMode: z.string().nullable(),
    next: shortText.nullable().describe('what happens next, and by when'),
    clocks: z.array(clock).max(20),
    labels: z.array(label).max(200),
    articleTopicId: id.nullable(),
  }),
  asker: z.object({ escalateFrom: instant.nullable().describe('ES-04: before it the asker may not yet; null: nothing to wait for') }),
  desk: z.object({
    roomTopicId: id.nullable(),
    priority: z.string().nullable(),
    kind: z.string().nullable(),
    clocks: z.array(clock).max(20),
  }),
});
export type TicketValue = z.infer<typeof ticketValue>;
