/** A JSON Schema, as far as it is walked here. */
export interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode | boolean;
  readonly prefixItems?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

export interface UnknownKey {
  readonly path: ReadonlyArray<string | number>;
  readonly key: string;
  readonly valid: readonly string[];
}

/** Keys that no part of the schema knows, with the names that would have been right there. */
export function unknownKeys(value: unknown, schema: SchemaNode): UnknownKey[] {
  return walk(value, { schema, root: schema, path: [] });
}

interface Place {
  readonly schema: SchemaNode;
  readonly root: SchemaNode;
  readonly path: ReadonlyArray<string | number>;
}

function walk(value: unknown, place: Place): UnknownKey[] {
  const branches = branchesOf(place.schema, place.root);
  if (Array.isArray(value)) return walkList(value, branches, place);
  if (value === null || typeof value !== 'object') return [];
  const objects = branches.filter((branch) => branch.properties !== undefined || typeof branch.additionalProperties === 'object');
  if (objects.length === 0) return [];
  const valid = [...new Set(objects.flatMap((branch) => Object.keys(branch.properties ?? {})))];
  return Object.entries(value).flatMap(([key, part]) => {
    const schema = objects.flatMap((branch) => childOf(branch, key));
    const path = [...place.path, key];
    if (schema.length === 0) return [{ path: place.path, key, valid }];
    return walk(part, { schema: { anyOf: schema }, root: place.root, path });
  });
}

function walkList(list: readonly unknown[], branches: readonly SchemaNode[], place: Place): UnknownKey[] {
  const items = branches.flatMap((branch) => [...(typeof branch.items === 'object' ? [branch.items] : []), ...(branch.prefixItems ?? [])]);
  if (items.length === 0) return [];
  return list.flatMap((part, index) => walk(part, { schema: { anyOf: items }, root: place.root, path: [...place.path, index] }));
}

function childOf(branch: SchemaNode, key: string): SchemaNode[] {
  const known = branch.properties && Object.hasOwn(branch.properties, key) ? branch.properties[key] : undefined;
  if (known) return [known];
  return typeof branch.additionalProperties === 'object' ? [branch.additionalProperties] : [];
}

function branchesOf(schema: SchemaNode, root: SchemaNode): SchemaNode[] {
  const target = schema.$ref?.startsWith('#/$defs/') ? root.$defs?.[schema.$ref.slice(8)] : undefined;
  const nested = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? []), ...(target ? [target] : [])];
  return [schema, ...nested.flatMap((branch) => branchesOf(branch, root))];
}
