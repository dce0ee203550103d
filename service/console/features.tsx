/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { Instant } from '../../shared/instant.js';
import { AnyValue, Definition } from './definitions.js';
import type { Naming } from './fact-in-words.js';
import { Due, Moment } from './moment.js';
import { COMMUNITY_REPLY, readClocks, readTriage, type PageClocks, type PageCycle, type PageTriage, type PageView } from './read-view.js';
import { capital, cycleStateInWords, metricInWords, plain } from './wording.js';

interface Props {
  readonly view: PageView;
  readonly now: Instant;
  /** Reasons may quote tags and name rules, which tell what a question is about. */
  readonly isPrivate: boolean;
  readonly naming: Naming;
}

/** What each feature has derived. Triage and clocks have a form of their own; any other view is shown as it is. */
export function Features({ view, now, isPrivate, naming }: Props): JSX.Element {
  const [triage, clocks] = [readTriage(view), readClocks(view)];
  const known = new Set([triage ? 'triage' : '', clocks ? 'clocks' : '']);
  const others = isPrivate ? [] : Object.entries(view.features).filter(([name]) => !known.has(name));
  return (
    <>
      {triage ? <Triage triage={triage} isPrivate={isPrivate} naming={naming} /> : null}
      {clocks ? <Clocks clocks={clocks} now={now} /> : null}
      {others.map(([name, value]) => (
        <section key={name}>
          <h2>{capital(plain(name))}</h2>
          <AnyValue value={value} />
        </section>
      ))}
    </>
  );
}

function Triage({
  triage,
  isPrivate,
  naming,
}: {
  readonly triage: PageTriage;
  readonly isPrivate: boolean;
  readonly naming: Naming;
}): JSX.Element {
  const why = (name: string): string => {
    const reason = triage.why[name];
    return isPrivate || typeof reason !== 'string' ? '' : `, because ${reason}`;
  };
  const groups = triage.groups.length === 0 ? '' : `: ${triage.groups.map((group) => naming.group(group)).join(', ')}`;
  return (
    <section>
      <h2>Triage</h2>
      <dl>
        <Definition name="Kind">
          {plain(triage.kind)}
          {triage.guessed ? ' (guessed)' : ''}
          {why('kind')}
        </Definition>
        <Definition name="Lane">
          {plain(triage.lane ?? 'not known')}
          {why('lane')}
        </Definition>
        <Definition name="Who decides">
          {plain(triage.mode ?? 'not known')}
          {why('mode')}
        </Definition>
        <Definition name="Queue">
          {plain(triage.queue ?? 'not known')}
          {groups}
          {why('queue')}
        </Definition>
      </dl>
    </section>
  );
}

function Clocks({ clocks, now }: { readonly clocks: PageClocks; readonly now: Instant }): JSX.Element {
  return (
    <section>
      <h2>Clocks</h2>
      {clocks.cycles.length === 0 ? <p>No clock runs{clocks.origin?.nothing ? `, because ${clocks.origin.nothing}` : ''}.</p> : null}
      {clocks.cycles.map((cycle) => (
        <Clock key={`${cycle.metric}:${cycle.number ?? cycle.startedAt ?? ''}`} cycle={cycle} now={now} />
      ))}
    </section>
  );
}

function Clock({ cycle, now }: { readonly cycle: PageCycle; readonly now: Instant }): JSX.Element {
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
        <DueLine cycle={cycle} now={now} />
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

function DueLine({ cycle: { metric, due, endedAt }, now }: { readonly cycle: PageCycle; readonly now: Instant }): JSX.Element {
  const isPromise = metric !== COMMUNITY_REPLY;
  return (
    <Definition name={isPromise ? 'Due' : 'Hoped for by'}>
      {due === null ? 'no time' : isPromise && endedAt === null ? <Due at={due} now={now} /> : <Moment at={due} />}
    </Definition>
  );
}
