import type { Command } from 'commander';
import type { Answer } from '../answer.js';
import { recordCommand, type RecordArguments } from './record-command.js';

type Say = (answer: Answer, asJson: boolean) => void;

export function addRecordCommand(program: Command, say: Say): void {
  program
    .command('record')
    .argument('<folder>', 'a new folder for the story')
    .description('Plays a scenario in the sandbox forum, or in a real one, and writes what happened in the recordings’ format.')
    .requiredOption('--scenario <file>', 'who does what, in order (YAML)')
    .option('--with-service', 'run the service beside the sandbox forum, so that what it writes is part of the story')
    .option('--seed <number>', 'seed of the sandbox forum; else that of the scenario')
    .option('--forum <url>', 'play in this forum instead of the sandbox')
    .option('--keys <file>', 'accounts and keys for that forum (YAML): key, secret, bot, admin, people')
    .option('--listen <host:port>', 'where the webhook of that forum points, with the path /hooks/all')
    .option('--fast', 'leave out the waits, which take no time in the sandbox only')
    .option('--json', 'print one JSON value')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk record stories/heating --scenario test/fixtures/scenarios/ask-answer-accept.yaml')
    .action(async (folder: string, options: RecordArguments & { json?: boolean }) => {
      const stopping = new AbortController();
      const stop = (): void => stopping.abort();
      // A story is written when it is whole: until then there is nothing to clean up.
      process.once('SIGINT', stop).once('SIGTERM', stop);
      try {
        say(await recordCommand(folder, options, stopping.signal), options.json === true);
      } finally {
        process.off('SIGINT', stop).off('SIGTERM', stop);
      }
    });
}
