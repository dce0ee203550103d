import { CONTRACT } from '../../shared/contracts/plugin/common.js';
import type { PluginAbsence, PluginState } from '../ports/plugin.js';

/** What the doctor says of the plugin inside the forum; `isProblem`: somebody should do something. */
export interface PluginLine {
  readonly text: string;
  readonly isProblem: boolean;
}

const WITHOUT = 'Everything goes over the API of the forum.';

export function pluginLine(state: PluginState): PluginLine {
  if (!state.isHere) {
    const isProblem = state.reason !== 'no_secret' && state.reason !== 'not_asked_yet';
    return { text: `The plugin of the forum is not used: ${becauseOf(state.reason, state.ping)}. ${WITHOUT}`, isProblem };
  }
  const { plugin, forum, contract, problems } = state.ping;
  const name = `The plugin of the forum is used: version ${plugin}, contract ${contract}, Discourse ${forum}.`;
  return problems.length === 0 ? { text: name, isProblem: false } : { text: `${name} It says: ${problems.join(' ')}`, isProblem: true };
}

function becauseOf(reason: PluginAbsence, ping: PluginState['ping']): string {
  if (reason === 'other_contract')
    return `it speaks contract ${ping?.contract ?? '?'} (version ${ping?.plugin ?? '?'}) and the service contract ${CONTRACT}; update the older one`;
  return sentenceOf(reason);
}

function sentenceOf(reason: Exclude<PluginAbsence, 'other_contract'>): string {
  switch (reason) {
    case 'no_secret':
      return 'PLUGIN_SECRET is not set';
    case 'not_asked_yet':
      return 'it was not asked yet';
    case 'missing':
      return 'the forum has none, or it is switched off there (Discourse 2.9 then refuses every call of a key that has only its scope)';
    case 'not_configured':
      return 'its setting hybrid_desk_secret is empty or short';
    case 'bad_signature':
      return 'its setting hybrid_desk_secret and PLUGIN_SECRET differ';
    case 'old_timestamp':
      return 'the clocks of the forum and of the service differ by more than five minutes';
    case 'used_nonce':
      return 'it was sent the same request twice; something between service and forum repeats requests';
    case 'too_large':
      return 'a request was larger than it takes';
    case 'not_json':
      return 'what reached it was no JSON; something between service and forum changes requests';
    case 'invalid_request':
      return 'it did not understand a request; compare the versions of plugin and service';
    case 'too_many':
      return 'it was sent too much at once; compare the versions of plugin and service';
    case 'version_mismatch':
      return 'it and the service are of different versions; update the older one';
    case 'read_only':
      return 'the forum is read-only';
    case 'bot_unfit':
      return 'the account of its setting hybrid_desk_bot_username cannot act: look whether it is suspended, renamed or no moderator';
    case 'other_forum':
      return 'another forum answers at its address now';
    case 'unavailable':
      return 'it did not answer as it should; it is asked again every minute';
  }
}
