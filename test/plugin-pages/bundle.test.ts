import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { transform } from 'esbuild';
import { parse } from 'yaml';

const PLUGIN = fileURLToPath(new URL('../../plugin/', import.meta.url));
const built = (name: string) => readFileSync(join(PLUGIN, 'test/harness/dist', name), 'utf8');

const kilobytes = (text: string) => Math.round(text.length / 100) / 10;

it('the plugin gives pages less than 60 kB of script and style, 20 kB packed, and loads nothing from elsewhere', async () => {
  const script = (await transform(built('plugin.js'), { minify: true })).code;
  const style = (await transform(built('plugin.css'), { minify: true, loader: 'css' })).code;
  const packed = kilobytes(gzipSync(script + style).toString('latin1'));

  expect([kilobytes(script) + kilobytes(style) < 60, packed < 20]).toEqual([true, true]);
  expect(`${script}${style}`.match(/https?:\/\/|@import|url\(|\bfetch\(|XMLHttpRequest|importScripts/g)).toBe(null);
});

type Texts = { readonly [key: string]: string | Texts };

function keysOf(texts: Texts, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, text]) => (typeof text === 'string' ? [`${path}${key}`] : keysOf(text, `${path}${key}.`)));
}

it('every text is there in every language', () => {
  const of = (locale: 'en' | 'de') => {
    const file = parse(readFileSync(join(PLUGIN, `config/locales/client.${locale}.yml`), 'utf8')) as Record<
      'en' | 'de',
      { js: { hybrid_desk: { pages: Texts } } }
    >;
    return file[locale].js.hybrid_desk.pages;
  };

  expect(keysOf(of('de'))).toEqual(keysOf(of('en')));
});
