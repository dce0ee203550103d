/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { Instant } from '../../shared/instant.js';
import { Definition } from './definitions.js';
import { Effects, Wants } from './effects.js';
import { Facts } from './facts.js';
import { Features } from './features.js';
import { Moment } from './moment.js';
import { namingOf } from './naming.js';
import { Posts } from './posts.js';
import { wordsOf, type Frame, type TicketDetails } from './queries.js';
import { capital, stateInWords } from './wording.js';

export interface TicketPageProps {
  readonly details: TicketDetails;
  readonly frame: Frame;
  readonly now: Instant;
  readonly topicUrl: string;
  readonly isStill: boolean;
}

export function TicketPage({ details, frame, now, topicUrl, isStill }: TicketPageProps): JSX.Element {
  const naming = namingOf(details, frame);
  const { view, errors, isPrivate, row } = details;
  return (
    <>
      <p>
        <a href={topicUrl}>The topic in the forum</a>{' '}
        <a class="quiet" href={isStill ? `/tickets/${row.topicId}` : `/tickets/${row.topicId}?still`}>
          {isStill ? 'This page stands still: follow the ticket again' : 'This page loads again every 3 seconds: stop that'}
        </a>
      </p>
      {isPrivate ? (
        <p class="note">This ticket is private: its title, its texts, its reasons and the names in it are not shown here.</p>
      ) : null}
      {errors.map((error) => (
        <p key={error.feature} class="note bad">
          The feature {error.feature} failed on this ticket; what it wanted before stays as it was.
          {isPrivate ? '' : ` It said: ${error.message}`}
        </p>
      ))}
      <Summary details={details} frame={frame} />
      <Features view={view} now={now} isPrivate={isPrivate} naming={naming} />
      <div class="beside">
        <Posts details={details} naming={naming} />
        <Facts details={details} naming={naming} words={wordsOf(frame, row.community)} />
      </div>
      <Wants details={details} />
      <Effects details={details} />
    </>
  );
}

function Summary({ details, frame }: { readonly details: TicketDetails; readonly frame: Frame }): JSX.Element {
  const { row, view, isPrivate } = details;
  const naming = namingOf(details, frame);
  const community = row.community === null ? 'none' : (frame.communities.get(row.community)?.name ?? row.community);
  return (
    <section>
      <h2>What is true</h2>
      <dl>
        <Definition name="State">
          <strong>{capital(stateInWords(row.state, row.outcome, wordsOf(frame, row.community)))}</strong>
          {view.stateBecause === null ? '' : `, because ${view.stateBecause}`}
        </Definition>
        {view.merged === null ? null : (
          <Definition name="Merged into">
            <a href={`/tickets/${view.merged.into}`}>{`HD-${view.merged.into}`}</a>
          </Definition>
        )}
        <Definition name="Owner">{row.owner === null ? 'nobody' : naming.person(row.owner)}</Definition>
        {view.proposed === null ? null : <Definition name="Offered to">{naming.person(view.proposed)}</Definition>}
        <Definition name="Asker">{view.asker === null ? 'not known' : naming.person(view.asker)}</Definition>
        <Definition name="Community">
          {community}
          {view.since === null ? '' : ', since '}
          {view.since === null ? null : <Moment at={view.since} />}
        </Definition>
        {isPrivate ? null : <Definition name="Tags">{view.tags.length === 0 ? 'none' : view.tags.join(', ')}</Definition>}
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
