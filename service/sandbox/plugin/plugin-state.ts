import type { EffectAnswer, PluginEffect } from '../../../shared/contracts/plugin/effects.js';
import { ABILITIES } from '../../../shared/contracts/plugin/requests.js';

type Config = Extract<PluginEffect, { type: 'config' }>;
type Ticket = Extract<PluginEffect, { type: 'ticket' }>;

/** The plugin as the sandbox forum plays it; null in the state: the forum has none. */
export interface PluginState {
  /** Off: its tables stay, its paths are not there. */
  isOn: boolean;
  secret: string;
  /** The account in whose name it acts. */
  bot: string;
  contract: number;
  /** What it says to be the address of the forum. */
  site?: string;
  /** What a ping names; without `labels` its pages show none. */
  abilities: string[];
  /** What came of effects, by key and revision. */
  effects: Record<string, EffectAnswer>;
  /** The newest revision of a key that was carried out. */
  newest: Record<string, number>;
  configs: Record<string, Config['value']>;
  tickets: Record<number, Ticket['value']>;
  nonces: string[];
}

export function newPlugin(secret: string, bot: string): PluginState {
  return { isOn: true, secret, bot, contract: 1, abilities: [...ABILITIES], effects: {}, newest: {}, configs: {}, tickets: {}, nonces: [] };
}
