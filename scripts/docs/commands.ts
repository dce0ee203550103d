import type { Command } from 'commander';
import { code, GENERATED, table } from './markdown.js';

/** The commands of `hybrid-desk`, from what the program itself says with `--help`. */
export function commandsPage(program: Command): string {
  return [
    GENERATED,
    '# Commands',
    `${program.description()} In a clone: \`npx ${program.name()} <command>\`.`,
    table(['exit code', 'meaning'], [['0', 'done'], ['1', 'fell short: the command ran, and what it found is not as it should be'], ['2', 'wrong usage: nothing was done']]),
    ...leavesOf(program).flatMap(sectionOf),
    '',
  ].join('\n\n').trimEnd() + '\n';
}

function leavesOf(command: Command): Command[] {
  const inner = command.createHelp().visibleCommands(command).filter((one) => one.name() !== 'help');
  return inner.length === 0 ? [command] : inner.flatMap(leavesOf);
}

function sectionOf(command: Command): string[] {
  const help = command.createHelp();
  const parameters = [
    ...help.visibleArguments(command).map((one) => [code(help.argumentTerm(one)), help.argumentDescription(one)]),
    ...help.visibleOptions(command).filter((one) => one.long !== '--help').map((one) => [code(help.optionTerm(one)), help.optionDescription(one)]),
  ];
  return [`## ${fullName(command)}`, help.commandDescription(command), code(help.commandUsage(command)), ...(parameters.length > 0 ? [table(['parameter', 'meaning'], parameters)] : [])];
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}
