import type { LineGiven } from './facts.js';

/** A line that was given with a button is known by where it was pressed, by whom, and which press it was. */
export function pressedLineId({ topic, author, press }: Pick<LineGiven, 'topic' | 'author' | 'press'>): string {
  return `press:${topic}/${author}:${press}`;
}

/** Where a button was pressed; null: the line stands in a post. */
export function whereLinePressed(lineId: string): number | null {
  const [, topic] = /^press:(\d+)\//.exec(lineId) ?? [];
  return topic === undefined ? null : Number(topic);
}
