import type { Fact, LineGiven } from '../../shared/facts.js';
import { secondsBetween, type Instant } from '../../shared/instant.js';
import { pressedLineId } from '../../shared/pressed-line.js';
import { pressesTakenBack, UNDO_SECONDS } from './pressed-lines.js';
import type { Step } from './timeline.js';
import type { TopicState } from './topic-state.js';

/** A line to the desk, as it stands in a post or was given with a button. */
export interface CommandLine {
  /** Post and hash of the line: said twice in one post it counts once. Of a button: where it was pressed, by whom, and which press it was. */
  readonly id: string;
  /** Null: it was given with a button. */
  readonly post: number | null;
  readonly textId: string | null;
  readonly author: number | null;
  /** When it was said: with its post, or by the edit that added it. */
  readonly at: Instant;
  /** How many lines stand before it: a line that an edit mended takes the place of the wrong one. */
  readonly index: number;
  /** Added so long after posting that it is refused (table 0.3). */
  readonly isLate: boolean;
  /** Of a button: the post whose button it was, and whether who pressed has given the name of a person. */
  readonly pressed?: { readonly on: number | null; readonly hasName: boolean };
}

/** Added by an edit within this time after posting a line still counts (table 0.3). */
const EDIT_SECONDS = 600;

/**
 * Which lines are said when. A line counts once per post, from when its post is visible; one that its author took back within 60
 * seconds, by deleting the post or editing the line out, never was said.
 */
export function commandLog(facts: readonly Fact[]): { dueAfter(step: Step, place: TopicState): CommandLine[] } {
  const withdrawn = new Set([...withdrawnLines(facts), ...pressesTakenBack(facts)]);
  const seen = new Set<string>();
  let held: Array<Omit<CommandLine, 'author' | 'post'> & { readonly post: number }> = [];

  function add(body: Extract<Fact['body'], { type: 'CommandLines' }>, at: Instant, bornAt: Instant): void {
    for (const [index, { hash, textId }] of body.lines.entries()) {
      const id = `${body.post}/${hash}`;
      if (seen.has(id)) continue;
      seen.add(id);
      if (!withdrawn.has(id)) held.push({ id, post: body.post, textId, at, index, isLate: secondsBetween(bornAt, at) > EDIT_SECONDS });
    }
  }

  return {
    dueAfter(step, place) {
      const body = step.facts[0]?.body;
      if (body?.type === 'LineGiven') return withdrawn.has(pressedLineId(body)) ? [] : [pressedLine(body, step.at)];
      if (body?.type === 'CommandLines') add(body, step.at, place.posts.get(body.post)?.at ?? step.at);
      if (held.length === 0) return [];
      const isDue = ({ post }: { readonly post: number }): boolean => place.posts.get(post)?.visibility === 'visible';
      const due = held.filter(isDue);
      held = held.filter((line) => !isDue(line));
      return due.map((line) => ({ ...line, author: place.posts.get(line.post)?.writer ?? null }));
    },
  };
}

function pressedLine(body: LineGiven, at: Instant): CommandLine {
  const { post: on, author, textId, hasName } = body;
  return { id: pressedLineId(body), post: null, textId, author, at, index: 0, isLate: false, pressed: { on, hasName } };
}

function withdrawnLines(facts: readonly Fact[]): ReadonlySet<string> {
  const firstSeen = new Map<string, Instant>();
  const withdrawn = new Set<string>();
  for (const changes of changesOfPosts(facts)) {
    const lines = new Set<string>();
    for (const { at, body } of [...changes].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
      if (body.type === 'CommandLines') {
        const now = new Set(body.lines.map(({ hash }) => `${body.post}/${hash}`));
        for (const id of now) if (!firstSeen.has(id)) firstSeen.set(id, at);
        for (const id of lines) if (!now.has(id) && isWithinUndo(firstSeen.get(id), at)) withdrawn.add(id);
        for (const id of now) lines.add(id);
      } else if (body.type === 'PostVisibility' && (body.visibility === 'deleted' || body.visibility === 'deletedByAuthor')) {
        for (const id of lines) if (isWithinUndo(firstSeen.get(id), at)) withdrawn.add(id);
      }
    }
  }
  return withdrawn;
}

function changesOfPosts(facts: readonly Fact[]): Iterable<Fact[]> {
  const addressed = new Set(facts.filter(({ body }) => body.type === 'CommandLines').map(({ thing }) => thing));
  const changes = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (!addressed.has(fact.thing) || (fact.body.type !== 'CommandLines' && fact.body.type !== 'PostVisibility')) continue;
    changes.set(fact.thing, [...(changes.get(fact.thing) ?? []), fact]);
  }
  return changes.values();
}

function isWithinUndo(from: Instant | undefined, at: Instant): boolean {
  return from !== undefined && secondsBetween(from, at) <= UNDO_SECONDS;
}
