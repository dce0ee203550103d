import type { Person } from './people.js';

/** What the steps of the week know of each other: posts by the names that the script gives them. */
export interface WeekScene {
  as(username: string): Person;
  post(name: string): { readonly id: number; readonly topicId: number; readonly number: number; readonly raw: string };
  /** The topic of the newest message to this person's groups whose title holds these words. */
  messageTo(username: string, words: string): number | null;
  remember(name: string, post: { readonly id: number; readonly topicId: number }): void;
}

export interface WeekStep {
  /** Day of the week and time of day, UTC: `mon 08:10`. */
  readonly when: string;
  readonly play: (scene: WeekScene) => void;
}

interface Asked {
  readonly title: string;
  readonly raw: string;
  readonly category?: string;
  readonly tags?: readonly string[];
}

export function at(when: string, play: WeekStep['play']): WeekStep {
  return { when, play };
}

export const ask = (name: string, by: string, { title, raw, category = 'Housing Desk', tags = [] }: Asked): WeekStep['play'] => {
  return (scene) => scene.remember(name, scene.as(by).ask({ category, title, raw, tags }));
};

export const reply = (name: string, { by, to, raw }: { by: string; to: string; raw: string }): WeekStep['play'] => {
  return (scene) => {
    const { topicId, number } = scene.post(to);
    scene.remember(name, scene.as(by).reply(topicId, raw, { to: number }));
  };
};
