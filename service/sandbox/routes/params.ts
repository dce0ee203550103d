/** Parameters as the forum's framework reads them: JSON bodies and forms, with `a[b]` and `a[]` in names. */
export type Params = Record<string, unknown>;

export function parseForm(text: string): Params {
  const params: Params = {};
  for (const [name, value] of new URLSearchParams(text)) put(params, name, value);
  return params;
}

/** Null: the body is no JSON object. */
export function parseJson(text: string): Params | null {
  try {
    const value: unknown = JSON.parse(text);
    return isParams(value) ? value : null;
  } catch {
    return null;
  }
}

export function textIn(params: Params, name: string): string | null {
  const value = params[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

export function numberIn(params: Params, name: string): number | null {
  const text = textIn(params, name);
  return text !== null && /^-?\d+$/.test(text.trim()) ? Number(text) : null;
}

/** `["a","b"]`, `name[]=a&name[]=b` or `a,b`; null when it is not given. */
export function listIn(params: Params, name: string): string[] | null {
  const value = params[name];
  if (value === undefined || value === null) return null;
  const parts = Array.isArray(value) ? value.map(String) : (textIn(params, name) ?? '').split(',');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

export function groupIn(params: Params, name: string): Params {
  const value = params[name];
  return isParams(value) ? value : {};
}

function isParams(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function put(params: Params, name: string, value: string): void {
  const nested = /^([^[]+)\[([^\]]*)\]$/.exec(name);
  if (!nested) {
    params[name] = value;
    return;
  }
  const [, outer = '', inner = ''] = nested;
  if (inner === '') {
    const list: unknown = params[outer];
    params[outer] = Array.isArray(list) ? [...(list as unknown[]), value] : [value];
    return;
  }
  params[outer] = { ...groupIn(params, outer), [inner]: value };
}
