import { afterAll, beforeAll, expect } from '@jest/globals';
import type { BrowserContextOptions } from 'playwright-core';
import { openPages, type Pages, type Shown } from './pages.js';
import type { Scene } from './scenes.js';

export type Look = (scene: Scene, at: (shown: Shown) => Promise<void>, options?: BrowserContextOptions) => Promise<void>;

/** Shows a page, and in the end expects that it had no error and no text that is missing. */
export function looking(): Look {
  let pages: Pages;
  beforeAll(async () => {
    pages = await openPages();
  }, 60_000);
  afterAll(() => pages.close());
  return async (scene, at, options) => {
    const shown = await pages.show(scene, options);
    try {
      await at(shown);
      expect(await shown.problems()).toEqual([]);
    } finally {
      await shown.close();
    }
  };
}
