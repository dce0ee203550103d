import type { FactBody, PostKind, Visibility } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import { nameKey, type NameKey } from '../../shared/names.js';

export const TOPIC = 20;
export const FIRST_POST = 100;

/** What happens to the one topic of a test, in simple words. */
export type Happening = { readonly at: Instant } & (
  | {
      readonly type: 'asked';
      readonly by: number;
      readonly tags?: readonly string[];
      readonly title?: string;
      readonly text?: string;
      readonly category?: number;
      readonly toGroups?: readonly number[];
      readonly byMail?: true;
    }
  | {
      readonly type: 'replied';
      readonly by: number;
      readonly post: number;
      readonly kind?: PostKind;
      readonly ours?: boolean;
      readonly byMail?: true;
    }
  | { readonly type: 'shown'; readonly post: number; readonly visibility: Visibility }
  | { readonly type: 'becameKind'; readonly post: number; readonly kind: PostKind }
  | { readonly type: 'givenTo'; readonly post: number; readonly user: number }
  | { readonly type: 'tagged'; readonly tags: readonly string[] }
  | { readonly type: 'retitled'; readonly title: string }
  | { readonly type: 'edited'; readonly post: number; readonly version: number; readonly text: string }
  | { readonly type: 'accepted'; readonly post: number | null }
  | { readonly type: 'taken'; readonly by: number }
  | { readonly type: 'moved'; readonly category: number }
  | { readonly type: 'flagged'; readonly flag: 'deleted' | 'closed'; readonly value: boolean }
  | { readonly type: 'merged'; readonly by: number; readonly into: number }
);

export function textIdOf(text: string): string {
  return `text: ${text}`;
}

export function textOf(textId: string | null): string | null {
  return textId?.startsWith('text: ') ? textId.slice(6) : null;
}

export function userName(user: number): NameKey {
  return nameKey(`user_${user}`);
}

/** The facts that the forum would show of it. */
export function bodiesOf(happening: Happening): FactBody[] {
  switch (happening.type) {
    case 'asked':
      return askedBodies(happening);
    case 'replied':
      return bornBodies(happening);
    case 'shown':
      return [{ type: 'PostVisibility', post: happening.post, visibility: happening.visibility }];
    case 'becameKind':
      return [{ type: 'PostKindSeen', post: happening.post, kind: happening.kind }];
    case 'givenTo':
      return [{ type: 'PostAuthor', post: happening.post, user: happening.user }];
    case 'tagged':
      return [{ type: 'TopicTags', topic: TOPIC, tags: happening.tags }];
    case 'retitled':
      return [titleBody(happening.title)];
    case 'edited':
      return [textBody(happening.post, happening.version, happening.text)];
    case 'accepted':
      return [{ type: 'AcceptedAnswer', topic: TOPIC, post: happening.post }];
    case 'taken':
      return [action(happening.by, 'assigned', { who: userName(happening.by) })];
    case 'moved':
      return [{ type: 'TopicPlace', topic: TOPIC, category: happening.category, archetype: 'regular' }];
    case 'flagged':
      return [{ type: 'TopicFlagSeen', topic: TOPIC, flag: happening.flag, value: happening.value }];
    case 'merged':
      return [action(happening.by, 'split_topic', { linkedTopic: happening.into }), action(happening.by, 'closed.enabled', { post: 901 })];
  }
}

function askedBodies(asked: Extract<Happening, { type: 'asked' }>): FactBody[] {
  const isPrivate = asked.toGroups !== undefined;
  return [
    { type: 'TopicBorn', topic: TOPIC },
    { type: 'TopicAuthor', topic: TOPIC, user: asked.by },
    {
      type: 'TopicPlace',
      topic: TOPIC,
      category: isPrivate ? null : (asked.category ?? 5),
      archetype: isPrivate ? 'private_message' : 'regular',
    },
    ...(asked.title === undefined ? [] : [titleBody(asked.title)]),
    { type: 'TopicTags', topic: TOPIC, tags: asked.tags ?? [] },
    ...(asked.toGroups === undefined ? [] : [{ type: 'Participants' as const, topic: TOPIC, users: [asked.by], groups: asked.toGroups }]),
    ...bornBodies({ ...asked, post: FIRST_POST }),
    ...(asked.text === undefined ? [] : [textBody(FIRST_POST, 1, asked.text)]),
  ];
}

interface Born {
  readonly post: number;
  readonly by: number;
  readonly kind?: PostKind;
  readonly ours?: boolean;
  readonly byMail?: true;
}

function bornBodies({ post, by, kind = 'regular', ours = false, byMail }: Born): FactBody[] {
  return [
    { type: 'PostBorn', post, replyTo: null },
    ...(byMail ? [{ type: 'PostByMail' as const, post }] : []),
    { type: 'PostAuthor', post, user: by },
    { type: 'PostKindSeen', post, kind },
    ...(ours ? [{ type: 'OurPost' as const, post, marker: 'hd1-test' }] : []),
  ];
}

function titleBody(title: string): FactBody {
  return { type: 'TopicTitle', topic: TOPIC, hash: title, textId: textIdOf(title) };
}

function textBody(post: number, version: number, text: string): FactBody {
  return { type: 'TextConfirmed', post, version, hash: text, textId: textIdOf(text) };
}

function action(actor: number, code: string, more: { who?: NameKey; linkedTopic?: number; post?: number }): FactBody {
  return { type: 'SmallAction', post: more.post ?? 900, actor, code, who: more.who ?? null, linkedTopic: more.linkedTopic ?? null };
}
