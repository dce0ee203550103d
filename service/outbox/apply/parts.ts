import type { PluginErrorType } from '../../../shared/contracts/plugin/common.js';
import type { PluginEffect } from '../../../shared/contracts/plugin/effects.js';
import type { ForumError } from '../../ports/forum.js';
import type { Claim } from '../../ports/store.js';

/** What one request carries. */
export type Part = ReadonlyArray<readonly [Claim, PluginEffect]>;

/** The plugin takes 10 MB; a proxy in front of the forum may take less. */
const MOST_BYTES = 5 * 1024 * 1024;
/** What the plugin, or something in front of it, says of one request and not of itself. */
const ABOUT_REQUEST: ReadonlySet<PluginErrorType> = new Set(['too_large', 'not_json', 'invalid_request', 'too_many']);

export function partsOf(effects: Part, mostBytes = MOST_BYTES): Part[] {
  const parts: Array<Array<Part[number]>> = [];
  let left = 0;
  for (const one of effects) {
    const bytes = Buffer.byteLength(JSON.stringify(one[1]));
    if (bytes > left || parts.length === 0) {
      parts.push([]);
      left = mostBytes;
    }
    parts.at(-1)?.push(one);
    left -= bytes;
  }
  return parts;
}

export function halvesOf(part: Part): readonly Part[] {
  const middle = Math.ceil(part.length / 2);
  return [part.slice(0, middle), part.slice(middle)];
}

/** A smaller request may be taken. */
export function isAboutRequest({ detail }: ForumError): boolean {
  return detail.status === 413 || (detail.plugin !== undefined && ABOUT_REQUEST.has(detail.plugin));
}
