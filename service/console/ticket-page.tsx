/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { ShownClock } from '../../shared/shown-clock.js';
import { Features } from './features.js';
import { wordsOf, type DueFrame, type Frame } from './frame.js';
import { namingOf } from './naming.js';
import { Posts } from './posts.js';
import type { TicketDetails } from './queries.js';
import { TicketHead } from './ticket-head.js';
import { timelineEntries } from './timeline-entries.js';
import { Timeline, type Shown } from './timeline.js';

export interface TicketPageProps {
  readonly details: TicketDetails;
  readonly frame: Frame;
  readonly due: DueFrame;
  readonly topicUrl: (topicId: number) => string;
  readonly isStill: boolean;
  readonly shown: Shown;
  readonly clocks: readonly ShownClock[] | null;
}

export function TicketPage({ details, frame, due, topicUrl, isStill, shown, clocks }: TicketPageProps): JSX.Element {
  const naming = namingOf(details, frame);
  const { view, row, isMasked } = details;
  const words = wordsOf(frame, row.community);
  return (
    <>
      <Links details={details} topicUrl={topicUrl} isStill={isStill} shown={shown} />
      <Notes details={details} />
      <TicketHead details={details} frame={frame} naming={naming} due={due} />
      <div class="beside">
        <Posts details={details} naming={naming} />
        <div>
          <Features
            view={view}
            due={due}
            clocks={clocks}
            topicId={row.topicId}
            isShowingAll={!isMasked && (details.sees === 'inside' || (details.sees === 'operator' && !details.hasRooms))}
          />
        </div>
      </div>
      <Timeline
        entries={timelineEntries({ details, naming, words, topicUrl })}
        shown={shown}
        leftOut={details.factsLeftOut}
        address={(part) => addressOf(row.topicId, { isStill, shown: part })}
      />
    </>
  );
}

function addressOf(topicId: number, { isStill, shown }: { readonly isStill: boolean; readonly shown: Shown }): string {
  const query = [...(shown === 'all' ? [] : [`show=${shown}`]), ...(isStill ? ['still'] : [])];
  return `/tickets/${topicId}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function Links({ details, topicUrl, isStill, shown }: Pick<TicketPageProps, 'details' | 'topicUrl' | 'isStill' | 'shown'>): JSX.Element {
  const { topicId } = details.row;
  return (
    <nav aria-label="This ticket">
      <a href={topicUrl(topicId)}>The topic in the forum</a>
      {details.rooms.map(({ room }, index) => (
        <a key={room} href={topicUrl(room)}>
          {details.rooms.length === 1 ? 'Its private room in the forum' : `Its private room ${index + 1} in the forum`}
        </a>
      ))}
      {details.isMasked ? null : <a href={`/routing?topic=${topicId}`}>Which rule takes it, and why</a>}
      <a class="quiet" href={addressOf(topicId, { isStill: !isStill, shown })}>
        {isStill ? 'This page stands still: follow the ticket again' : 'This page loads again every 3 seconds: stop that'}
      </a>
    </nav>
  );
}

function Notes({ details: { isPrivate, isMasked, errors } }: Pick<TicketPageProps, 'details'>): JSX.Element {
  return (
    <>
      {isMasked ? (
        <p class="note">This ticket is private: its title, its texts, its reasons and the names in it are not shown here.</p>
      ) : null}
      {isPrivate && !isMasked ? (
        <p class="note">This ticket is private. You may read it because you take part in it or keep order in its community.</p>
      ) : null}
      {errors.map((error) => (
        <p key={error.feature} class="note bad">
          The feature {error.feature} failed on this ticket; what it wanted before stays as it was.
          {isPrivate ? '' : ` It said: ${error.message}`}
        </p>
      ))}
    </>
  );
}
