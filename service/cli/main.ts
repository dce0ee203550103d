import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import type { Answer } from './answer.js';
import { FELL_SHORT, WRONG_USAGE } from './answer.js';
import { addDeskCommands } from './desk-program.js';
import { recordedStory } from './record/recording.js';
import { addHolidayCommands } from './holidays/holidays-program.js';
import { addRecordCommand } from './record/record-program.js';
import { replayCommand, type ReplayArguments } from './replay-command.js';
import { addVectorsCommand } from './vectors/vectors-command.js';

/** `hybrid-desk …`: everything that people do with the service outside the forum. One file per command. */
export function createProgram(say: (answer: Answer, asJson: boolean) => void): Command {
  const program = new Command('hybrid-desk')
    .description('Turns designated categories of a Discourse forum into a community of practice and a help desk at once.')
    .version(version(), '--version')
    .exitOverride();
  addRecordCommand(program, say);
  program
    .command('replay')
    .argument('<story>', 'a story file (.jsonl) in the recordings’ format, or a folder that `record` wrote')
    .description('Plays a recorded story into a throwaway database and prints facts, views and wants.')
    .option(
      '--settings <file>',
      'what the story needs and no delivery carries: hook, secret, bot, communities, first members; a folder has its own',
    )
    .option('--path <path>', 'which hook’s deliveries to play')
    .option('--until <time>', 'the time that it is; else that of the last line')
    .option('--shuffle <seed>', 'play the deliveries in another order')
    .option('--duplicate <rate>', 'share of deliveries that come twice, from 0 to 1')
    .option('--read-as <account...>', 'accounts whose reads count beside the bot’s')
    .option('--json', 'print one JSON value')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk replay stories/heating')
    .action(async (story: string, options: Partial<ReplayArguments> & { json?: boolean }) => {
      const recorded = recordedStory(story);
      const settings = options.settings ?? recorded?.settings;
      if (settings === undefined)
        return say({ code: WRONG_USAGE, text: `${story} is no recorded folder: name its settings with --settings.` }, false);
      return say(await replayCommand(recorded?.story ?? story, { ...options, settings }), options.json === true);
    });
  addVectorsCommand(program, say);
  addHolidayCommands(program, say);
  addDeskCommands(program, say);
  return program;
}

export async function main(words: readonly string[]): Promise<number> {
  let code: number = 0;
  const program = createProgram((answer, asJson) => {
    code = answer.code;
    const text = asJson && answer.json !== undefined ? JSON.stringify(answer.json) : answer.text.trimEnd();
    (answer.code === WRONG_USAGE ? process.stderr : process.stdout).write(`${text}\n`);
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has already said what was wrong, or printed the help.
    if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    process.stderr.write(`${lineOf(error)}\n`);
    return FELL_SHORT;
  }
}

/** One line for what nobody could carry out; a stack helps only who works on the service. */
function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message;
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
