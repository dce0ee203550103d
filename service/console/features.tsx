/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { AnyValue, Definition } from './definitions.js';
import type { DueFrame } from './frame.js';
import { Due, Moment } from './moment.js';
import { COMMUNITY_REPLY, readClocks, readTriage, type PageClocks, type PageCycle, type PageView } from './read-view.js';
import { capital, cycleStateInWords, metricInWords, plain } from './wording.js';

interface Props {
  readonly view: PageView;
  readonly due: DueFrame;
  /** Views may hold reasons and names out of rooms, and quote what a question is about. */
  readonly isShowingAll: boolean;
}

/** What each feature has derived. Triage is in the head of the page, clocks have a form of their own; any other view is shown as it is. */
export function Features({ view, due, isShowingAll }: Props): JSX.Element {
  const [triage, clocks] = [readTriage(view), readClocks(view)];
  const known = new Set([triage ? 'triage' : '', clocks ? 'clocks' : '']);
  const others = isShowingAll ? Object.entries(view.features).filter(([name]) => !known.has(name)) : [];
  return (
    <>
      {clocks ? <Clocks clocks={clocks} due={due} /> : null}
      {others.map(([name, value]) => (
        <section key={name}>
          <h2>{capital(plain(name))}</h2>
          <AnyValue value={value} />
        </section>
      ))}
    </>
  );
}

function Clocks({ clocks, due }: { readonly clocks: PageClocks; readonly due: DueFrame }): JSX.Element {
  return (
    <section>
      <h2>Clocks</h2>
      {clocks.cycles.length === 0 ? <p>No clock runs{clocks.origin?.nothing ? `, because ${clocks.origin.nothing}` : ''}.</p> : null}
      {clocks.cycles.map((cycle) => (
        <Clock key={`${cycle.metric}:${cycle.number ?? cycle.startedAt ?? ''}`} cycle={cycle} frame={due} />
      ))}
    </section>
  );
}

function Clock({ cycle, frame }: { readonly cycle: PageCycle; readonly frame: DueFrame }): JSX.Element {
  const { metric, number, state, startedAt, targetMinutes, endedAt, breachedAt, byPolicyChange, why } = cycle;
  return (
    <div class="card">
      <h3>
        {metricInWords(metric)}
        {number !== null && number > 1 ? ` (${number})` : ''}:{' '}
        <span class={breachedAt === null ? '' : 'bad'}>{cycleStateInWords(state)}</span>
      </h3>
      <dl>
        <Definition name="Start">
          <Moment at={startedAt} />
        </Definition>
        <DueLine cycle={cycle} frame={frame} />
        {targetMinutes === null ? null : <Definition name="Target">{targetMinutes} minutes of business time</Definition>}
        <Definition name="End">{endedAt === null ? 'still open' : <Moment at={endedAt} />}</Definition>
        {breachedAt === null ? null : (
          <Definition name="Breach">
            <Moment at={breachedAt} />
            {byPolicyChange ? ' (by a change of settings)' : ''}
          </Definition>
        )}
        {why ? <Definition name="Why">{why}</Definition> : null}
      </dl>
    </div>
  );
}

function DueLine({ cycle: { metric, due, endedAt }, frame }: { readonly cycle: PageCycle; readonly frame: DueFrame }): JSX.Element {
  const isPromise = metric !== COMMUNITY_REPLY;
  return (
    <Definition name={isPromise ? 'Due' : 'Hoped for by'}>
      {due === null ? 'no time' : isPromise && endedAt === null ? <Due at={due} frame={frame} /> : <Moment at={due} />}
    </Definition>
  );
}
