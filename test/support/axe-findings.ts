import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds of any weight, each with the first place; in dark colours only what colours can make worse. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const inLight = await page.evaluate<string[]>(looking({}));
  await page.emulateMedia({ colorScheme: 'dark' });
  const inDark = await page.evaluate<string[]>(looking({ runOnly: ['color-contrast', 'link-in-text-block'] }));
  await page.emulateMedia({ colorScheme: 'light' });
  return [...inLight, ...inDark];
}

/** Put into words in the page: everything that axe knows of it is megabytes. */
function looking(options: axe.RunOptions): string {
  return `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })}).then(({ passes, violations }) =>
    passes.length === 0 ? ['axe looked at nothing'] : violations.map(({ id, nodes }) => id + ' at ' + (nodes[0]?.html ?? 'the page')))`;
}
