import type { TagList } from './shapes.js';

/** In which form this forum takes tags: it takes them as it shows them (texts on 2.9, objects today). Texts until it showed any. */
export interface TagForm {
  saw(tags: TagList | null | undefined): void;
  isUnknown(): boolean;
  useObjects(): void;
  write(tags: readonly string[]): readonly string[] | ReadonlyArray<{ readonly name: string }>;
}

export function createTagForm(): TagForm {
  let form: 'unknown' | 'texts' | 'objects' = 'unknown';
  return {
    saw(tags) {
      const first = tags?.[0];
      if (first !== undefined) form = typeof first === 'string' ? 'texts' : 'objects';
    },
    isUnknown: () => form === 'unknown',
    useObjects() {
      form = 'objects';
    },
    write(tags) {
      // An empty list would be read as "nothing said about tags"; one empty tag clears them.
      if (tags.length === 0) return [''];
      return form === 'objects' ? tags.map((name) => ({ name })) : tags;
    },
  };
}
