import { z } from 'zod';
import type { CommunitySettings } from '../../shared/settings.js';
import type { QueryContext } from './frame.js';
import { mayKnow, type Viewer } from './may-read.js';

export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type PagePriority = (typeof PRIORITIES)[number];

export interface PagePolicy {
  readonly name: string;
  readonly isDefault: boolean;
  readonly conditions: ReadonlyArray<{ readonly what: string; readonly asked: ReadonlyArray<string | number> }>;
  readonly targets: ReadonlyArray<{ readonly metric: string; readonly minutes: Readonly<Record<PagePriority, number | null>> }>;
  readonly written: Readonly<Record<string, unknown>>;
}

export interface PageTrial {
  /** The policy that the question gets. */
  readonly name: string;
  readonly tried: ReadonlyArray<{
    readonly name: string;
    readonly conditions: ReadonlyArray<{ readonly what: string; readonly asked: ReadonlyArray<string | number>; readonly holds: boolean }>;
  }>;
}

type Problem = { readonly path: readonly PropertyKey[]; readonly text: string };

/** What the clocks know of policies, and how they are written; the console itself knows no feature. */
export interface PolicyDesk {
  show(settings: unknown): readonly PagePolicy[] | null;
  check(
    settings: unknown,
    policies: unknown,
  ): { readonly ok: true; readonly settings: unknown } | { readonly ok: false; readonly problems: readonly Problem[] };
  try(settings: unknown, question: PageQuestion): PageTrial | null;
  toText(policies: readonly unknown[]): string;
  /** Null: it is no list of policies. */
  fromText(text: string): { readonly policies: readonly unknown[] } | null;
}

const rowSchema = z.object({
  category: z.number().nullable(),
  tags: z.string(),
  kind: z.string().nullable(),
  lane: z.string(),
  priority: z.enum(PRIORITIES),
  channel: z.enum(['mail', 'board', 'private']),
  language: z.string().nullable(),
  asker: z.number().nullable(),
});

type Row = z.output<typeof rowSchema>;
export type PageQuestion = Omit<Row, 'tags' | 'language' | 'asker'> & {
  readonly tags: readonly string[];
  readonly language: string;
  readonly isAskerIn: (group: number) => boolean;
};

const PAGE = 100;
/** Of more open tickets the nearest due are looked at, and the page says so. */
const MOST_TICKETS = 1_000;

export interface OpenQuestions {
  readonly questions: ReadonlyArray<{ readonly topicId: number; readonly question: PageQuestion }>;
  /** How many more there are. */
  readonly left: number;
}

/** The open tickets of a community of which the viewer may know, as conditions of policies see them. */
export async function openQuestions(context: QueryContext, settings: CommunitySettings, viewer: Viewer): Promise<OpenQuestions> {
  const { store, forumId } = context;
  const sees = viewer.type === 'operator' ? 'all' : viewer.type === 'nobody' ? 'public' : viewer;
  const filter = { sees, community: settings.id, states: 'open', owner: null, asker: null, limit: PAGE } as const;
  const known = new Map((await store.rowsOfAll(forumId, 'policy', Number.MAX_SAFE_INTEGER)).map(({ topicId, row }) => [topicId, row]));
  const isIn = await membersIn(context, settings);
  const found: Array<OpenQuestions['questions'][number]> = [];
  let total = 0;
  for (let offset = 0; offset < MOST_TICKETS; offset += PAGE) {
    const page = await store.queue(forumId, { ...filter, offset });
    total = page.total;
    for (const row of page.rows.filter((one) => mayKnow(viewer, one))) {
      const question = questionIn(known.get(row.topicId), settings, isIn);
      if (question !== null) found.push({ topicId: row.topicId, question });
    }
    if (page.rows.length < PAGE) break;
  }
  return { questions: found, left: Math.max(0, total - MOST_TICKETS) };
}

/** One ticket; null: no clock of it is known, or the viewer may not know of it. */
export async function questionOf(
  context: QueryContext,
  { settings, topicId }: { readonly settings: CommunitySettings; readonly topicId: number },
  viewer: Viewer,
): Promise<PageQuestion | null> {
  const { store, forumId } = context;
  const ticket = await store.ticket(forumId, topicId);
  if (ticket === null || ticket.community !== settings.id) return null;
  const [policy, isIn] = [
    (await store.rows(forumId, topicId)).find(({ projection }) => projection === 'policy'),
    await membersIn(context, settings),
  ];
  const asker = rowSchema.safeParse(policy?.row).data?.asker ?? null;
  const guarded = { isPrivate: ticket.isPrivate, community: ticket.community, asker, participants: null };
  return mayKnow(viewer, guarded) ? questionIn(policy?.row, settings, isIn) : null;
}

type IsIn = (group: number, user: number) => boolean;

/** Groups that the policies in force name; of others nobody is asked for yet. */
async function membersIn({ store, forumId }: QueryContext, { roles, alsoGroups = [] }: CommunitySettings): Promise<IsIn> {
  const groups = [...new Set([...Object.values(roles).flat(), ...alsoGroups])];
  const members = await Promise.all(
    groups.map(async (group) => [group, new Set((await store.knownMembers(forumId, group)).map(({ user }) => user))] as const),
  );
  const known = new Map(members);
  return (group, user) => known.get(group)?.has(user) ?? false;
}

function questionIn(row: unknown, { locale }: CommunitySettings, isIn: IsIn): PageQuestion | null {
  const read = rowSchema.safeParse(row).data;
  if (read === undefined) return null;
  const { tags, language, asker, ...rest } = read;
  return {
    ...rest,
    tags: tags === '' ? [] : tags.split(','),
    language: language ?? locale,
    isAskerIn: (group) => asker !== null && isIn(group, asker),
  };
}
