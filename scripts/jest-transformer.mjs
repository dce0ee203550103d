import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { transformSync, version } from 'esbuild';

// Types are checked by `npm run types`; here they are only removed, which keeps a test file's start at a few milliseconds.
const OWN_SOURCE = readFileSync(new URL(import.meta.url), 'utf8');

function loaderOf(path) {
  return path.endsWith('x') ? 'tsx' : 'ts';
}

export default {
  process(source, path) {
    const { code, map } = transformSync(source, {
      loader: loaderOf(path),
      format: 'esm',
      target: 'node20',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: true,
      sourcefile: path,
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    });
    return { code, map };
  },
  getCacheKey(source, path, options) {
    return createHash('sha256').update([version, OWN_SOURCE, path, options.configString, source].join('\0')).digest('hex').slice(0, 32);
  },
};
