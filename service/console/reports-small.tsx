/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { ClockEntry } from '../reports/clock-entry.js';
import type { Frame } from './frame.js';

export function Audience({ audience }: Pick<ClockEntry, 'audience'>): JSX.Element | null {
  return audience === 'private' ? <span class="mark">private</span> : null;
}

export function sizeOf(frame: Frame, community: string): number {
  return frame.communities.get(community)?.smallGroupSize ?? 5;
}

export function fewerThan(least: number): string {
  return `fewer than ${least}`;
}
