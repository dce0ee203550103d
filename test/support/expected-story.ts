import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { toInstant } from '../../shared/instant.js';
import type { ReplayResult } from '../../service/cli/replay/report.js';
import { cycleOf, type ClocksView, type Metric } from '../../service/features/clocks/view.js';
import type { TriageView } from '../../service/features/triage/view.js';

type Json = Readonly<Record<string, unknown>>;

export interface ExpectedStory {
  readonly topics: Readonly<Record<string, Json>>;
  readonly memberships?: Json;
  readonly texts?: Json;
}

export function loadExpected(file: string): Readonly<Record<string, ExpectedStory>> & ExpectedStory {
  return parse(readFileSync(file, 'utf8')) as Readonly<Record<string, ExpectedStory>> & ExpectedStory;
}

/** Short names of communities in the expected files, by the category that they designate. */
const COMMUNITIES: Readonly<Record<string, string>> = { 'category-5': 'housing', 'category-7': 'it' };

/** A ticket of a replay with the fields, and in the form, of the expected files. */
export function asExpected(result: ReplayResult, topic: number): Json {
  const found = result.tickets.find((ticket) => ticket['topic'] === topic);
  if (!found) return { ticket: false };
  const { triage, clocks } = found['features'] as { triage: TriageView; clocks: ClocksView };
  return {
    ticket: true,
    community: COMMUNITIES[String(found['community'])],
    private: found['isPrivate'],
    category: found['category'],
    asker: found['asker'],
    kind: triage.kind,
    guessed: triage.guessed,
    lane: triage.lane,
    mode: triage.mode,
    state: found['state'],
    outcome: found['outcome'],
    owner: found['owner'],
    proposed: found['proposed'],
    accepted: found['accepted'],
    acceptedHistory: found['acceptedHistory'],
    visiblePosts: found['visiblePosts'],
    fr: clock(clocks, 'fr'),
    cr: clock(clocks, 'cr'),
  };
}

function clock(view: ClocksView, metric: Metric) {
  const cycle = cycleOf(view, metric);
  return (
    cycle && {
      start: seconds(cycle.startedAt),
      end: seconds(cycle.endedAt),
      outcome: cycle.state,
      due: seconds(cycle.due),
      by: cycle.endedBy,
    }
  );
}

function seconds(at: string | null): string | null {
  return toInstant(at)?.replace('.000Z', 'Z') ?? null;
}

/** Text versions that are confirmed, and by what. */
export function confirmedTexts(result: ReplayResult, post: number): Json[] {
  const births = new Map(result.facts.filter((fact) => fact['type'] === 'PostBorn').map((fact) => [fact['post'], fact['at']]));
  return result.facts
    .filter((fact) => fact['type'] === 'TextConfirmed' && fact['post'] === post)
    .map((fact) => ({ version: fact['version'], at: fact['at'], by: fact['at'] === births.get(post) ? 'birth' : 'read' }));
}
