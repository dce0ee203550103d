/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { Instant } from '../../shared/instant.js';
import type { MovedClock } from '../reports/moves.js';
import type { LookBack } from '../reports/preview.js';
import { outcomeInWords } from '../reports/words.js';
import type { Frame } from './frame.js';
import { metricInWords } from './wording.js';
import { inZone } from './zone-time.js';

/** OP-15: a page shows so many; the command lists all. */
const MOST_ROWS = 100;

export function MovedClocks({ moved, frame }: { readonly moved: readonly MovedClock[]; readonly frame: Frame }): JSX.Element | null {
  if (moved.length === 0) return null;
  const when = (at: Instant | null, community: string): string => {
    const zone = frame.communities.get(community)?.zone ?? 'UTC';
    return at === null ? 'not due' : `${inZone(at, zone)} ${zone}`;
  };
  return (
    <details open={moved.length <= 10}>
      <summary>{moved.length === 1 ? 'The due time that would move' : `The ${moved.length} due times that would move`}</summary>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Ticket</th>
            <th scope="col">Clock</th>
            <th scope="col">Due now</th>
            <th scope="col">Due then</th>
          </tr>
        </thead>
        <tbody>
          {moved.slice(0, MOST_ROWS).map(({ topicId, community, metric, number, dueNow, dueThen, isLate }) => (
            <tr key={`${topicId}/${metric}/${number}`}>
              <td data-name="Ticket">
                <a href={`/tickets/${topicId}`}>HD-{topicId}</a>
              </td>
              <td data-name="Clock">{metricInWords(metric)}</td>
              <td data-name="Due now">{when(dueNow, community)}</td>
              <td data-name="Due then">
                {when(dueThen, community)}
                {isLate ? <span class="bad">, late by that</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More all={moved.length} />
    </details>
  );
}

export function OtherOutcomes({ changes }: Pick<LookBack, 'changes'>): JSX.Element | null {
  if (changes.length === 0) return <p>Every one of them would have ended as it did.</p>;
  return (
    <details open={changes.length <= 10}>
      <summary>
        {changes.length === 1 ? 'What would have come out otherwise' : `The ${changes.length} that would have come out otherwise`}
      </summary>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Ticket</th>
            <th scope="col">Clock</th>
            <th scope="col">As it was</th>
            <th scope="col">As it would have been</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, MOST_ROWS).map(({ entry: { topicId, metric, number }, before, after }) => (
            <tr key={`${topicId}/${metric}/${number}`}>
              <td data-name="Ticket">
                <a href={`/tickets/${topicId}`}>HD-{topicId}</a>
              </td>
              <td data-name="Clock">{metricInWords(metric)}</td>
              <td data-name="As it was">{before === null ? 'not measured' : outcomeInWords(before, metric)}</td>
              <td data-name="As it would have been">{after === null ? 'not measured' : outcomeInWords(after, metric)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More all={changes.length} />
    </details>
  );
}

function More({ all }: { readonly all: number }): JSX.Element | null {
  return all <= MOST_ROWS ? null : (
    <p>
      And {all - MOST_ROWS} more; <code>hybrid-desk policy preview &lt;file&gt; --json</code> lists all.
    </p>
  );
}
