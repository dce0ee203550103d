import { previewSettings } from '../assembly/preview-settings.js';
import { reportViewer } from '../console/reports-query.js';
import { metricInWords } from '../console/wording.js';
import { minutesInWords } from '../console/zone-time.js';
import type { ComplianceLine } from '../reports/compliance.js';
import type { MovedClock, Moves } from '../reports/moves.js';
import type { Preview } from '../reports/preview.js';
import { outcomeInWords, sampleInWords } from '../reports/words.js';
import { DONE, FELL_SHORT } from './answer.js';
import type { DeskCommand } from './desk.js';

const VIEWER = reportViewer({ type: 'operator' });
/** More than this is for `--json`. */
const MOST_LISTED = 20;

/** `policy preview <file>`: what settings would do to clocks if they were applied now; nothing is written. */
export const policyPreview: DeskCommand = async (desk, { file, text, since }) => {
  const { store, forumId, forum, rules, clock, holidays, onProgress } = desk;
  const answer = await previewSettings(
    { name: file ?? 'the file', text: text ?? '' },
    { store, forumId, features: rules.features, clock, forum, ...(holidays && { holidays }) },
    { since, viewer: VIEWER, ...(onProgress && { onProgress }) },
  );
  if (!answer.ok) return { code: FELL_SHORT, text: answer.text };
  const { preview, notes } = answer;
  const { topics, ...sample } = preview.sample;
  return {
    code: DONE,
    text: [...notes, ...inText(preview)].join('\n'),
    json: { ...preview, sample: { ...sample, counted: topics.length }, notes },
  };
};

function inText({ ask, sample, notCounted, moves, moved, lookBack }: Preview): string[] {
  const cut = <Item>(all: readonly Item[], show: (item: Item) => string): string[] => [
    ...all.slice(0, MOST_LISTED).map((item) => `  ${show(item)}`),
    ...(all.length > MOST_LISTED ? [`  and ${all.length - MOST_LISTED} more (--json lists all)`] : []),
  ];
  return [
    sampleInWords(sample, notCounted),
    '',
    'Open clocks, if it were applied now with --recompute',
    ...moves.map((one) => `  ${movesText(one)}`),
    ...cut(moved, movedText),
    '',
    `Clocks that started since ${ask.since}, as they were and as they would have been`,
    ...linesOf(lookBack).map((line) => `  ${line}`),
    ...cut(lookBack.changes, ({ entry, before, after }) => {
      const told = (outcome: typeof before) => (outcome === null ? 'not measured' : outcomeInWords(outcome, entry.metric));
      return `HD-${entry.topicId} ${metricInWords(entry.metric)} ${entry.number}: ${told(before)}, then ${told(after)}`;
    }),
    '',
    'Nothing was changed. To apply it: hybrid-desk communities apply <file>, with --recompute for open clocks as well.',
  ];
}

function movesText({ community, audience, figures }: Moves): string {
  const who = audience === 'private' ? `${community} (private)` : community;
  if (figures === null) return `${who}: too few to be told`;
  const { open, earlier, later, otherwise, late, medianSeconds, mostSeconds } = figures;
  const far =
    medianSeconds === null || mostSeconds === null
      ? ''
      : `, by ${minutesInWords(medianSeconds)} of desk time in the middle and ${minutesInWords(mostSeconds)} at most`;
  return `${who}: of ${open} due times ${earlier} come earlier and ${later} later${far}; ${otherwise} begin or end to be due; ${late} would be late`;
}

function movedText({ topicId, metric, number, dueNow, dueThen, isLate }: MovedClock): string {
  return `HD-${topicId} ${metricInWords(metric)} ${number}: ${dueNow ?? 'not due'} to ${dueThen ?? 'not due'}${isLate ? ', late by that' : ''}`;
}

/** What is not measured any more as well. */
function linesOf({ before, after }: Preview['lookBack']): string[] {
  const same = (one: ComplianceLine, all: readonly ComplianceLine[]) =>
    all.find(({ of }) => of.community === one.of.community && of.audience === one.of.audience && of.metric === one.of.metric);
  return [...after, ...before.filter((line) => same(line, after) === undefined)].map((line) => {
    const { of } = line;
    const who = of.audience === 'private' ? `${of.community} (private)` : of.community;
    const [was, then] = [same(line, before)?.figures, same(line, after)?.figures];
    return `${who}, ${metricInWords(of.metric)}: ${figuresText(was, of.metric)}; then ${figuresText(then, of.metric)}`;
  });
}

function figuresText(figures: ComplianceLine['figures'] | undefined, metric: string): string {
  if (figures === undefined) return 'not measured';
  if (figures === null) return 'too few to be told';
  const { counts, rate } = figures;
  const share = rate === null ? '' : ` (${Math.round(rate * 1000) / 10} %)`;
  return `${counts.met} ${outcomeInWords('met', metric)}, ${counts.late} ${outcomeInWords('late', metric)}${share}`;
}
