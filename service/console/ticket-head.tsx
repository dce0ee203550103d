/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { Definition } from './definitions.js';
import type { Naming } from './fact-in-words.js';
import { communityName, wordsOf, type DueFrame, type Frame } from './frame.js';
import { Due, Moment } from './moment.js';
import type { TicketDetails } from './queries.js';
import { duesOf, readClocks, readExpertCycles, readTriage } from './read-view.js';
import { Why } from './why.js';
import { capital, metricInWords, plain, stateInWords } from './wording.js';

interface Props {
  readonly details: TicketDetails;
  readonly frame: Frame;
  readonly naming: Naming;
  readonly due: DueFrame;
}

const NOT_SHOWN = 'The reason is not shown: the ticket is private.';

/** What is true now, each with its reason. */
export function TicketHead({ details, frame, naming, due }: Props): JSX.Element {
  const { row, view } = details;
  return (
    <section>
      <h2>What is true</h2>
      <dl>
        <State details={details} frame={frame} />
        {details.mergedInto === null ? null : (
          <Definition name="Merged into">
            <a href={`/tickets/${details.mergedInto}`}>{`HD-${details.mergedInto}`}</a>
          </Definition>
        )}
        <Owner details={details} naming={naming} />
        <Dues details={details} due={due} />
        <Triage details={details} naming={naming} />
        <Definition name="Asker">{view.asker === null ? 'not known' : naming.person(view.asker)}</Definition>
        <Definition name="Community">
          {communityName(frame, row.community)}
          {view.since === null ? '' : ', since '}
          {view.since === null ? null : <Moment at={view.since} />}
        </Definition>
        {details.isMasked ? null : <Definition name="Tags">{view.tags.length === 0 ? 'none' : view.tags.join(', ')}</Definition>}
        <Definition name="Accepted answer">{view.accepted === null ? 'none' : `post ${view.accepted}`}</Definition>
        <Definition name="Derived">
          <Moment at={row.derivedAt} />
        </Definition>
        <Definition name="Looked at again">
          {row.nextWakeAt === null ? 'when something happens' : <Moment at={row.nextWakeAt} />}
        </Definition>
      </dl>
    </section>
  );
}

function State({ details, frame }: Pick<Props, 'details' | 'frame'>): JSX.Element {
  const { row, view, mergedInto } = details;
  // Into which ticket it was merged is for those who may know that one.
  const because = view.merged !== null && mergedInto === null ? 'it was merged into another topic' : view.stateBecause;
  return (
    <Definition name="State">
      <strong>{capital(stateInWords(row.state, row.outcome, wordsOf(frame, row.community)))}</strong>
      <Why of="state">{because === null ? 'No reason is known.' : `Because ${because}.`}</Why>
    </Definition>
  );
}

function Owner({ details, naming }: Pick<Props, 'details' | 'naming'>): JSX.Element {
  const { row, view, facts } = details;
  const taken = facts.findLast(
    ({ fact: { body } }) => body.type === 'SmallAction' && body.actor === row.owner && /^(re)?assigned$/.test(body.code),
  );
  return (
    <>
      <Definition name="Owner">
        {row.owner === null ? ownedByGroup(details, naming) : naming.person(row.owner)}
        <Why of="owner">
          {row.owner === null ? 'Nobody has taken it: who is assigned by somebody else owns it only when she takes it herself.' : null}
          {row.owner !== null && taken ? (
            <>
              Because {naming.person(row.owner)} took it in the forum, <Moment at={taken.fact.at} />.
            </>
          ) : null}
          {row.owner !== null && !taken ? 'Because of what the timeline below tells of assignments.' : null}
        </Why>
      </Definition>
      {view.proposed === null ? null : <Definition name="Offered to">{naming.person(view.proposed)}</Definition>}
    </>
  );
}

/** TR-07. */
function ownedByGroup({ view, isMasked }: TicketDetails, naming: Naming): string {
  const groups = isMasked ? [] : (readTriage(view)?.groups ?? []);
  return groups.length === 0 ? 'nobody' : `${groups.map((group) => naming.group(group)).join(', ')} (nobody of them yet)`;
}

function Dues({ details: { view, sees }, due }: Pick<Props, 'details' | 'due'>): JSX.Element {
  const clocks = readClocks(view);
  const dues = duesOf([...(clocks?.cycles ?? []), ...(sees === 'outside' ? [] : readExpertCycles(view))]);
  if (dues.length === 0) {
    return (
      <Definition name="Due">
        nothing is due
        <Why of="due">{clocks?.origin?.nothing ? `Because ${clocks.origin.nothing}.` : 'No clock that promises something is running.'}</Why>
      </Definition>
    );
  }
  return (
    <Definition name="Due">
      <ul class="plain">
        {dues.map((cycle) => (
          <li key={`${cycle.metric}:${cycle.number ?? 0}`}>
            {metricInWords(cycle.metric)}: {cycle.due === null ? null : <Due at={cycle.due} frame={due} />}
            <Why of={`due ${plain(cycle.metric)} ${cycle.number ?? ''}`.trim()}>
              {cycle.why === null ? '' : `Because ${cycle.why}. `}
              {cycle.targetMinutes === null ? '' : `The target is ${cycle.targetMinutes} minutes of business time, counted from `}
              {cycle.targetMinutes === null ? null : <Moment at={cycle.startedAt} />}
            </Why>
          </li>
        ))}
      </ul>
    </Definition>
  );
}

function Triage({ details: { view, isMasked }, naming }: Pick<Props, 'details' | 'naming'>): JSX.Element | null {
  const triage = readTriage(view);
  if (!triage) return null;
  const why = (name: string): JSX.Element => {
    const reason = triage.why[name];
    const known = typeof reason === 'string' && reason !== '' ? `Because ${reason}.` : 'No reason is known.';
    return <Why of={name === 'mode' ? 'who decides' : name}>{isMasked ? NOT_SHOWN : known}</Why>;
  };
  const groups = triage.groups.length === 0 ? '' : `: ${triage.groups.map((group) => naming.group(group)).join(', ')}`;
  return (
    <>
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
    </>
  );
}
