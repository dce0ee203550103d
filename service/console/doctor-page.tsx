/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren, JSX } from 'preact';
import { Moment } from './moment.js';
import { MOST_ROWS, type Findings } from './findings.js';
import type { PluginLine } from './plugin-line.js';
import { effectStateInWords, wantInWords } from './wording.js';

/** Figures over private tickets that rest on fewer are not told (rule 5 of section 0.1). */
const SMALL_GROUP = 5;

export interface DoctorPageProps {
  readonly findings: Findings;
  /** How long the sweep takes to come round, as a sentence; null where nobody measures it. */
  readonly sweep: string | null;
  /** What is wrong with the forum's clock, as a sentence; null: nothing. */
  readonly clock: string | null;
  /** Null where nobody asks for it. */
  readonly plugin: PluginLine | null;
}

export function DoctorPage({ findings, sweep, clock, plugin }: DoctorPageProps): JSX.Element {
  const { broken, effects, unreadable, nowhere, notLookedAt, reads, errors, notes } = findings;
  const count =
    broken.length +
    effects.length +
    unreadable.length +
    nowhere.length +
    reads.length +
    errors.length +
    notes.length +
    (clock === null ? 0 : 1) +
    (plugin?.isProblem ? 1 : 0);
  return (
    <>
      <p>
        {count === 0 ? 'Nothing is wrong as far as the service knows.' : `${count} ${count === 1 ? 'thing needs' : 'things need'} a look.`}
      </p>
      {sweep === null ? null : <p>{sweep}</p>}
      {clock === null ? null : <p>{clock}</p>}
      {plugin === null ? null : <p>{plugin.text}</p>}
      {notLookedAt === 0 ? null : (
        <p>
          Of {notLookedAt < SMALL_GROUP ? `fewer than ${SMALL_GROUP}` : notLookedAt} older private tickets it was not looked at whether the
          bot may still read them.
        </p>
      )}
      <Broken broken={broken} />
      <Effects effects={effects} isShowingKeys={findings.isShowingKeys} />
      <Unreadable unreadable={unreadable} />
      <Nowhere nowhere={nowhere} />
      <Reads reads={reads} />
      <Errors errors={errors} />
      <Notes notes={notes} />
    </>
  );
}

function Broken({ broken }: Pick<Findings, 'broken'>): JSX.Element {
  return (
    <Finding
      title="Deliveries that could not be read"
      next="What they may be about is read from the forum instead. Report the event and the reason."
      rows={broken.length}
    >
      {broken.map((delivery) => (
        <li key={delivery.id}>
          Delivery {delivery.id} ({delivery.event}), <Moment at={delivery.receivedAt} />: {delivery.note ?? 'no reason is known'}
        </li>
      ))}
    </Finding>
  );
}

function Nowhere({ nowhere }: Pick<Findings, 'nowhere'>): JSX.Element {
  return (
    <Finding
      title="Open tickets without owner and in nobody's queue"
      next="Bind a group as facilitators, or switch triage on, in the settings of the community."
      rows={nowhere.length}
    >
      {nowhere.map((topicId) => (
        <li key={topicId}>
          <TicketLink topicId={topicId} />
        </li>
      ))}
    </Finding>
  );
}

function Effects({ effects, isShowingKeys }: Pick<Findings, 'effects' | 'isShowingKeys'>): JSX.Element {
  return (
    <Finding
      title="Effects that did not come about"
      next="Open the ticket to see what was wanted and what the forum said."
      rows={effects.length}
    >
      {effects.map((effect) => (
        <li key={effect.id}>
          <TicketLink topicId={effect.topicId} />{' '}
          {isShowingKeys ? <code>{effect.key}</code> : wantInWords({ kind: effect.kind, value: null })}: {effectStateInWords(effect.state)}
          {effect.reason === null ? '' : `, ${effect.reason}`}, <Moment at={effect.endedAt ?? effect.createdAt} />
        </li>
      ))}
    </Finding>
  );
}

function Unreadable({ unreadable }: Pick<Findings, 'unreadable'>): JSX.Element {
  return (
    <Finding
      title="Topics that the bot may not read"
      next="Their tickets keep their state and are treated as private. Let the bot see the category or the message."
      rows={unreadable.length}
    >
      {unreadable.map((topicId) => (
        <li key={topicId}>
          <TicketLink topicId={topicId} />
        </li>
      ))}
    </Finding>
  );
}

function Reads({ reads }: Pick<Findings, 'reads'>): JSX.Element {
  return (
    <Finding
      title="Reads that failed and will be tried again"
      next="If they stay, look whether the forum answers and whether the API key is accepted."
      rows={reads.length}
    >
      {reads.map((need) => (
        <li key={need.thing}>
          {need.thing.replace(':', ' ')}: tried {need.attempts} {need.attempts === 1 ? 'time' : 'times'}, wanted by <Moment at={need.by} />
        </li>
      ))}
    </Finding>
  );
}

function Errors({ errors }: Pick<Findings, 'errors'>): JSX.Element {
  return (
    <Finding
      title="Features that failed on a ticket"
      next="Their wants stay as they were. Report the feature and what it said."
      rows={errors.length}
    >
      {errors.map((error) => (
        <li key={`${error.topicId}:${error.feature}`}>
          <TicketLink topicId={error.topicId} /> {error.feature}: {error.message ?? 'what it said is not shown for a private ticket'}
        </li>
      ))}
    </Finding>
  );
}

function Notes({ notes }: Pick<Findings, 'notes'>): JSX.Element {
  return (
    <Finding title="Notes" next="" rows={notes.length}>
      {notes.map((note, index) => (
        <li key={index}>
          <Moment at={note.at} /> {note.kind}, {note.thing}: {note.text}
        </li>
      ))}
    </Finding>
  );
}

function Finding({
  title,
  next,
  rows,
  children,
}: {
  readonly title: string;
  readonly next: string;
  readonly rows: number;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section>
      <h2>
        {title}: {rows === 0 ? 'none' : rows}
        {rows >= MOST_ROWS ? ', and no more are shown' : ''}
      </h2>
      {rows === 0 ? null : (
        <>
          {next === '' ? null : <p class="quiet">{next}</p>}
          <ul>{children}</ul>
        </>
      )}
    </section>
  );
}

function TicketLink({ topicId }: { readonly topicId: number }): JSX.Element {
  return <a href={`/tickets/${topicId}`}>HD-{topicId}</a>;
}
