/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { ClockEntry } from '../reports/clock-entry.js';
import { outcomeInWords } from '../reports/words.js';
import { communityName, type Frame } from './frame.js';
import { Moment } from './moment.js';
import { reportAddress, type Report } from './reports-query.js';
import { metricInWords } from './wording.js';
import { minutesInWords } from './zone-time.js';

interface BehindProps {
  readonly behind: NonNullable<Report['behind']>;
  readonly ask: Report['ask'];
  readonly frame: Frame;
}

/** The tickets behind a number. */
export function Behind({ behind: { line, outcome, entries, leftOut }, ask, frame }: BehindProps): JSX.Element {
  const what = outcome === null ? 'all of them' : outcomeInWords(outcome, line.metric);
  return (
    <section id="list">
      <h2>
        {metricInWords(line.metric)}, {communityName(frame, line.community)}, {line.policy}, {line.priority}: {what}
      </h2>
      <p>
        {entries.length} {entries.length === 1 ? 'clock' : 'clocks'}
        {leftOut > 0 ? `, and ${leftOut} of private questions that you may not read` : ''}.{' '}
        <a href={reportAddress(ask, null)}>Close the list</a>
      </p>
      {entries.length === 0 ? null : (
        <table class="rows">
          <thead>
            <tr>
              {['Ticket', 'Started', 'Due', 'Ended', 'Took', 'Outcome'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Entry key={`${entry.topicId}/${entry.number}`} entry={entry} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Entry({
  entry: { topicId, startedAt, due, endedAt, elapsedSeconds, outcome, metric },
}: {
  readonly entry: ClockEntry;
}): JSX.Element {
  return (
    <tr>
      <td data-name="Ticket">
        <a href={`/tickets/${topicId}`}>HD-{topicId}</a>
      </td>
      <td data-name="Started">
        <Moment at={startedAt} />
      </td>
      <td data-name="Due">{metric === 'cr' ? '–' : <Moment at={due} />}</td>
      <td data-name="Ended">{endedAt === null ? 'still open' : <Moment at={endedAt} />}</td>
      <td data-name="Took">{elapsedSeconds === null ? '–' : minutesInWords(elapsedSeconds)}</td>
      <td data-name="Outcome">{outcomeInWords(outcome, metric)}</td>
    </tr>
  );
}
