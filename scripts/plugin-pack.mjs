// `npm run plugin:pack [folder]` makes of plugin/ what a forum installs, in folder (dist): `hybrid-desk/`, with plugin.rb at its root, the
// licence and the contract inside: the content of a branch that a forum clones. And the same as an archive, byte for byte the same for
// the same sources.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = join(ROOT, 'plugin');
/** A forum loads a plugin only from a folder of its name. */
const NAME = 'hybrid-desk';
/** A forum needs these at the root; everything else there checks the plugin without one. */
const KEPT = new Set(['plugin.rb', 'README.md', 'admin', 'app', 'assets', 'config', 'db', 'lib', 'public', 'spec']);
const LEFT_OUT = new Set(['spec/pure', 'spec/measures']);
const BESIDE = { LICENSE: 'LICENSE', 'shared/contracts/plugin.schema.json': 'contracts/plugin.schema.json' };
/** The oldest day that every archive format can hold. */
const THEN = '1980-01-01T00:00:00Z';

const target = resolve(process.argv[2] ?? join(ROOT, 'dist'));
const folder = join(target, NAME);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
cpSync(SOURCE, folder, { recursive: true, filter: (file) => isPacked(relative(SOURCE, file)) });
for (const [from, to] of Object.entries(BESIDE)) cpSync(join(ROOT, from), join(folder, to));

const archive = join(target, `${NAME}-${versionOf(join(folder, 'plugin.rb'))}.tar.gz`);
pack();
process.stdout.write(`${folder}\n${archive}\n`);

function isPacked(file) {
  const [top = ''] = file.split(sep);
  return file === '' || (KEPT.has(top) && !LEFT_OUT.has(file));
}

/** The header of a plugin is what the forum reads. */
function versionOf(file) {
  const version = /^# version: (\S+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (version === undefined) throw new Error(`${file} names no version`);
  return version;
}

function pack() {
  const same = ['--sort=name', `--mtime=${THEN}`, '--owner=0', '--group=0', '--numeric-owner', '--mode=u=rwX,go=rX', '--format=ustar'];
  const words = [...same, '--use-compress-program=gzip -n -9', '-cf', archive, '-C', target, NAME];
  const { status, stderr, error } = spawnSync('tar', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`GNU tar is needed: ${error?.message ?? stderr}`);
}
