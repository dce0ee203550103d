import { StoreError, type StoreErrorKind } from '../../ports/store.js';

/** No library error leaves an adapter; its message may hold values of rows, so only codes are kept. */
export function toStoreError(error: unknown): Error {
  if (error instanceof StoreError) return error;
  const { code, sqlState } = codesOf(error);
  return new StoreError(kindOf(code, sqlState), [code, sqlState].filter((part) => part !== '').join(' ') || nameOf(error));
}

/** SQLSTATE classes: 08 connection, 53 resources, 57 shut down, 40 conflict of transactions. */
function kindOf(code: string, sqlState: string): StoreErrorKind {
  if (sqlState === '23505' || code === 'P2002') return 'taken';
  if (code === 'P2028') return 'too_slow';
  if (code.startsWith('P1') || code.startsWith('E') || /^(08|53|57|40)/.test(sqlState) || code === 'P2024' || code === 'P2034')
    return 'unavailable';
  return 'broken';
}

function codesOf(error: unknown): { readonly code: string; readonly sqlState: string } {
  const code = textField(error, 'code');
  const cause = field(field(field(error, 'meta'), 'driverAdapterError'), 'cause');
  return { code, sqlState: textField(cause, 'originalCode') || textField(field(error, 'meta'), 'code') };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textField(value: unknown, name: string): string {
  const found = field(value, name);
  return typeof found === 'string' ? found : '';
}
