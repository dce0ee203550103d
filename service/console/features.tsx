/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { ShownClock } from '../../shared/shown-clock.js';
import { ClockCards } from './clock-cards.js';
import { AnyValue } from './definitions.js';
import type { DueFrame } from './frame.js';
import { readClocks, readTriage, type PageView } from './read-view.js';
import { capital, plain } from './wording.js';

interface Props {
  readonly view: PageView;
  readonly due: DueFrame;
  readonly topicId: number;
  /** Null: they cannot be shown nicely. */
  readonly clocks: readonly ShownClock[] | null;
  /** Views may hold reasons and names out of rooms, and quote what a question is about. */
  readonly isShowingAll: boolean;
}

/** What each feature has derived. Triage is in the head of the page, clocks have a form of their own; any other view is shown as it is. */
export function Features({ view, due, topicId, clocks, isShowingAll }: Props): JSX.Element {
  const known = new Set([readTriage(view) ? 'triage' : '', clocks ? 'clocks' : '']);
  const others = isShowingAll ? Object.entries(view.features).filter(([name]) => !known.has(name)) : [];
  return (
    <>
      {clocks ? <ClockCards clocks={clocks} nothing={readClocks(view)?.origin?.nothing ?? null} due={due} topicId={topicId} /> : null}
      {others.map(([name, value]) => (
        <section key={name}>
          <h2>{capital(plain(name))}</h2>
          <AnyValue value={value} />
        </section>
      ))}
    </>
  );
}
