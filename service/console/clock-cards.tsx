/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { ShownClock } from '../../shared/shown-clock.js';
import { ClockPicture } from './clock-picture.js';
import type { DueFrame } from './frame.js';
import { Due } from './moment.js';
import { COMMUNITY_REPLY, cycleStateInWords, metricInWords } from './wording.js';

interface Props {
  readonly clocks: readonly ShownClock[];
  /** Why none runs. */
  readonly nothing: string | null;
  readonly due: DueFrame;
  readonly topicId: number;
}

/** Every clock as picture and in words (CL-06): open ones nearest due first, then what has ended, folded. */
export function ClockCards({ clocks, nothing, due, topicId }: Props): JSX.Element {
  return (
    <section>
      <h2>Clocks</h2>
      {clocks.length === 0 ? <p>No clock runs{nothing === null ? '' : `, because ${nothing}`}.</p> : null}
      {clocks.map((clock) => (
        <Card key={`${clock.metric}:${clock.number}`} clock={clock} due={due} />
      ))}
      {clocks.length === 0 ? null : (
        <p class="quiet">
          As evidence: <a href={`/tickets/${topicId}/evidence.json`}>a file that can be counted again</a>,{' '}
          <a href={`/tickets/${topicId}/evidence.txt`}>the same to read</a>
        </p>
      )}
    </section>
  );
}

function Card({ clock, due }: { readonly clock: ShownClock; readonly due: DueFrame }): JSX.Element {
  const { metric, number, isOpen } = clock;
  const name = `${metricInWords(metric)}${number > 1 ? ` (${number})` : ''}`;
  return (
    <div class="card">
      <h3>
        {name}: <State clock={clock} />
      </h3>
      {isOpen && clock.due !== null && metric !== COMMUNITY_REPLY ? (
        <p>
          Due <Due at={clock.due} frame={due} />
        </p>
      ) : null}
      <ClockPicture clock={clock} name={name} />
      <details id={`account-${metric}-${number}`} open={isOpen}>
        <summary>
          How it was counted<span class="unseen"> ({name})</span>
        </summary>
        <ul class="account">
          {clock.lines.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
          <li>
            <strong>{clock.sum}</strong>
          </li>
        </ul>
      </details>
    </div>
  );
}

function State({ clock: { metric, state } }: { readonly clock: ShownClock }): JSX.Element {
  const isBad = metric !== COMMUNITY_REPLY && (state === 'breached_open' || state === 'late');
  return <span class={isBad ? 'bad' : ''}>{cycleStateInWords(state, metric)}</span>;
}
