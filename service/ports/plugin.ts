import type { PluginErrorType } from '../../shared/contracts/plugin/common.js';
import type { EffectAnswer, PluginEffect } from '../../shared/contracts/plugin/effects.js';
import type { PingAnswer, PluginTopicState } from '../../shared/contracts/plugin/requests.js';

/**
 * The plugin inside the forum (`plugin/`). Errors are `ForumError`: `missing` where the forum has none or it is off. What it refuses as a
 * whole is `unavailable` and nothing was done, unless `outcomeUnknown` says otherwise.
 */
export interface ForumPlugin {
  ping(): Promise<PingAnswer>;
  /** At most 100; one answer for each that was answered, found by key and revision. */
  apply(effects: readonly PluginEffect[]): Promise<readonly EffectAnswer[]>;
  /** Any number: asked for 200 at a time, `beforeEachCall` before every further call. */
  state(topicIds: readonly number[], beforeEachCall?: () => Promise<void>): Promise<readonly PluginTopicState[]>;
}

/** Why the plugin is not used now. */
export type PluginAbsence =
  /** The service has no secret for it. */
  | 'no_secret'
  | 'not_asked_yet'
  /** The forum has none, or it is off there. */
  | 'missing'
  | 'other_contract'
  | PluginErrorType;

export type PluginState =
  | { readonly isHere: true; readonly ping: PingAnswer }
  | { readonly isHere: false; readonly reason: PluginAbsence; readonly ping: PingAnswer | null };
