import type { Named, SeenCategory } from '../ports/forum.js';
import type { ReaderParts } from './reading.js';
import { boundGroups } from './bound-groups.js';

type Parts = Pick<ReaderParts, 'store' | 'forum' | 'clock'>;

/** SU-06: groups that the settings name and that the forum has no more; told once. */
export async function noteGoneGroups(parts: Parts, listed: readonly Named[]): Promise<void> {
  const { store, forum } = parts;
  const there = new Set(listed.map(({ id }) => id));
  const gone = boundGroups(await store.settings(forum.id)).all.filter((group) => !there.has(group));
  const labels = await store.labels(
    forum.id,
    gone.map((group) => `group:${group}` as const),
  );
  for (const group of gone) {
    const name = labels.get(`group:${group}`) ?? String(group);
    const text = `the forum has no group ${name} any more, or hides it from the bot; nobody is reached through it. Name another one in the settings`;
    await noteOnce(parts, { kind: 'group_gone', thing: `group:${group}`, text });
  }
}

/** FA-03: what only experts may read is no place for it when everybody can. */
export async function noteOpenLibraries(parts: Parts, categories: readonly SeenCategory[]): Promise<void> {
  const settings = await parts.store.settings(parts.forum.id);
  const libraries = new Set(settings.flatMap(({ settings: one }) => (one?.libraryCategory ? [one.libraryCategory] : [])));
  for (const { id, name, readRestricted } of categories) {
    if (readRestricted || !libraries.has(id)) continue;
    const text = `the library ${name} can be read by everybody. Let only the groups of experts read that category; until then nothing is put into it`;
    await noteOnce(parts, { kind: 'library_open', thing: `category:${id}`, text });
  }
}

async function noteOnce(
  { store, forum, clock }: Parts,
  note: { readonly kind: string; readonly thing: string; readonly text: string },
): Promise<void> {
  const known = await store.notes(forum.id);
  if (!known.some(({ kind, thing }) => kind === note.kind && thing === note.thing))
    await store.note(forum.id, { ...note, at: clock.now() });
}
