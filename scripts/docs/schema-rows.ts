import { z, type ZodType } from 'zod';

/** One setting of a schema, as a line of the page. */
export interface SettingRow {
  readonly name: string;
  readonly type: string;
  readonly default: string;
  readonly unit: string;
  readonly meaning: string;
}

/** A JSON Schema, as far as settings use it. */
interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Node;
  readonly items?: Node | boolean;
  readonly prefixItems?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Limits at or beyond these are those of the number itself and say nothing. */
const NO_LIMIT = 9_007_199_254_740_991;
const UNITS: ReadonlyArray<readonly [RegExp, string]> = [
  [/Minutes$/, 'minutes'],
  [/Seconds$/, 'seconds'],
  [/Days$/, 'days'],
];

/** The settings of a schema by name, those of parts as `part.name` and of list entries as `list[].name`. */
export function settingRows(schema: ZodType): SettingRow[] {
  return rowsOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node, '');
}

function rowsOf(node: Node, prefix: string): SettingRow[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
    const name = `${prefix}${key}`;
    const inner = partsOf(child, name);
    const isRequired = node.required?.includes(key) ?? false;
    // A part that says nothing of itself is only a heading for what it holds.
    const own = inner.length > 0 && child.description === undefined ? [] : [rowOf(name, child, isRequired)];
    return [...own, ...inner];
  });
}

/** Parts are listed one by one where they say what they mean; else the row of the whole names them. */
function partsOf(node: Node, name: string): SettingRow[] {
  const entry = typeof node.items === 'object' ? node.items : null;
  const parts = entry?.properties ? rowsOf(entry, `${name}[].`) : rowsOf(node, `${name}.`);
  return parts.some((part) => part.meaning !== '') ? parts : [];
}

function rowOf(name: string, node: Node, isRequired: boolean): SettingRow {
  const fallback = isRequired ? 'required' : 'none';
  return {
    name,
    type: typeOf(node),
    default: node.default === undefined ? fallback : shown(node.default),
    unit: UNITS.find(([ending]) => ending.test(name))?.[1] ?? '',
    meaning: node.description ?? '',
  };
}

function shown(value: unknown): string {
  if (value === null) return '`null`';
  if (typeof value === 'object' && Object.keys(value).length === 0) return 'none';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function typeOf(node: Node): string {
  if (node.enum) return node.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (node.anyOf) return [...new Set(node.anyOf.map(typeOf).filter((type) => type !== ''))].join(' or ');
  switch (node.type) {
    case 'null':
      return '`null`';
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
    case 'number':
      return `${node.type === 'integer' ? 'whole number' : 'number'}${limits(node.minimum ?? (node.exclusiveMinimum === undefined ? undefined : node.exclusiveMinimum + 1), node.maximum)}`;
    case 'string':
      return `text${node.maxLength === undefined ? '' : `, at most ${node.maxLength} characters`}`;
    case 'array':
      return typeof node.items === 'object' ? `list of ${typeOf(node.items)}` : `[${(node.prefixItems ?? []).map(typeOf).join(', ')}]`;
    case 'object':
      return objectType(node);
    default:
      return '';
  }
}

function objectType({ properties, additionalProperties }: Node): string {
  if (properties) return `keys ${Object.keys(properties).map((key) => `\`${key}\``).join(', ')}`;
  return typeof additionalProperties === 'object' ? `name: ${typeOf(additionalProperties)}` : 'keys';
}

function limits(least: number | undefined, most: number | undefined): string {
  const from = least === undefined || least <= -NO_LIMIT ? '' : ` from ${least}`;
  return most === undefined || most >= NO_LIMIT ? from : `${from} to ${most}`;
}
