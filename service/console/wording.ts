import type { Words } from '../../shared/words.js';
import type { EffectState, ForumMode } from '../ports/store.js';

/** Every sentence of the pages that depends on a value. A value that is not known here is shown as it is. */
export const MODES: Readonly<
  Record<ForumMode, { readonly title: string; readonly meaning: string; readonly change: string; readonly command: string }>
> = {
  observe: {
    title: 'Observing',
    meaning: 'Everything that the desk would do is shown here, and nothing is written to the forum.',
    change: 'Start writing with',
    command: 'hybrid-desk go',
  },
  live: {
    title: 'Live',
    meaning: 'What is wanted is written to the forum.',
    change: 'Stop all writing at once with',
    command: 'hybrid-desk pause',
  },
  paused: {
    title: 'Paused',
    meaning: 'All writing to the forum has stopped. What happens there is still read and derived.',
    change: 'Start writing again with',
    command: 'hybrid-desk go',
  },
};

export function stateInWords(state: string, outcome: string | null, words: Words): string {
  const states = new Map([
    ['new', 'new'],
    ['waiting_for_desk', `waiting for the ${words.desk}`],
    ['waiting_for_community', `waiting for the ${words.community}`],
    ['waiting_for_expert', `waiting for the ${words.expert} who owns it`],
    ['waiting_for_asker', `waiting for the ${words.asker}`],
    ['waiting_for_third_party', 'waiting for somebody outside'],
    ['scheduled', 'waiting for a date'],
    ['answered', `answered, the ${words.asker} has the next word`],
    ['solved', 'solved'],
    ['closed', 'closed'],
  ]);
  const outcomes = new Map([
    ['solved', 'solved'],
    ['duplicate', 'it was merged into another topic'],
    ['deleted', 'the topic was deleted'],
    ['moved_out', 'the topic was moved out of the community'],
    ['undesignated', 'its category is no community any more'],
  ]);
  const end = outcome === null || outcome === state ? '' : ` (${outcomes.get(outcome) ?? plain(outcome)})`;
  return `${states.get(state) ?? plain(state)}${end}`;
}

const METRICS = new Map([
  ['fr', 'First official response'],
  ['nr', 'Next response'],
  ['pu', 'Periodic update'],
  ['res', 'Resolution'],
  ['own', 'Ownership'],
  ['ola', 'Private answer of an expert'],
  ['cr', 'First reply of the community'],
]);

export function metricInWords(metric: string): string {
  return METRICS.get(metric) ?? plain(metric);
}

const CYCLE_STATES = new Map([
  ['running', 'running'],
  ['at_risk', 'at risk'],
  ['paused', 'paused'],
  ['met', 'met in time'],
  ['late', 'met, but late'],
  ['breached_open', 'overdue'],
  ['met_by_resolution', 'met by the solution'],
  ['dismissed', 'dismissed'],
  ['cancelled_duplicate', 'cancelled, a duplicate'],
  ['voided', 'voided'],
  ['tentative', 'tentative'],
  ['lapsed', 'lapsed'],
  ['no_working_time', 'no working time in the calendar'],
]);

/** A figure with a target, never a promise to anybody (CL-04, CL-17): it is neither due nor late. */
export const COMMUNITY_REPLY = 'cr';
const STATES_OF_A_FIGURE = new Map([
  ['running', 'not yet'],
  ['breached_open', 'not yet'],
  ['met', 'it came'],
  ['late', 'it came'],
]);

export function cycleStateInWords(state: string, metric: string): string {
  const own = metric === COMMUNITY_REPLY ? STATES_OF_A_FIGURE.get(state) : undefined;
  return own ?? CYCLE_STATES.get(state) ?? plain(state);
}

const EFFECT_STATES = new Map<EffectState, string>([
  ['shadow', 'shown only: the feature is in shadow'],
  ['held', 'held: nothing is written now'],
  ['baseline', 'held: it was wanted before writing was switched on'],
  ['waiting', 'waiting to be sent'],
  ['in_flight', 'being sent'],
  ['unknown', 'sent, its outcome is not known yet'],
  ['done', 'done'],
  ['enqueued', 'the forum holds it for approval'],
  ['cancelled', 'cancelled'],
  ['refused', 'refused by the forum'],
  ['lost', 'lost: what was made is gone or hidden'],
  ['overruled', 'overruled by a person'],
  ['dead', 'given up'],
]);

export function effectStateInWords(state: EffectState): string {
  return EFFECT_STATES.get(state) ?? plain(state);
}

/** What is wanted, named by its forum object. A kind that is not known here is named as it is. */
export function wantInWords({ kind, value }: { readonly kind: string; readonly value: unknown }): string {
  const part = (name: string): string => {
    const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    return typeof found === 'number' ? ` ${found}` : '';
  };
  switch (kind) {
    case 'status':
      return 'the status post';
    case 'tags':
      return 'the tags of the desk';
    case 'notice':
      return `the notice at post${part('post')}`;
    case 'message':
      return 'a private message';
    case 'room':
      return 'a private room';
    case 'post':
      return 'a post';
    case 'like':
      return `a like for post${part('post')}`;
    case 'article':
      return 'an article';
    case 'close':
      return 'the topic closed or open';
    case 'assign':
      return 'the owner as the forum shows her';
    case 'invite':
      return 'who takes part in a message';
    case 'config':
      return 'what the plugin knows of the community';
    case 'ticket':
      return 'what the plugin shows of the ticket';
    default:
      return plain(kind);
  }
}

const OUTCOMES = new Map([
  ['done', 'done'],
  ['enqueued', 'the forum holds it for approval'],
  ['refused', 'the forum refused it'],
  ['retry', 'it did not work and is tried again'],
  ['unknown', 'no answer came, it is looked up'],
  ['lost', 'what was made is gone or hidden'],
  ['overruled', 'a person decided otherwise'],
  ['dead', 'given up'],
  ['cancelled', 'cancelled before it was sent'],
]);

export function outcomeInWords(outcome: string): string {
  return OUTCOMES.get(outcome) ?? plain(outcome);
}

const REASONS = new Map([
  ['not_permitted', 'the bot may not do that'],
  ['library_is_public', 'everybody can read the category of the library'],
  ['closed_or_gone', 'the topic is closed or gone'],
  ['held_for_review', 'the forum held it for approval for too long'],
  ['external_id_taken', 'the forum knows it already, and it cannot be found'],
  ['unreadable_answer', 'the answer of the forum could not be read'],
  ['edit_conflict', 'somebody edited it at the same time'],
  ['assignee_at_limit', 'as many topics are assigned to that person as the forum allows'],
  ['assignee_without_access', 'that person cannot see the topic'],
  ['not_assignable', 'that person may not be assigned'],
  ['group_too_large', 'a facilitator is asked before so many people read it'],
  ['too_many_recipients', 'the forum allows no more recipients in one message'],
]);

/** Reasons are sentences already, or hold codes of ours like `not_permitted`. */
export function reasonInWords(reason: string): string {
  return reason.replace(/\b[a-z]+(?:_[a-z]+)+\b/g, (code) => REASONS.get(code) ?? plain(code));
}

const VISIBILITIES = new Map([
  ['visible', 'visible'],
  ['hidden', 'hidden'],
  ['held', 'held for approval'],
  ['deleted', 'deleted'],
  ['deletedByAuthor', 'deleted by its author'],
]);

export function visibilityInWords(visibility: string): string {
  return VISIBILITIES.get(visibility) ?? plain(visibility);
}

/** `waiting_for_desk`, `targetMinutes`: as words. */
export function plain(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Words of a community are kept escaped for posts; pages escape by themselves. */
export function unescapeWord(word: string): string {
  return word.replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)));
}
