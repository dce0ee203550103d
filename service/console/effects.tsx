/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { ActRow, Effect } from '../ports/store.js';
import { AnyValue, Definition } from './definitions.js';
import { Moment } from './moment.js';
import type { TicketDetails } from './queries.js';
import type { PageWant } from './read-view.js';
import { effectStateInWords, plain } from './wording.js';

const NO_REASON = 'the reason is not shown for a private ticket';

export function Wants({ details: { view, isPrivate } }: { readonly details: TicketDetails }): JSX.Element {
  return (
    <section>
      <h2>What is wanted</h2>
      <WantList wants={view.wants} isPrivate={isPrivate} nothing="Nothing is wanted of the forum." />
      {view.shadows.length > 0 ? (
        <>
          <h3>In shadow: shown only, never carried out</h3>
          <WantList wants={view.shadows} isPrivate={isPrivate} nothing="" />
        </>
      ) : null}
    </section>
  );
}

function WantList({
  wants,
  isPrivate,
  nothing,
}: {
  readonly wants: readonly PageWant[];
  readonly isPrivate: boolean;
  readonly nothing: string;
}): JSX.Element {
  if (wants.length === 0) return <p>{nothing}</p>;
  return (
    <ul>
      {wants.map((want) => (
        <li key={want.key}>
          <code>{want.key}</code>: {isPrivate ? NO_REASON : (want.because ?? 'no reason is known')}
        </li>
      ))}
    </ul>
  );
}

export function Effects({ details: { effects, acts, isPrivate } }: { readonly details: TicketDetails }): JSX.Element {
  return (
    <section>
      <h2>What was done</h2>
      {effects.length === 0 ? <p>Nothing was written to the forum, and nothing waits to be.</p> : null}
      {[...effects].reverse().map((effect) => (
        <OneEffect key={effect.id} effect={effect} acts={acts.filter((act) => act.effectId === effect.id)} isPrivate={isPrivate} />
      ))}
    </section>
  );
}

function OneEffect({
  effect,
  acts,
  isPrivate,
}: {
  readonly effect: Effect;
  readonly acts: readonly ActRow[];
  readonly isPrivate: boolean;
}): JSX.Element {
  // A message goes to its recipients and to nobody else, also where the ticket itself is public.
  const isShown = !isPrivate && effect.kind !== 'message';
  return (
    <article class="card">
      <h3>
        <code>{effect.key}</code>, revision {effect.revision}
      </h3>
      <dl>
        <Definition name="State">
          <strong>{effectStateInWords(effect.state)}</strong>
          {effect.reason === null ? '' : `: ${effect.reason}`}
        </Definition>
        <Definition name="Why">{isPrivate ? NO_REASON : effect.because}</Definition>
        <Definition name="Wanted">
          <Moment at={effect.createdAt} />
        </Definition>
        <Definition name={effect.endedAt === null ? 'Not before' : 'Ended'}>
          <Moment at={effect.endedAt ?? effect.notBefore} />
        </Definition>
        {effect.postId === null ? null : <Definition name="Post">{effect.postId}</Definition>}
      </dl>
      {acts.length === 0 ? null : <Acts acts={acts} />}
      {isShown ? (
        <details>
          <summary>What it says</summary>
          <AnyValue value={effect.value} />
        </details>
      ) : null}
    </article>
  );
}

function Acts({ acts }: { readonly acts: readonly ActRow[] }): JSX.Element {
  return (
    <ul>
      {acts.map((act) => (
        <li key={act.id}>
          <Moment at={act.at} />: {plain(act.outcome)}
          {act.reason === null ? '' : `, ${act.reason}`}
          {act.postId === null ? '' : `, post ${act.postId}`}
        </li>
      ))}
    </ul>
  );
}
