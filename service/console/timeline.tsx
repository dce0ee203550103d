/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { AnyValue, Definition } from './definitions.js';
import { Moment } from './moment.js';
import type { ActEntry, ClockEntry, Entry, FactEntry, WantEntry } from './timeline-entries.js';

export const SHOWN = ['all', 'facts', 'wants', 'acts'] as const;
export type Shown = (typeof SHOWN)[number];

const NAMES: Readonly<Record<Shown, string>> = { all: 'Everything', facts: 'Facts and clocks', wants: 'Wants', acts: 'Acts' };
const KINDS: Readonly<Record<Shown, ReadonlyArray<Entry['kind']>>> = {
  all: ['fact', 'clock', 'want', 'act'],
  facts: ['fact', 'clock'],
  wants: ['want'],
  acts: ['act'],
};

interface Props {
  readonly entries: readonly Entry[];
  readonly shown: Shown;
  /** Facts that are not among the entries. */
  readonly leftOut: number;
  readonly address: (shown: Shown) => string;
}

/** Everything in one order of time, the newest last. */
export function Timeline({ entries, shown, leftOut, address }: Props): JSX.Element {
  const rows = entries.filter(({ kind }) => KINDS[shown].includes(kind));
  return (
    <section id="timeline">
      <h2>What happened, and what followed</h2>
      <nav aria-label="Parts of the timeline" class="filters">
        {SHOWN.map((name) => (
          <a key={name} href={`${address(name)}#timeline`} {...(name === shown ? { 'aria-current': 'true' } : {})}>
            {NAMES[name]}
          </a>
        ))}
      </nav>
      {leftOut > 0 && KINDS[shown].includes('fact') ? (
        <p class="quiet">Facts left out: {leftOut} that only repeat one shown here, or are older, or are about posts elsewhere.</p>
      ) : null}
      {rows.some((row) => row.kind === 'want' && row.isShadow) ? (
        <p class="note">In shadow: shown only, never carried out. This is what a feature that is being tried out would do.</p>
      ) : null}
      {rows.length === 0 ? <p>{NOTHING[shown]}</p> : null}
      <ol class="timeline">
        {rows.map((entry) => (
          <Row key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

const NOTHING: Readonly<Record<Shown, string>> = {
  all: 'Nothing is known yet.',
  facts: 'No fact is known yet.',
  wants: 'Nothing is wanted of the forum.',
  acts: 'Nothing was written to the forum yet.',
};

function Row({ entry }: { readonly entry: Entry }): JSX.Element {
  switch (entry.kind) {
    case 'fact':
      return <Fact entry={entry} />;
    case 'clock':
      return <Clock entry={entry} />;
    case 'want':
      return <Want entry={entry} />;
    case 'act':
      return <Act entry={entry} />;
  }
}

function Fact({ entry: { at, sentence, source, learntAt, unconfirmed } }: { readonly entry: FactEntry }): JSX.Element {
  return (
    <li class="fact">
      <span class="kind">Fact</span> {sentence}
      {unconfirmed ? <span class="mark">not confirmed by a read</span> : null}
      <br />
      <span class="quiet">
        <Moment at={at} />
        {at === learntAt ? ', known at once' : ', known since '}
        {at === learntAt ? null : <Moment at={learntAt} />}, from {source}
      </span>
    </li>
  );
}

function Clock({ entry: { at, sentence, why, isBad } }: { readonly entry: ClockEntry }): JSX.Element {
  return (
    <li class="clock">
      <span class="kind">Clock</span> <span class={isBad ? 'bad' : ''}>{sentence}</span>
      <br />
      <span class="quiet">
        <Moment at={at} />
        {why === null ? '' : `, because ${why}`}
      </span>
    </li>
  );
}

function Want({ entry }: { readonly entry: WantEntry }): JSX.Element {
  const { id, at, what, key, revision, state, because, ends, value } = entry;
  return (
    <li class="want">
      <span class="kind">Want</span> <strong>{what}</strong>
      <dl>
        <Definition name="State">{state}</Definition>
        <Definition name="Why">{because ?? 'the reason is for those who take part in it'}</Definition>
        <Definition name="Wanted">
          <Moment at={at} />
        </Definition>
        {ends === null ? null : (
          <Definition name={ends.name}>
            <Moment at={ends.at} />
          </Definition>
        )}
      </dl>
      {value === null ? null : (
        <details id={`says-${id}`}>
          <summary>
            What it says<span class="unseen">: {what}</span>
          </summary>
          <AnyValue value={value.shown} />
        </details>
      )}
      <p class="quiet raw">
        <code>{key}</code>
        {revision === null ? '' : `, revision ${revision}`}
      </p>
    </li>
  );
}

function Act({ entry: { at, what, result, reason, link } }: { readonly entry: ActEntry }): JSX.Element {
  return (
    <li class="act">
      <span class="kind">Act</span> {what}: <strong>{result}</strong>
      {reason === null ? '' : `, ${reason}`}
      {link === null ? null : (
        <>
          {' '}
          <a href={link.url}>{link.name}</a>
        </>
      )}
      <br />
      <span class="quiet">
        <Moment at={at} />
      </span>
    </li>
  );
}
