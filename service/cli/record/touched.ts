import { placeOfDelivery } from '../../adapters/discourse/story-answers.js';

/** Topics and posts that deliveries told of since they were last read. */
export interface Touched {
  readonly saw: (body: string) => void;
  readonly take: () => ReadonlyArray<{ readonly topic: number; readonly posts: readonly number[] }>;
  readonly clear: () => void;
}

export function createTouched(): Touched {
  const topics = new Map<number, Set<number>>();
  return {
    saw(body) {
      const place = placeOfDelivery(parse(body));
      if (!place) return;
      const posts = topics.get(place.topic) ?? new Set<number>();
      topics.set(place.topic, place.post === null ? posts : posts.add(place.post));
    },
    take() {
      const taken = [...topics].sort(([a], [b]) => a - b).map(([topic, posts]) => ({ topic, posts: [...posts].sort((a, b) => a - b) }));
      topics.clear();
      return taken;
    },
    clear: () => topics.clear(),
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
