/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { FOLLOW_UPS, type FirstReplies, type FollowUps, type Replies } from '../reports/compliance.js';
import { COHORT } from '../reports/words.js';
import { communityName, type Frame } from './frame.js';
import { Lines } from './reports-lines.js';
import { Behind } from './reports-list.js';
import type { Report } from './reports-query.js';
import { Audience, fewerThan, sizeOf } from './reports-small.js';
import { Waits, WaitsBehind } from './reports-waits.js';
import { minutesInWords } from './zone-time.js';

interface Props {
  readonly report: Report;
  readonly frame: Frame;
}

export function ReportsPage({ report, frame }: Props): JSX.Element {
  const { ask, compliance, behind, waits, waitsBehind } = report;
  return (
    <>
      <p>
        What was in time, late, open or left out, with the tickets behind each figure. <a href="/preview">Preview other settings</a>
      </p>
      <Period report={report} frame={frame} />
      <p>
        <strong>What is counted:</strong> {COHORT}
      </p>
      {compliance.lines.length === 0 ? <p>No clock started in this period.</p> : null}
      {compliance.firstReplies.length === 0 ? null : <SideBySide rows={compliance.firstReplies} frame={frame} />}
      <Lines
        title="Targets of the desk"
        late="Late"
        lines={compliance.lines.filter(({ of }) => of.metric !== 'cr')}
        {...{ report, frame }}
      />
      <Lines
        title="Replies by anybody"
        late="After the target"
        lines={compliance.lines.filter(({ of }) => of.metric === 'cr')}
        {...{ report, frame }}
      />
      {compliance.followUps.length === 0 ? null : <AfterSolutions rows={compliance.followUps} frame={frame} />}
      {waits.length === 0 ? null : <Waits lines={waits} ask={ask} frame={frame} />}
      {waitsBehind === null ? null : <WaitsBehind behind={waitsBehind} ask={ask} frame={frame} />}
      {behind === null ? null : <Behind behind={behind} ask={ask} frame={frame} />}
    </>
  );
}

function Period({ report: { ask }, frame }: Props): JSX.Element {
  return (
    <form method="get" action="/reports" class="filters" aria-label="Which period">
      <label>
        From
        <input type="date" name="since" value={ask.since} required />
      </label>
      <label>
        To, included
        <input type="date" name="until" value={ask.until ?? ''} />
      </label>
      <label>
        Community
        <select name="community">
          <option value="" selected={ask.community === null}>
            all
          </option>
          {[...frame.communities].map(([id, { name }]) => (
            <option key={id} value={id} selected={id === ask.community}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

/** R-COMM: neither figure stands without the other. */
function SideBySide({ rows, frame }: { readonly rows: readonly FirstReplies[]; readonly frame: Frame }): JSX.Element {
  return (
    <section>
      <h2>First replies, side by side</h2>
      <p>To the same questions: those that everybody may read.</p>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Community</th>
            <th scope="col">Official reply</th>
            <th scope="col">First reply by anybody</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ community, official, members }) => (
            <tr key={community}>
              <td data-name="Community">{communityName(frame, community)}</td>
              <td data-name="Official reply">{repliesText(official)}</td>
              <td data-name="First reply by anybody">{repliesText(members)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function repliesText({ answered, medianSeconds }: Replies): string {
  return medianSeconds === null ? 'n = 0' : `n = ${answered}, median ${minutesInWords(medianSeconds)}`;
}

/** CL-21. */
function AfterSolutions({ rows, frame }: { readonly rows: readonly FollowUps[]; readonly frame: Frame }): JSX.Element {
  return (
    <section>
      <h2>Posts after a solution</h2>
      <p>
        A post after the solution waits until somebody says whether help is needed. Those that were let go, or needed no reply, are in no
        rate.
      </p>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Community</th>
            {FOLLOW_UPS.map((name) => (
              <th key={name} scope="col">
                {FOLLOW_UP_NAMES[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ community, audience, counts }) => (
            <tr key={`${community}/${audience}`}>
              <td data-name="Community">
                {communityName(frame, community)}
                <Audience audience={audience} />
              </td>
              {FOLLOW_UPS.map((name) => (
                <td key={name} data-name={FOLLOW_UP_NAMES[name]}>
                  {counts === null ? fewerThan(sizeOf(frame, community)) : counts[name]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const FOLLOW_UP_NAMES: Readonly<Record<(typeof FOLLOW_UPS)[number], string>> = {
  confirmed: 'Help was needed',
  dismissed: 'No reply needed',
  lapsed: 'Let go',
  waiting: 'Waiting',
  other: 'Ended otherwise',
};
