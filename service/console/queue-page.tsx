/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { communityName, dueFrame, wordsOf, type DeskSeconds, type Frame } from './frame.js';
import type { Instant } from '../../shared/instant.js';
import type { Viewer } from './may-read.js';
import { Due } from './moment.js';
import { QueueFilters, queueAddress } from './queue-filters.js';
import { FOLLOW_UPS, type ListedTicket, type QueueAsk, type TicketList } from './queue-query.js';
import { inZone } from './zone-time.js';
import { capital, COMMUNITY_REPLY, cycleStateInWords, metricInWords, plain, stateInWords } from './wording.js';

interface Props {
  readonly list: TicketList;
  readonly ask: QueueAsk;
  readonly frame: Frame;
  readonly viewer: Viewer;
  readonly times: { readonly now: Instant; readonly deskSeconds: DeskSeconds };
}

export function QueuePage({ list, ask, frame, viewer, times }: Props): JSX.Element {
  return (
    <>
      {ask.notUnderstood.length === 0 ? null : (
        <p class="note bad">
          Not understood, and left out: {ask.notUnderstood.join(', ')}. <a href="/queue">Show all open tickets</a>
        </p>
      )}
      <QueueFilters ask={ask} frame={frame} viewer={viewer} />
      <FollowUps list={list} ask={ask} />
      {list.total === 0 ? <Empty ask={ask} /> : <Rows list={list} frame={frame} times={times} />}
      <Pages list={list} ask={ask} />
    </>
  );
}

function Empty({ ask }: Pick<Props, 'ask'>): JSX.Element {
  const isFiltered = ask.community !== null || ask.state !== 'open' || ask.owner !== null || ask.mine;
  if (isFiltered) {
    return (
      <p>
        No ticket is like that. <a href="/queue">Show all open tickets</a>
      </p>
    );
  }
  return (
    <p>
      No tickets yet that are open. A ticket begins when somebody writes a topic in a designated category, or when such a topic is read.{' '}
      <a href="/queue?state=all">Show those that ended, too</a>
    </p>
  );
}

/** CL-21: they are due to nobody, so no clock leads to them. */
function FollowUps({ list: { followUps }, ask }: Pick<Props, 'list' | 'ask'>): JSX.Element | null {
  if (followUps === 0 || ask.state === FOLLOW_UPS) return null;
  return (
    <p class="note">
      {followUps === 1 ? 'Somebody wrote after a solution' : `After ${followUps} solutions somebody wrote again`}, and nobody has said yet
      whether help is needed. <a href={`/queue?state=${FOLLOW_UPS}`}>Show and decide</a>
    </p>
  );
}

function Rows({ list, frame, times }: Pick<Props, 'list' | 'frame' | 'times'>): JSX.Element {
  const [red, others] = [list.tickets.filter(({ isRed }) => isRed), list.tickets.filter(({ isRed }) => !isRed)];
  if (red.length === 0) return <Table tickets={others} frame={frame} times={times} />;
  return (
    <>
      <h2 class="bad">Long overdue</h2>
      <Table tickets={red} frame={frame} times={times} />
      {others.length === 0 ? null : (
        <>
          <h2>All others</h2>
          <Table tickets={others} frame={frame} times={times} />
        </>
      )}
    </>
  );
}

function Table({ tickets, frame, times }: { readonly tickets: TicketList['tickets'] } & Pick<Props, 'frame' | 'times'>): JSX.Element {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">Ticket</th>
          <th scope="col">State</th>
          <th scope="col">Owner</th>
          <th scope="col">Due</th>
          <th scope="col">First replies</th>
          <th scope="col">Kind</th>
          <th scope="col">Community</th>
        </tr>
      </thead>
      <tbody>
        {tickets.map((ticket) => (
          <Row key={ticket.topicId} ticket={ticket} frame={frame} times={times} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ ticket, frame, times }: { readonly ticket: ListedTicket } & Pick<Props, 'frame' | 'times'>): JSX.Element {
  const { topicId, isPrivate, isMasked, title, state, outcome, because, community, kind } = ticket;
  return (
    <tr>
      <td data-name="Ticket">
        <a href={`/tickets/${topicId}`}>HD-{topicId}</a>{' '}
        {isMasked ? <em>private question</em> : (title ?? <span class="quiet">title not kept</span>)}
        {isPrivate && !isMasked ? <span class="mark">private</span> : null}
      </td>
      <td data-name="State">
        {capital(stateInWords(state, outcome, wordsOf(frame, community)))}
        {because === null ? null : <span class="quiet"> because {because}</span>}
      </td>
      <td data-name="Owner">
        <Owner ticket={ticket} />
      </td>
      <td data-name="Due">
        <Dues ticket={ticket} frame={frame} times={times} />
        <FollowUp ticket={ticket} frame={frame} />
      </td>
      <td data-name="First replies">
        <FirstReplies ticket={ticket} frame={frame} />
      </td>
      <td data-name="Kind">{kind === null ? <span class="quiet">not known</span> : plain(kind)}</td>
      <td data-name="Community">{communityName(frame, community)}</td>
    </tr>
  );
}

/** Until somebody accepts it, the group to which it was given (TR-07). */
function Owner({ ticket: { isMasked, owner, group } }: Pick<Parameters<typeof Row>[0], 'ticket'>): JSX.Element {
  if (isMasked) return <span class="quiet">not shown</span>;
  if (owner !== null) return <>{owner}</>;
  if (group === null) return <span class="quiet">nobody</span>;
  return (
    <>
      {group} <span class="quiet">(nobody of them yet)</span>
    </>
  );
}

/** All of them, nearest first (CL-17). */
function Dues({ ticket: { dues, community, isMasked }, frame, times }: Parameters<typeof Row>[0]): JSX.Element {
  if (dues.length === 0) return <span class="quiet">nothing is due</span>;
  const due = dueFrame(frame, community, times);
  return (
    <>
      {dues.map((cycle) => (
        <div key={`${cycle.metric}:${cycle.number ?? 0}`}>
          {metricInWords(cycle.metric)}: {cycle.due === null ? null : <Due at={cycle.due} frame={due} />}
          {isMasked || cycle.why === null ? null : <span class="quiet"> because {cycle.why}</span>}
        </div>
      ))}
    </>
  );
}

/** Neither hides the other (CL-03); that of the community is never due or late (CL-04). */
function FirstReplies({ ticket: { firstReplies, community, isMasked }, frame }: Omit<Parameters<typeof Row>[0], 'times'>): JSX.Element {
  if (isMasked) return <span class="quiet">not shown</span>;
  if (firstReplies.length === 0) return <span class="quiet">not measured</span>;
  const zone = zoneOf(frame, community);
  return (
    <>
      {firstReplies.map(({ metric, state, endedAt }) => (
        <div key={metric}>
          {metric === COMMUNITY_REPLY ? 'Anybody' : 'Official'}:{' '}
          {endedAt !== null && CAME.includes(state) ? (
            <>
              <time dateTime={endedAt}>{inZone(endedAt, zone)}</time> <span class="quiet">{zone}</span>
            </>
          ) : endedAt === null ? (
            'not yet'
          ) : (
            cycleStateInWords(state, metric)
          )}
        </div>
      ))}
    </>
  );
}

const CAME = ['met', 'late'];

/** What to write in the topic: what a person decides is one line to the desk. */
function FollowUp({ ticket: { followUpSince, community }, frame }: Omit<Parameters<typeof Row>[0], 'times'>): JSX.Element | null {
  if (followUpSince === null) return null;
  const zone = zoneOf(frame, community);
  return (
    <div>
      Written to after the solution, {inZone(followUpSince, zone)} <span class="quiet">{zone}</span>. Does it need help? Write in the topic{' '}
      <code>@{frame.botName} still need help</code>. If no reply is needed: <code>@{frame.botName} all good</code>.
    </div>
  );
}

function zoneOf(frame: Frame, community: string | null): string {
  return (community === null ? undefined : frame.communities.get(community)?.zone) ?? 'UTC';
}

function Pages({ list: { page, pages, total }, ask }: Pick<Props, 'list' | 'ask'>): JSX.Element {
  return (
    <nav aria-label="Further tickets">
      <span>
        {total} {total === 1 ? 'ticket' : 'tickets'}
        {pages > 1 ? `, page ${page} of ${pages}` : ''}
      </span>
      {page > 1 ? <a href={queueAddress({ ...ask, page: page - 1 })}>Earlier due</a> : null}
      {page < pages ? <a href={queueAddress({ ...ask, page: page + 1 })}>Later due</a> : null}
    </nav>
  );
}
