import type { ClockState, Cycle, Metric } from './cycle.js';

/** Reasons as `explain` and the log show them; sentences for people are in messages.ts. */
const WAITS: Readonly<Record<Metric, string>> = {
  fr: 'waiting for the first official reply',
  nr: 'waiting for the next official reply',
  pu: 'waiting for the next update',
  res: 'waiting for a solution',
  own: 'waiting for somebody to take it on',
  ola: "waiting for the experts' answer",
  cr: 'waiting for the first reply',
};

export function whyOpen({ metric, responder }: Pick<Cycle, 'metric' | 'responder'>, state: ClockState): string {
  if (state === 'no_working_time') return 'the desk never opens: no due can be given';
  if (state === 'tentative') return 'written after the solution: nobody has said yet whether help is needed';
  if (state === 'paused') return 'a pause holds it';
  return metric === 'fr' && responder === 'signed_official' ? 'waiting for the official answer, which decides here' : WAITS[metric];
}

export function whyMet({ metric, responder }: Pick<Cycle, 'metric' | 'responder'>): string {
  switch (metric) {
    case 'fr':
      return responder === 'signed_official' ? 'the first answer that counts as official' : 'the first official reply';
    case 'nr':
    case 'pu':
      return 'an official reply';
    case 'res':
      return whySolved({ isSaid: false });
    case 'own':
      return 'somebody took it on';
    case 'ola':
      return 'the experts answered';
    case 'cr':
      return 'the first reply';
  }
}

export function whySolved({ isSaid }: { readonly isSaid: boolean }): string {
  return isSaid ? 'somebody said that it is solved' : 'an answer was accepted';
}
