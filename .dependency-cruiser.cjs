// Who may import whom: the table of docs/architecture.md as rules. `npm run rules` checks it; test/rules proves that each rule can fail.
const OURS = '^(service|shared|prisma|generated|plugin|scripts|bin|test)/';

// In the order in which they run: a feature may read the views of those before it.
const FEATURES = ['triage', 'official', 'clocks', 'escalation', 'faq', 'facilitation', 'rollout'];
const ARITHMETIC = '^service/features/clocks/arithmetic/';
/** What is made of the views of all features, after the last of them. */
const TOGETHER = '^service/features/together/';
/** What the clocks of a ticket are made of: evidence holds it, so that others can count again. */
const CLOCK_EVENTS = '^service/features/(clocks/replay|escalation/expert-clocks)\\.ts$';
const FEATURE_LIST = '^service/features/list\\.ts$';
const FEATURE_SHAPE = '^service/engine/feature\\.ts$';

/** A folder may import itself and what is listed; every other file of ours is refused. */
function folder(name, path, allowed, comment) {
  return { name, severity: 'error', comment, from: { path }, to: { path: OURS, pathNot: [path, ...allowed] } };
}

function feature(name, index) {
  const views = FEATURES.slice(0, index).map((earlier) => `^service/features/${earlier}/view\\.ts$`);
  return {
    name: `feature-${name}`,
    severity: 'error',
    comment: `A feature shares facts (shared/) or reads the view.ts of a feature that runs before it; a call sideways would make the order of features matter twice.`,
    from: { path: `^service/features/${name}/` },
    to: { path: OURS, pathNot: ['^shared/', FEATURE_SHAPE, ARITHMETIC, `^service/features/${name}/`, ...views] },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Files in a cycle can only be understood together. Move what both need into a third file.',
      from: {},
      to: { circular: true },
    },
    folder('shared', '^shared/', [], 'shared/ is the vocabulary of both sides: it must not know either of them.'),
    folder(
      'sandbox',
      '^service/sandbox/',
      ['^shared/'],
      'The sandbox forum stands for a foreign system: if it used our code, both could be wrong in the same way.',
    ),
    folder('ports', '^service/ports/', ['^shared/'], 'A port that knows a technology or a rule is no port.'),
    folder(
      'engine',
      '^service/engine/',
      ['^shared/', '^service/ports/'],
      'The engine runs any feature: it knows their shape (engine/feature.ts), none of them.',
    ),
    folder(
      'workers',
      '^service/(inbox|reads|outbox|wake|reports)/',
      ['^shared/', '^service/(ports|engine)/'],
      'These run the engine through ports; rules and technologies come in from main.ts.',
    ),
    {
      name: 'workers-apart',
      severity: 'error',
      comment: 'inbox, reads, outbox, wake and reports meet in rows of the store, not in calls: each must be able to run alone.',
      from: { path: '^service/(inbox|reads|outbox|wake|reports)/' },
      to: { path: '^service/(inbox|reads|outbox|wake|reports)/', pathNot: '^service/$1/' },
    },
    folder(
      'http',
      '^service/http/',
      ['^shared/', '^service/(ports|inbox)/'],
      'Routes translate requests; there is nothing to decide in them.',
    ),
    folder(
      'console',
      '^service/console/',
      ['^shared/', '^service/(ports|reports|engine)/'],
      'Pages show what is derived; they reach the world through ports only.',
    ),
    folder(
      'adapters',
      '^service/adapters/',
      ['^shared/', '^service/ports/', '^generated/', '^prisma/'],
      'An adapter serves a port; if it knew the rules, another technology could not take its place.',
    ),
    {
      name: 'adapters-apart',
      severity: 'error',
      comment: 'One folder per technology: an adapter that needs another one cannot be exchanged alone.',
      from: { path: '^service/adapters/([^/]+)/' },
      to: { path: '^service/adapters/', pathNot: '^service/adapters/$1/' },
    },
    {
      name: 'adapters-only-from-main',
      severity: 'error',
      comment: 'Only main.ts (and assembly/, cli/, tests) build adapters. Take the port as a parameter instead.',
      from: { path: '^(service|shared)/', pathNot: ['^service/adapters/', '^service/main\\.ts$', '^service/(cli|assembly)/'] },
      to: { path: '^service/adapters/' },
    },
    {
      name: 'database-client-only-in-its-adapter',
      severity: 'error',
      comment: 'The generated client is the technology behind the Store port.',
      from: { path: '^(service|shared)/', pathNot: '^service/adapters/prisma/' },
      to: { path: '^generated/' },
    },
    folder(
      'config',
      '^service/config/',
      ['^shared/', ARITHMETIC],
      'Configuration is read before anything is built; of the rules it knows only what a calendar is.',
    ),
    folder(
      'plugin',
      '^plugin/',
      ['^shared/contracts/.*\\.json$'],
      'The plugin runs in the forum and speaks HTTP with the service; the only thing both read are the contract files.',
    ),
    {
      name: 'nobody-imports-main',
      severity: 'error',
      comment: 'main.ts and cli/ connect everything: whoever imports them imports everything.',
      from: { path: '^(service|shared)/', pathNot: ['^service/main\\.ts$', '^service/(cli|assembly)/'] },
      to: { path: '^service/(main\\.ts$|cli/)' },
    },
    ...FEATURES.map(feature),
    {
      name: 'features-together',
      severity: 'error',
      comment: 'A file beside the features (the state of a ticket over all views, `together/`) sees what every feature shows: its view.ts.',
      from: { path: ['^service/features/[^/]+\\.ts$', TOGETHER], pathNot: FEATURE_LIST },
      to: {
        path: OURS,
        pathNot: [
          '^shared/',
          FEATURE_SHAPE,
          ARITHMETIC,
          CLOCK_EVENTS,
          TOGETHER,
          '^service/features/[^/]+/view\\.ts$',
          '^service/features/[^/]+\\.ts$',
        ],
      },
    },
    {
      name: 'feature-list',
      severity: 'error',
      comment: 'The list of features takes the index.ts of each and the state over all views, and hands them to the engine.',
      from: { path: FEATURE_LIST },
      to: { path: OURS, pathNot: ['^service/features/[^/]+/index\\.ts$', '^service/features/[^/]+\\.ts$', TOGETHER, '^service/engine/'] },
    },
    {
      name: 'feature-list-only-from-main',
      severity: 'error',
      comment: 'Whoever imports the list imports every rule: take the features as a parameter.',
      from: { path: '^(service|shared)/', pathNot: ['^service/main\\.ts$', '^service/(cli|assembly)/'] },
      to: { path: FEATURE_LIST },
    },
    {
      name: 'features-are-listed',
      severity: 'error',
      comment: 'A new feature needs its place in the order of features: add it to FEATURES in .dependency-cruiser.cjs.',
      from: { path: '^service/features/[^/]+/', pathNot: `^service/features/(${FEATURES.join('|')}|together)/` },
      to: {},
    },
    {
      name: 'features-are-pure',
      severity: 'error',
      comment: 'A feature uses the schema library, and the arithmetic of clocks the time zone library; everything else is the shell.',
      from: { path: '^service/features/' },
      to: { pathNot: [OURS, '(^|/)node_modules/(zod|temporal-polyfill)/'] },
    },
    {
      name: 'time-zones-only-in-the-arithmetic',
      severity: 'error',
      comment: 'Calendars are counted in one place, features/clocks/arithmetic/.',
      from: { path: '^service/features/', pathNot: ARITHMETIC },
      to: { path: '(^|/)node_modules/temporal-polyfill/' },
    },
    {
      name: 'no-dev-packages-in-the-service',
      severity: 'error',
      comment: 'A production install has no devDependencies.',
      from: { path: '^(service|shared|prisma|bin)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-tests-in-the-service',
      severity: 'error',
      comment: 'What both need belongs to the service.',
      from: { path: '^(service|shared|prisma|bin)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
