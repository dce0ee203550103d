import { median, round, spreadOf, type Measure } from '../measure.js';
import { vectors, type Vector } from './material.js';
import type { Reply, Said } from './peer.js';

export interface PeerFigures {
  readonly name: string;
  /** Questions about the year per second, and how often slower than ours, per round. */
  readonly rates: readonly number[];
  readonly ratios: readonly number[];
  /** Of the questions about the year, those to which it says what we say: due, and elapsed. */
  readonly agreed: readonly [number, number];
  readonly replies: readonly Reply[];
  readonly right: readonly boolean[];
  readonly vectorRatio: number;
}

/** Everything that was measured. */
export interface Found {
  readonly figures: readonly PeerFigures[];
  readonly ours: readonly Reply[];
  readonly year: ReadonlyMap<string, readonly Reply[]>;
  readonly seed: number;
  /** How many questions were asked about the year. */
  readonly asked: number;
  /** Why biz is not there. */
  readonly missing: string | null;
}

/** The figures, and lines for people. */
export function measureOf({ figures, ours, year, seed, asked, missing }: Found): Measure {
  const own = saidOf(year.get('ours'));
  const rates = own.map(rateOf);
  const biz = figures.find(({ name }) => name === 'biz');
  const rightOfOurs = vectors().filter((vector, index) => isRight(vector, ours[index])).length;
  const perSecond = (cost: number): string => `${Math.round(1e9 / cost).toLocaleString('en')}/s`;
  return {
    name: 'deadlines',
    value: round(median(rates)),
    unit: 'due or elapsed per second',
    floor: biz ? round(median(biz.rates)) : null,
    ratio: biz ? round(median(biz.ratios)) : null,
    ratios: Object.fromEntries(
      figures.flatMap(({ name, ratios, vectorRatio }) => [
        [name, round(median(ratios))],
        [`${name} on the vectors it gets right`, round(vectorRatio)],
      ]),
    ),
    spread: spreadOf(rates),
    seed,
    details: {
      'vectors right: ours': rightOfOurs,
      ...Object.fromEntries(figures.map(({ name, right }) => [`vectors right: ${name}`, right.filter(Boolean).length])),
      ...(missing !== null && { biz: missing }),
    },
    lines: [
      `ours: due ${perSecond(median(own.map(({ dueCost }) => dueCost)))}, elapsed ${perSecond(median(own.map(({ elapsedCost }) => elapsedCost)))}, ${rightOfOurs} of ${ours.length} vectors right`,
      ...figures.map((figure) => lineOf(figure, asked)),
      ...(missing === null ? [] : [`biz: not compared, ${missing}`]),
      ...tableOf(figures),
    ],
  };
}

function lineOf({ name, rates, ratios, vectorRatio, agreed, right }: PeerFigures, asked: number): string {
  const count = right.filter(Boolean).length;
  return (
    `${name}: ${Math.round(median(rates)).toLocaleString('en')}/s, ours is ${round(median(ratios))} times as fast (${spreadOf(ratios).join(' to ')}), ` +
    `${round(vectorRatio)} times on the ${count} vectors it gets right; in the year the same due in ${agreed[0]} of ${asked}, the same elapsed in ${agreed[1]}`
  );
}

/** Which of the vectors each peer gets right; those that all do are left out. */
function tableOf(figures: readonly PeerFigures[]): string[] {
  const rows = vectors().flatMap(({ id, expectedDue }, index) => {
    if (figures.every(({ right }) => right[index])) return [];
    return [`| ${[id, expectedDue ?? 'none', ...figures.map((figure) => cellOf(figure, index))].join(' | ')} |`];
  });
  const head = ['vector', 'due', ...figures.map(({ name }) => name)];
  return [
    '',
    `| ${head.join(' | ')} |`,
    `| ${head.map(() => '---').join(' | ')} |`,
    ...rows,
    `${vectors().length - rows.length} more are right in all.`,
  ];
}

function cellOf({ right, replies }: PeerFigures, index: number): string {
  if (right[index]) return 'right';
  const reply = replies[index];
  return !reply || 'cannot' in reply ? (reply?.cannot ?? '') : String(reply.due[0]).replace('.000Z', 'Z');
}
export function saidOf(replies: readonly Reply[] = []): Said[] {
  return replies.flatMap((reply) => ('due' in reply ? [reply] : []));
}

/** Nanoseconds for one due and one elapsed. */
export function costOf({ dueCost, elapsedCost }: Said): number {
  return dueCost + elapsedCost;
}

export function rateOf(said: Said): number {
  return 2e9 / costOf(said);
}

export function same(one: string | number | null | undefined, other: string | number | null | undefined): boolean {
  return typeof one === 'string' && typeof other === 'string' ? Date.parse(one) === Date.parse(other) : one === other;
}

export function isRight({ expectedDue }: Vector, reply: Reply | undefined): boolean {
  return reply !== undefined && 'due' in reply && same(reply.due[0], expectedDue);
}
