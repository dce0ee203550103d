import type { ZodObject, ZodType } from 'zod';
import { code, GENERATED, table } from './markdown.js';
import { settingRows } from './schema-rows.js';

export interface SettingsSources {
  readonly community: ZodType;
  readonly features: ReadonlyArray<{ readonly name: string; readonly settings: ZodType }>;
  readonly environment: ZodObject;
}

/** Settings of communities and features, and the variables of the machine. */
export function settingsPage({ community, features, environment }: SettingsSources): string {
  return [
    GENERATED,
    '# Settings',
    'Settings of a community are a YAML file with the key `communities`: a list of the keys below. `hybrid-desk communities apply <file>` makes them true.',
    '## Community',
    settingsTable(community, (name) => !name.startsWith('features.')),
    ...features.flatMap(({ name, settings }) => [`## Feature \`${name}\``, `Under \`features.${name}\`: \`mode\` (\`off\`, \`shadow\` or \`on\`; default \`on\`) and \`settings\`:`, settingsTable(settings)]),
    '## Environment',
    'What differs per machine. Each variable also works with `_FILE` at its end: the value is then the content of that file.',
    environmentTable(environment),
    '',
  ].join('\n\n').trimEnd() + '\n';
}

function settingsTable(schema: ZodType, isShown: (name: string) => boolean = () => true): string {
  const rows = settingRows(schema).filter((row) => isShown(row.name));
  return table(['name', 'type', 'default', 'unit', 'meaning'], rows.map((row) => [code(row.name), row.type, row.default, row.unit, row.meaning]));
}

function environmentTable(schema: ZodObject): string {
  return table(['variable', 'default', 'meaning'], settingRows(schema).map((row) => [code(row.name), row.default, row.meaning]));
}
