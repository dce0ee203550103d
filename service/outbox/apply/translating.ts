import type { PluginEffect } from '../../../shared/contracts/plugin/effects.js';
import type { EffectValues } from '../../engine/effects.js';
import type { EffectKind } from '../../ports/effect-kinds.js';
import type { Effect } from '../../ports/store.js';

/** An effect on its way into the plugin, with all that the store knows about it. */
export interface Translating<Kind extends EffectKind = EffectKind> {
  readonly effect: Effect;
  /** Its texts are as they go into the forum. */
  readonly value: EffectValues[Kind];
  /** All revisions of its key. */
  readonly rows: readonly Effect[];
  /** All effects of its ticket. */
  readonly ofTicket: readonly Effect[];
  readonly secret: string;
  /** What the ticket's topic was when it was read last; null for what can be undone. */
  readonly digest: string | null;
}

export function headOf({ effect: { key, revision, topicId }, digest }: Translating): Pick<PluginEffect, 'key' | 'revision' | 'onlyIf'> {
  return { key, revision, ...(digest !== null && { onlyIf: { topicId, digest } }) };
}
