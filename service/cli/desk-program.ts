import type { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../adapters/memory/system-clock.js';
import { openEmbedded, openServer } from '../adapters/prisma/open.js';
import { createStore } from '../adapters/prisma/prisma-store.js';
import { askService } from '../assembly/command-socket.js';
import { fillInSettings } from '../assembly/fill-in-settings.js';
import { createHolidayPorts } from '../assembly/holidays.js';
import { readEnvironment } from '../config/environment.js';
import { rules } from '../features/list.js';
import { FELL_SHORT, WRONG_USAGE, type Answer } from './answer.js';
import type { Words } from './desk.js';
import { progressBar } from './progress-bar.js';
import { runDeskCommand } from './desk-commands.js';

type Say = (answer: Answer, asJson: boolean) => void;
type Run = (name: string, words: Words, given: Given) => Promise<void>;
type Given = { json?: boolean } & Record<string, string | boolean | undefined>;

/** Commands on the desk's own data: asked of the running service, or done alone when none runs on the data folder. */
export function addDeskCommands(program: Command, say: Say): void {
  const run: Run = async (name, words, given) => say(await ask(name, words), given.json === true);
  program
    .command('go')
    .description('Begins to write in the forum; what is wanted at this moment becomes the baseline.')
    .option('--carry-out <kinds>', 'also carry out these kinds of the baseline: status,tags,notices')
    .option('--json', 'print one JSON value')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk go --carry-out status,tags')
    .action((given: Given) => run('go', { carryOut: text(given['carryOut']) }, given));
  program
    .command('pause')
    .description('Stops all writing at once.')
    .option('--json', 'print one JSON value')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk pause')
    .action((given: Given) => run('pause', {}, given));
  addLooking(program, run);
  addPolicies(program, run, say);
  addCommunities(program, run, say);
}

function addReports(program: Command, run: Run): void {
  program
    .command('report')
    .description('Figures over many tickets, each with the list behind it.')
    .command('compliance')
    .description('What was in time, late, open or left out, per policy, clock, priority and community.')
    .option('--since <date>', 'clocks that started on this day of the community’s zone or later; else in the last 13 weeks')
    .option('--until <date>', 'and until this day, included; else up to now')
    .option('--community <id>', 'only this community')
    .option('--json', 'print one JSON value, with the lists behind the figures')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk report compliance --since 2026-10-01 --until 2026-12-31 --community housing')
    .action((given: Given) =>
      run('report compliance', { since: text(given['since']), until: text(given['until']), community: text(given['community']) }, given),
    );
}

/** Commands that change nothing. */
function addLooking(program: Command, run: Run): void {
  program
    .command('explain')
    .argument('<topic>', 'number or reference of a topic, like HD-20')
    .description('Says what is true and wanted of a topic, why, and where each fact came from.')
    .option('--as-of <time>', 'from the facts up to that time, as known today')
    .option('--clock <clock>', 'only how this clock counted, line by line: fr, nr, pu, res, own, ola or cr')
    .option('--cycle <number>', 'only this run of it: 1, 2, 3 …')
    .option('--json', 'print one JSON value')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk explain HD-20 --clock fr')
    .action((topic: string, given: Given) =>
      run('explain', { topic, asOf: text(given['asOf']), clock: text(given['clock']), cycle: text(given['cycle']) }, given),
    );
  program
    .command('evidence')
    .argument('<topic>', 'number or reference of a topic, like HD-20')
    .description('Prints log and ledger of the clocks of a topic; with --json as a file that `vectors` counts again anywhere.')
    .option('--for <name>', 'the desk lead for whom it is, needed where the topic is private')
    .option('--json', 'print one JSON value')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk evidence HD-20 --json > HD-20.json\n  npx hybrid-desk vectors HD-20.json')
    .action((topic: string, given: Given) => run('evidence', { topic, for: text(given['for']) }, given));
  program
    .command('trace')
    .argument('<delivery>', 'number of a delivery')
    .description('Shows every stage of one delivery.')
    .option('--json', 'print one JSON value')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk trace 1')
    .action((delivery: string, given: Given) => run('trace', { delivery }, given));
  addReports(program, run);
}

function addPolicies(program: Command, run: Run, say: Say): void {
  program
    .command('policy')
    .description('Policies and calendars of the clocks.')
    .command('preview')
    .argument('<file>', 'settings file (YAML), as `communities apply` takes it')
    .description(
      'What new settings would do to clocks: due times that move, what would be late, and what would have been. Nothing is changed.',
    )
    .option('--since <date>', 'look back on clocks that started on this day or later; else on the last 13 weeks')
    .option('--json', 'print one JSON value, with all lists')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk policy preview communities.yaml')
    .action((file: string, given: Given) => {
      if (!existsSync(file)) return say({ code: WRONG_USAGE, text: `There is no file ${file}.` }, false);
      return run('policy preview', { file, text: readFileSync(file, 'utf8'), since: text(given['since']) }, given);
    });
}

function addCommunities(program: Command, run: Run, say: Say): void {
  const communities = program.command('communities').description('The communities and their settings.');
  communities
    .command('apply')
    .argument('<file>', 'settings file (YAML)')
    .description('Applies a settings file; each community that differs gets a new version.')
    .option('--recompute', 'count open clocks again with the new settings; else they keep those under which they began')
    .option('--json', 'print one JSON value')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk communities apply communities.yaml')
    .action(async (file: string, given: Given) => {
      if (!existsSync(file)) return say({ code: WRONG_USAGE, text: `There is no file ${file}.` }, false);
      return run(
        'communities apply',
        { file, text: readFileSync(file, 'utf8'), recompute: given['recompute'] === true ? 'yes' : 'no' },
        given,
      );
    });
  communities
    .command('show')
    .description('Shows what is in force, and which versions there were.')
    .option('--json', 'print one JSON value')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk communities show')
    .action((given: Given) => run('communities show', {}, given));
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

async function ask(name: string, words: Words): Promise<Answer> {
  const onProgress = progressBar(process.stderr);
  const read = readEnvironment();
  if (!read.ok) return { code: WRONG_USAGE, text: read.problems.join('\n') };
  const { environment } = read;
  const answer = await askService(environment.DATA_DIR, { name, words }, onProgress);
  if (answer) return answer;
  if (!environment.DATABASE_URL && !existsSync(join(environment.DATA_DIR, 'hybrid-desk.json'))) {
    return {
      code: FELL_SHORT,
      text: `There is no data of the service in ${environment.DATA_DIR} yet. Start the service once (npm start), or name the folder in DATA_DIR.`,
    };
  }
  const store = createStore(
    environment.DATABASE_URL ? await openServer({ url: environment.DATABASE_URL }) : await openEmbedded({ folder: environment.DATA_DIR }),
  );
  try {
    const forumId = environment.forum ? environment.forum.url.replace(/^https?:\/\//, '') : 'sandbox';
    if ((await store.forum(forumId)) === null)
      return { code: FELL_SHORT, text: `Nothing is known of the forum ${forumId} yet. Start the service once with it (npm start).` };
    await fillInSettings({ store, forumId, features: rules.features, clock: systemClock });
    const holidays = createHolidayPorts(environment.CALENDARS_FROM_PRIVATE_NETWORK === 'yes');
    return await runDeskCommand({ store, forumId, rules, clock: systemClock, forum: null, holidays, onProgress }, name, words);
  } finally {
    await store.close();
  }
}
