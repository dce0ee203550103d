import type { EffectAnswer } from '../../../shared/contracts/plugin/effects.js';
import type { User } from '../state.js';
import type { World } from '../world.js';
import type { PluginState } from './plugin-state.js';

/** What came of an effect, without its name. */
export type Outcome = Omit<EffectAnswer, 'key' | 'revision'>;

export interface Acting {
  readonly world: World;
  readonly bot: User;
  readonly plugin: PluginState;
}

export const DONE: Outcome = { outcome: 'done' };
export const refused = (reason: NonNullable<EffectAnswer['reason']>): Outcome => ({ outcome: 'refused', reason });
export const overruled = (reason: NonNullable<EffectAnswer['reason']>): Outcome => ({ outcome: 'overruled', reason });
