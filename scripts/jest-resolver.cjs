const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

// TypeScript sources import each other as `./name.js` (what Node would load). A mapping by pattern would also hit packages, which
// ship a real `.js`; so a source file is taken only where no file of that name exists.
module.exports = function resolveSource(request, options) {
  if (/^\.{1,2}\/.*\.js$/.test(request)) {
    const path = resolve(options.basedir, request);
    if (!existsSync(path)) {
      const source = [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')].find((candidate) => existsSync(candidate));
      if (source) return source;
    }
  }
  return options.defaultResolver(request, options);
};
