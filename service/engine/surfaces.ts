import { hashState } from '../../shared/text.js';
import type { Locale, Words } from '../../shared/words.js';
import type { EffectKind } from '../ports/effect-kinds.js';
import type { CurrentWant, NoticeValue, StatusValue, TagsValue } from './effects.js';
import type { Part, Want } from './feature.js';
import { messages } from './messages.js';

/** A wanted end state of one forum object, ready to be compared with what was done. */
export interface SurfaceWant extends CurrentWant {
  readonly notAfter: string | null;
  readonly priority: number;
  /** Sends mail or cannot be undone: settles first (design section 3). */
  readonly isIrreversible: boolean;
  /** A person asked for it and waits: it is sent at once. */
  readonly isAskedFor: boolean;
}

export interface SurfaceContext {
  readonly topic: number;
  readonly words: Words;
  readonly locale: Locale;
  /** Tags that the desk set here before. */
  readonly managedTags: readonly string[];
  /** Tags that a person took away: no longer ours to set. */
  readonly removedTags: readonly string[];
  readonly mergedInto?: number | undefined;
  /** The community wants no status post (UI-34). */
  readonly isWithoutStatus?: boolean;
  /** The plugin shows labels, no notice does: the posts at which one may stand still. */
  readonly noticed?: ReadonlySet<number>;
}

/** 0 first: what people wait for in private before what decorates a page. */
const PRIORITY: Readonly<Record<EffectKind, number>> = {
  room: 0,
  invite: 0,
  message: 1,
  post: 1,
  like: 1,
  assign: 1,
  close: 1,
  status: 2,
  article: 2,
  notice: 3,
  badge: 3,
  tags: 4,
  config: 0,
  // After the notices, which it replaces.
  ticket: 4,
};
/** What sends mail or is read at once: it settles first (design section 3). */
export const IRREVERSIBLE: ReadonlySet<EffectKind> = new Set(['message', 'room', 'post', 'article', 'badge', 'status']);

/** One want per forum object: the parts of all features composed in feature order, and the wants that have a key of their own. */
export function surfaces(spoken: ReadonlyArray<Part | Want>, context: SurfaceContext): SurfaceWant[] {
  const parts = lastOfEach(spoken.filter((one): one is Part => one.type !== 'Want'));
  const status = parts.filter((part) => part.type === 'StatusPart');
  const tags = parts.filter((part) => part.type === 'TagPart').filter((part) => !context.removedTags.includes(part.tag));
  const notices = parts.filter((part) => part.type === 'NoticePart').flatMap((part) => noticeWith(part, context));
  return [
    ...spoken.filter((one) => one.type === 'Want').map(ownWant),
    ...(status.length > 0 && !context.isWithoutStatus ? [statusWant(status, context)] : []),
    ...[...new Set(notices.map((part) => part.post))].map((post) =>
      noticeWant(
        notices.filter((part) => part.post === post),
        context,
      ),
    ),
    ...(tags.length > 0 || context.managedTags.length > 0 ? [tagsWant(tags, context)] : []),
  ];
}

/** Of lines about the same thing the one of the last feature that speaks of it; an empty one says that there is nothing to say about it. */
export function lastOfEach<Said extends Part | Want>(parts: readonly Said[]): Said[] {
  const aboutOf = (part: Said): string | undefined => (part.type === 'StatusPart' ? part.about : undefined);
  const last = new Map(parts.map((part) => [aboutOf(part), part]));
  const isSaid = (part: Said): boolean => part.type !== 'StatusPart' || part.line !== '';
  return parts.filter((part) => isSaid(part) && (aboutOf(part) === undefined || last.get(aboutOf(part)) === part));
}

function statusWant(
  parts: ReadonlyArray<Extract<Part, { type: 'StatusPart' }>>,
  { topic, words, locale, mergedInto }: SurfaceContext,
): SurfaceWant {
  const { statusTitle, howToStop } = messages[locale];
  const lines = parts.map((part) => `- ${part.line}`).join('\n');
  const raw = `${statusTitle(words, `HD-${topic}`)}\n\n${lines}\n\n${howToStop(words)}`;
  const value: StatusValue = { topic, raw, ...(mergedInto !== undefined && { mergedInto }) };
  return wanted({ key: `status:ticket:${topic}`, kind: 'status', value, because: reasons(parts) });
}

function tagsWant(
  parts: ReadonlyArray<Extract<Part, { type: 'TagPart' }>>,
  { topic, managedTags, removedTags }: SurfaceContext,
): SurfaceWant {
  const present = [...new Set(parts.map((part) => part.tag))].sort();
  const value: TagsValue = {
    topic,
    present,
    managed: [...new Set([...managedTags, ...present])].filter((tag) => !removedTags.includes(tag)).sort(),
  };
  return wanted({ key: `tags:topic:${topic}`, kind: 'tags', value, because: reasons(parts) || 'no tag of the desk applies' });
}

/** OF-27: one label, never two; when the plugin goes, the notice comes back. */
function noticeWith(part: NoticePart, { noticed }: SurfaceContext): NoticePart[] {
  if (noticed === undefined) return [part];
  return noticed.has(part.post) ? [{ ...part, text: '', because: 'the plugin shows it' }] : [];
}

type NoticePart = Extract<Part, { type: 'NoticePart' }>;

function noticeWant(parts: ReadonlyArray<Extract<Part, { type: 'NoticePart' }>>, { topic }: SurfaceContext): SurfaceWant {
  const post = parts[0]?.post ?? 0;
  const value: NoticeValue = {
    post,
    topic,
    text: parts
      .map((part) => part.text)
      .filter(Boolean)
      .join('\n\n'),
  };
  return wanted({ key: `notice:post:${post}`, kind: 'notice', value, because: reasons(parts) });
}

function ownWant({ key, kind, value, because, notAfter, isAskedFor }: Want): SurfaceWant {
  return { ...wanted({ key, kind, value, because }), notAfter, isAskedFor };
}

function wanted(want: Pick<CurrentWant, 'key' | 'kind' | 'value' | 'because'>): SurfaceWant {
  const { kind, value } = want;
  const isIrreversible = IRREVERSIBLE.has(kind);
  return { ...want, valueHash: hashState(value), notAfter: null, priority: PRIORITY[kind], isIrreversible, isAskedFor: false };
}

function reasons(parts: readonly Part[]): string {
  return [...new Set(parts.map((part) => part.because))].join('; ');
}
