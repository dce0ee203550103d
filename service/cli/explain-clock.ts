import type { Instant } from '../../shared/instant.js';
import { DEFAULT_WORDS, type Words } from '../../shared/words.js';
import type { Judgement } from '../engine/judge.js';
import { METRICS, type Metric } from '../features/clocks/arithmetic/cycles/cycle.js';
import { accountOf, type Account } from '../features/together/account.js';
import { clockSets } from '../features/together/clock-sets.js';
import { DONE, FELL_SHORT, WRONG_USAGE, type Answer } from './answer.js';

interface Asked {
  readonly metric: string;
  readonly cycle: string | undefined;
  readonly asOf: Instant;
}

/** `explain <topic> --clock fr`: the ledger of a clock in words (R-EXPLAIN); every run of it, or the one that is asked for. */
export function explainClock({ derived }: Judgement, { metric, cycle, asOf }: Asked): Answer {
  const known = METRICS.find((one) => one === metric);
  if (known === undefined) return { code: WRONG_USAGE, text: `${metric} is no clock. The clocks are ${METRICS.join(', ')}.` };
  if (cycle !== undefined && !/^[1-9]\d{0,5}$/.test(cycle))
    return { code: WRONG_USAGE, text: `--cycle ${cycle} is no number of a run; they are counted 1, 2, 3 ….` };
  const context = { locale: 'en', words: wordsOf(derived), asOf, post: (id: number) => `post ${id}` } as const;
  const accounts = clockSets(derived.ticket).flatMap(({ cycles, book }) =>
    cycles
      .filter((one) => one.metric === known && (cycle === undefined || one.number === Number(cycle)))
      .map((one) => ({ ...accountOf(one, book, context), cycle: one })),
  );
  if (accounts.length === 0) return { code: FELL_SHORT, text: nothingOf(known, { derived, cycle }) };
  return {
    code: DONE,
    text: accounts.map(textOf).join('\n\n'),
    json: accounts.map(({ lines, cycle: { inner, ...shown }, ...account }) => ({
      ...account,
      state: shown.state,
      due: shown.due,
      targetMinutes: shown.targetMinutes,
      version: shown.version,
      policy: inner.policy,
      lines: lines.map(({ text }) => text),
    })),
  };
}

function wordsOf({ settings, community }: Judgement['derived']): Words {
  return (community === null ? undefined : settings.newest(community)?.settings.words) ?? DEFAULT_WORDS.en;
}

function textOf({ title, lines, sum }: Account): string {
  return [title, ...lines.map(({ text }) => `  ${text}`), `  ${sum}`].join('\n');
}

function nothingOf(
  metric: Metric,
  { derived, cycle }: { readonly derived: Judgement['derived']; readonly cycle: string | undefined },
): string {
  const runs = clockSets(derived.ticket).flatMap(({ cycles }) => cycles);
  const there = [...new Set(runs.map((one) => `${one.metric} ${one.number}`))].join(', ');
  const asked = cycle === undefined ? metric : `${metric} ${cycle}`;
  return `The clock ${asked} has not run here. ${there === '' ? 'No clock has.' : `These have: ${there}.`}`;
}
