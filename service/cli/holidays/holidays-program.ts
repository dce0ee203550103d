import type { Command } from 'commander';
import { systemClock } from '../../adapters/memory/system-clock.js';
import { createHolidayPorts } from '../../assembly/holidays.js';
import { readEnvironment } from '../../config/environment.js';
import { WRONG_USAGE, type Answer } from '../answer.js';
import { suggestHolidays, type Wanted } from './suggest.js';

interface Given extends Wanted {
  readonly json?: boolean;
}

/** Needs neither the data of the service nor the forum. */
export function addHolidayCommands(program: Command, say: (answer: Answer, asJson: boolean) => void): void {
  const holidays = program.command('holidays').description('Days on which the desk is closed.');
  holidays
    .command('suggest')
    .description('Prints holidays as dates to put into the settings, under `holidays` of a calendar.')
    .option('--country <code>', 'two letters, like DE')
    .option('--state <code>', 'state of the country, like BE')
    .option('--region <code>', 'region of the state')
    .option('--ical <place>', 'instead of a country: address or file (.ics) of a calendar in iCal form')
    .option('--zone <name>', 'zone of your calendar, for entries with times', 'UTC')
    .option('--language <code>', 'language of the names, like de', 'en')
    .option('--kinds <list>', 'kinds of days: public,bank,optional,school,observance', 'public')
    .option('--years <count>', 'so many years from this one on, at most 11', '11')
    .option('--json', 'print one JSON value')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk holidays suggest --country DE --state BE --language de')
    .action(async (given: Given) => {
      const read = readEnvironment();
      if (!read.ok) return say({ code: WRONG_USAGE, text: read.problems.join('\n') }, false);
      const ports = createHolidayPorts(read.environment.CALENDARS_FROM_PRIVATE_NETWORK === 'yes');
      return say(await suggestHolidays(given, ports, systemClock.now()), given.json === true);
    });
}
