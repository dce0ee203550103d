/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { Instant } from '../../shared/instant.js';
import { Due } from './moment.js';
import { wordsOf, type Frame, type ListedTicket, type TicketList } from './queries.js';
import { capital, metricInWords, stateInWords } from './wording.js';

interface Props {
  readonly list: TicketList;
  readonly frame: Frame;
  readonly now: Instant;
}

export function TicketsPage({ list, frame, now }: Props): JSX.Element {
  if (list.total === 0) {
    return <p>No tickets yet. A ticket begins when somebody writes a topic in a designated category, or when such a topic is read.</p>;
  }
  return (
    <>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Ticket</th>
            <th scope="col">State</th>
            <th scope="col">Owner</th>
            <th scope="col">Due</th>
            <th scope="col">Community</th>
          </tr>
        </thead>
        <tbody>
          {list.tickets.map((ticket) => (
            <Row key={ticket.topicId} ticket={ticket} frame={frame} now={now} />
          ))}
        </tbody>
      </table>
      <Pages list={list} />
    </>
  );
}

function Row({ ticket, frame, now }: { readonly ticket: ListedTicket; readonly frame: Frame; readonly now: Instant }): JSX.Element {
  const { topicId, isPrivate, title, state, outcome, owner, community, due } = ticket;
  return (
    <tr>
      <td data-name="Ticket">
        <a href={`/tickets/${topicId}`}>HD-{topicId}</a>{' '}
        {isPrivate ? <em>private</em> : (title ?? <span class="quiet">title not kept</span>)}
      </td>
      <td data-name="State">{capital(stateInWords(state, outcome, wordsOf(frame, community)))}</td>
      <td data-name="Owner">{isPrivate ? <span class="quiet">not shown</span> : (owner ?? <span class="quiet">nobody</span>)}</td>
      <td data-name="Due">
        {due?.due ? (
          <>
            {metricInWords(due.metric)}: <Due at={due.due} now={now} />
          </>
        ) : (
          <span class="quiet">nothing is due</span>
        )}
      </td>
      <td data-name="Community">
        {community === null ? <span class="quiet">none</span> : (frame.communities.get(community)?.name ?? community)}
      </td>
    </tr>
  );
}

function Pages({ list: { page, pages, total } }: { readonly list: TicketList }): JSX.Element {
  return (
    <nav aria-label="Further tickets">
      <span>
        {total} {total === 1 ? 'ticket' : 'tickets'}
        {pages > 1 ? `, page ${page} of ${pages}` : ''}
      </span>
      {page > 1 ? <a href={`/?page=${page - 1}`}>Earlier due</a> : null}
      {page < pages ? <a href={`/?page=${page + 1}`}>Later due</a> : null}
    </nav>
  );
}
