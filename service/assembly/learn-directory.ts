import { observeGroup, Notebook } from '../engine/observations.js';
import type { Clock } from '../ports/clock.js';
import type { Forum } from '../ports/forum.js';
import type { Store } from '../ports/store.js';

/** Groups and categories as the forum lists them: settings name groups, and subcategories belong to their parents' community. */
export async function learnDirectory({ store, forum, clock }: { store: Store; forum: Forum; clock: Clock }): Promise<void> {
  const [groups, categories] = [await forum.listGroups(), await forum.listCategories()];
  const at = clock.now();
  const learnt = { at, learntAt: at, source: 'read:directory' };
  const notebook = new Notebook();
  for (const group of groups) observeGroup(notebook, group, learnt);
  for (const { id, parent, readRestricted, name } of categories) {
    notebook.note({ type: 'CategorySeen', category: id, parent, readRestricted }, learnt);
    notebook.labels.push({ thing: `category:${id}`, name });
  }
  const { facts, texts, labels } = notebook;
  await store.learn(forum.id, { facts, texts, labels, needs: [], confirmations: [], cause: { type: 'none' } });
}
