// Pictures of the plugin's pages for docs/plugin.md, as the tests show them: `npm run pages:pictures`.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openPages } from '../test/plugin-pages/support/pages.js';
import { PICTURES } from '../test/plugin-pages/support/pictures.js';

const FOLDER = fileURLToPath(new URL('../docs/images/plugin/', import.meta.url));
/** With a folder: every look of every page, to be looked at. */
const [, , other] = process.argv;
const folder = other ?? FOLDER;

await mkdir(folder, { recursive: true });
const pages = await openPages();
for (const { name, scene, prepare, kept } of PICTURES) {
  for (const width of [320, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const rtl of [false, true]) {
        const look = [String(width), colorScheme, rtl ? 'rtl' : 'ltr'].join('-');
        if (other === undefined && !kept.includes(look)) continue;
        const shown = await pages.show({ ...scene, rtl }, { viewport: { width, height: 500 }, colorScheme });
        await prepare?.(shown);
        await shown.page.screenshot({ path: `${folder}/${name}-${look}.png`, fullPage: true });
        await shown.close();
      }
    }
  }
}
await pages.close();
