/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { waitsKey, type WaitLine } from '../reports/waits.js';
import { vendorInWords, WAITS } from '../reports/words.js';
import { communityName, type Frame } from './frame.js';
import { Moment } from './moment.js';
import { reportAddress, waitsAddress, type Report } from './reports-query.js';
import { Audience, fewerThan, sizeOf } from './reports-small.js';
import { minutesInWords } from './zone-time.js';

interface Props extends Pick<Report, 'ask'> {
  readonly frame: Frame;
}

const HEADS = ['Community', 'Waited for', 'How often', 'Desk time', 'Still waiting'];

/** CL-14: beside the desk's own clocks, and in none of them. */
export function Waits({ lines, ask, frame }: Props & { readonly lines: Report['waits'] }): JSX.Element {
  return (
    <section>
      <h2>Waiting for outside parties</h2>
      <p>{WAITS}</p>
      <table class="rows">
        <Heads names={HEADS} />
        <tbody>
          {lines.map((line) => (
            <Line key={waitsKey(line.of)} line={line} ask={ask} frame={frame} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Heads({ names }: { readonly names: readonly string[] }): JSX.Element {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Line({ line: { of, figures }, ask, frame }: Props & { readonly line: WaitLine }): JSX.Element {
  const few = fewerThan(sizeOf(frame, of.community));
  return (
    <tr>
      <td data-name="Community">
        {communityName(frame, of.community)}
        <Audience audience={of.audience} />
      </td>
      <td data-name="Waited for">
        <a href={waitsAddress(ask, of)}>{vendorInWords(of)}</a>
      </td>
      <td data-name="How often">{figures === null ? few : figures.count}</td>
      <td data-name="Desk time">{figures === null ? few : minutesInWords(figures.seconds)}</td>
      <td data-name="Still waiting">{figures === null ? few : figures.lasting}</td>
    </tr>
  );
}

export function WaitsBehind({ behind, ask, frame }: Props & { readonly behind: NonNullable<Report['waitsBehind']> }): JSX.Element {
  const { of, entries, leftOut } = behind;
  return (
    <section id="list">
      <h2>
        Waiting for outside parties, {communityName(frame, of.community)}: {vendorInWords(of)}
      </h2>
      <p>
        {entries.length} {entries.length === 1 ? 'wait' : 'waits'}
        {leftOut > 0 ? `, and ${leftOut} of private questions that you may not read` : ''}.{' '}
        <a href={reportAddress(ask, null)}>Close the list</a>
      </p>
      {entries.length === 0 ? null : (
        <table class="rows">
          <Heads names={['Ticket', 'Waited for', 'Since', 'Until', 'Desk time']} />
          <tbody>
            {entries.map(({ topicId, startedAt, endedAt, seconds, vendor }) => (
              <tr key={`${topicId}/${startedAt}`}>
                <td data-name="Ticket">
                  <a href={`/tickets/${topicId}`}>HD-{topicId}</a>
                </td>
                <td data-name="Waited for">{vendorInWords({ vendor })}</td>
                <td data-name="Since">
                  <Moment at={startedAt} />
                </td>
                <td data-name="Until">{endedAt === null ? 'still waiting' : <Moment at={endedAt} />}</td>
                <td data-name="Desk time">{seconds === null ? '–' : minutesInWords(seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
