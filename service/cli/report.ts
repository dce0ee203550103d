import { reportViewer } from '../console/reports-query.js';
import { loadFrame } from '../console/frame.js';
import { metricInWords } from '../console/wording.js';
import { minutesInWords } from '../console/zone-time.js';
import { startOfDate } from '../features/clocks/desk-seconds.js';
import { entriesOf, complianceOf, FOLLOW_UPS, type Compliance, type ComplianceLine, type Replies } from '../reports/compliance.js';
import { OUTCOMES } from '../reports/clock-entry.js';
import { loadEntries, loadWaits, usualSince } from '../reports/load-compliance.js';
import { waitLines, waitsBehind, type WaitLine } from '../reports/waits.js';
import { COHORT, outcomeInWords, vendorInWords } from '../reports/words.js';
import { DONE, WRONG_USAGE } from './answer.js';
import type { DeskCommand } from './desk.js';

/** Whoever can give this command is the operator: figures of all, and of private tickets only those that are large enough. */
const EYES = reportViewer({ type: 'operator' });

/** `report compliance`: what was in time, late, open and left out, per policy, clock, priority and community, with the lists behind it. */
export const reportCompliance: DeskCommand = async ({ store, forumId, clock }, { since, until, community }) => {
  const { communities } = await loadFrame({ store, forumId });
  if (community !== undefined && !communities.has(community))
    return { code: WRONG_USAGE, text: `There is no community ${community}. There are: ${[...communities.keys()].join(', ') || 'none'}.` };
  const ask = { since: since ?? usualSince(clock.now()), until: until ?? null, community: community ?? null };
  const reports = { store, forumId, communities, startOfDate };
  const [entries, waited] = [await loadEntries(reports, ask, EYES), await loadWaits(reports, ask, EYES)];
  if (entries === null || waited === null) return { code: WRONG_USAGE, text: 'A date is none; write it like 2026-11-29.' };
  const smallGroups = (id: string): number => communities.get(id)?.smallGroupSize ?? 5;
  const compliance = complianceOf(entries.all, smallGroups);
  const waits = waitLines(waited.all, smallGroups).map((line) => ({
    ...line,
    list: waitsBehind(waited.all, line.of).filter((wait) => waited.readable.has(wait)),
  }));
  const lists = (line: ComplianceLine) =>
    entriesOf(entries.all, line.of, null)
      .filter((entry) => entries.readable.has(entry))
      .map(({ topicId, number, outcome, startedAt, due, endedAt, elapsedSeconds }) => ({
        topicId,
        number,
        outcome,
        startedAt,
        due,
        endedAt,
        elapsedSeconds,
      }));
  return {
    code: DONE,
    text: [...inText(ask, compliance), ...section('Waiting for outside parties', waits.map(waitText))].join('\n'),
    json: { counted: COHORT, ...ask, ...compliance, lines: compliance.lines.map((line) => ({ ...line, list: lists(line) })), waits },
  };
};

function inText(ask: { readonly since: string; readonly until: string | null }, { firstReplies, lines, followUps }: Compliance): string[] {
  return [
    `From ${ask.since} ${ask.until === null ? 'on' : `to ${ask.until}`}. Counted: ${COHORT}`,
    ...(lines.length === 0 ? ['No clock started in this period.'] : []),
    ...section(
      'First replies, side by side',
      firstReplies.map(({ official, members, community }) => `${community}: official ${replies(official)}; by anybody ${replies(members)}`),
    ),
    ...section('Targets', lines.map(lineText)),
    ...section(
      'Posts after a solution',
      followUps.map(
        ({ counts, ...of }) => `${who(of)}: ${counts === null ? FEW : FOLLOW_UPS.map((name) => `${name} ${counts[name]}`).join(', ')}`,
      ),
    ),
  ];
}

function waitText({ of, figures }: WaitLine): string {
  const name = `${who(of)}, ${vendorInWords(of)}`;
  if (figures === null) return `${name}: ${FEW}`;
  return `${name}: ${figures.count} times, ${minutesInWords(figures.seconds)} of desk time; still waiting ${figures.lasting}`;
}

const FEW = 'too few to be told';

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function who({ community, audience }: { readonly community: string; readonly audience: string }): string {
  return audience === 'private' ? `${community} (private)` : community;
}

function replies({ answered, medianSeconds }: Replies): string {
  return medianSeconds === null ? 'n = 0' : `n = ${answered}, median ${minutesInWords(medianSeconds)}`;
}

function lineText({ of, figures }: ComplianceLine): string {
  const name = `${who(of)}, ${metricInWords(of.metric)}, ${of.policy}, ${of.priority}`;
  if (figures === null) return `${name}: ${FEW}`;
  const { counts, rate, medianSeconds, answered } = figures;
  const some = OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => `${counts[outcome]} ${outcomeInWords(outcome, of.metric)}`,
  );
  const share = rate === null ? '' : `; ${Math.round(rate * 1000) / 10} % ${outcomeInWords('met', of.metric)}`;
  const middle = medianSeconds === null ? '' : `; median ${minutesInWords(medianSeconds)} (n = ${answered})`;
  return `${name}: ${some.join(', ')}${share}${middle}`;
}
