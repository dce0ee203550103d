import type { Fact, LineGiven, LineTakenBack } from '../../shared/facts.js';
import { secondsBetween } from '../../shared/instant.js';
import { pressedLineId } from '../../shared/pressed-line.js';

/** UI-35: its author may take a line back for so long. */
export const UNDO_SECONDS = 60;

/** The lines of buttons that their authors took back in time: they never were said. */
export function pressesTakenBack(facts: readonly Fact[]): ReadonlySet<string> {
  const given = new Map(facts.flatMap(({ at, body }) => (body.type === 'LineGiven' ? [[pressedLineId(body), at] as const] : [])));
  return new Set(
    facts.flatMap(({ at, body }) => {
      if (body.type !== 'LineTakenBack') return [];
      const id = pressedLineId(body);
      const from = given.get(id);
      return from !== undefined && secondsBetween(from, at) <= UNDO_SECONDS ? [id] : [];
    }),
  );
}

export function isPress(fact: Fact): fact is Fact & { readonly body: LineGiven | LineTakenBack } {
  return fact.body.type === 'LineGiven' || fact.body.type === 'LineTakenBack';
}
