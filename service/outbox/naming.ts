import { namedIn, withNames } from '../../shared/placeholders.js';
import type { EffectValues } from '../engine/effects.js';
import type { EffectKind } from '../ports/effect-kinds.js';
import type { Carrying } from './carrying.js';

type Named = `user:${number}` | `group:${number}`;

/** An effect on its way whose texts are as they go into the forum, and in which every person and group has a name. */
export interface NamedCarrying<Kind extends EffectKind = EffectKind> extends Carrying {
  readonly value: EffectValues[Kind];
  /** Null: nobody here is known by this id. */
  nameOf(thing: Named): string | null;
}

/** What values say of people, and their texts. */
interface Speaking {
  readonly users?: readonly number[];
  readonly groups?: readonly number[];
  readonly user?: number | null;
  readonly who?: { readonly user: number } | { readonly group: number };
  readonly title?: string;
  readonly raw?: string;
  readonly text?: string;
}

/** The only place where ids become names: people and groups may have been renamed since the effect was wanted. */
export async function withNamesOf<Kind extends EffectKind>(carrying: Carrying, kind: Kind): Promise<NamedCarrying<Kind>> {
  const { store, forum, effect } = carrying;
  const value = effect.value as Speaking;
  const things = kind === 'ticket' ? [...new Set(namedIn(JSON.stringify(value)))] : peopleIn(value);
  const labels = things.length === 0 ? new Map<Named, string>() : await store.labels(forum.id, things);
  const nameOf = (thing: Named): string | null => labels.get(thing) || null;
  if (kind === 'ticket') return { ...carrying, value: withNamesIn(value, nameOf) as EffectValues[Kind], nameOf };
  const texts = Object.entries({ title: value.title, raw: value.raw, text: value.text }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, withNames(text, nameOf)] as const],
  );
  return { ...carrying, value: { ...value, ...Object.fromEntries(texts) } as EffectValues[Kind], nameOf };
}

/** In every text of a value. */
function withNamesIn(value: unknown, nameOf: (thing: Named) => string | null): unknown {
  if (typeof value === 'string') return withNames(value, nameOf);
  if (Array.isArray(value)) return value.map((one) => withNamesIn(one, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withNamesIn(one, nameOf)]));
}

function peopleIn({ users = [], groups = [], user, who, title = '', raw = '', text = '' }: Speaking): Named[] {
  const things: Named[] = [...users.map((id) => `user:${id}` as const), ...groups.map((id) => `group:${id}` as const)];
  if (typeof user === 'number') things.push(`user:${user}`);
  if (who) things.push(thingOf(who));
  return [...new Set([...things, ...[title, raw, text].flatMap(namedIn)])];
}

export function thingOf(who: { readonly user: number } | { readonly group: number }): Named {
  return 'user' in who ? `user:${who.user}` : `group:${who.group}`;
}
