import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

it('ES-19.2 every row of private help says what the plugin adds, or that it adds nothing', () => {
  const rows = readFileSync('docs/plugin.md', 'utf8').matchAll(/^\| (ES-\d+) [^|]+\| ([^|]+) \| ([^|]+) \|$/gm);
  const said = [...rows].map(([, row, without, added]) => [row, Boolean(without?.trim()) && Boolean(added?.trim())]);

  expect(said).toEqual(Array.from({ length: 12 }, (_, index) => [`ES-${String(index + 1).padStart(2, '0')}`, true]));
});
