/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { wordsOf, type Frame } from './frame.js';
import type { Viewer } from './may-read.js';
import { FOLLOW_UPS, STATES, type QueueAsk } from './queue-query.js';
import { capital, stateInWords } from './wording.js';

/** The address that asks the same. */
export function queueAddress({ community, state, owner, mine, page }: QueueAsk): string {
  const query = new URLSearchParams({
    ...(community !== null && { community }),
    ...(state !== 'open' && { state }),
    ...(owner !== null && { owner }),
    ...(mine && { mine: '1' }),
    ...(page > 1 && { page: String(page) }),
  });
  return query.size === 0 ? '/queue' : `/queue?${query.toString()}`;
}

interface Props {
  readonly ask: QueueAsk;
  readonly frame: Frame;
  readonly viewer: Viewer;
}

/** One form, sent with its button: without scripts nothing else can. */
export function QueueFilters({ ask, frame, viewer }: Props): JSX.Element {
  const isPerson = viewer.type === 'person';
  const communities = [...frame.communities].map(([id, { name }]) => [id, name] as const);
  const me = isPerson || ask.owner === 'me' ? [['me', 'me'] as const] : [];
  return (
    <form method="get" action="/queue" class="filters" aria-label="Which tickets">
      <Choice name="community" label="Community" chosen={ask.community ?? ''} options={[['', 'all'], ...communities]} />
      <Choice name="state" label="State" chosen={ask.state} options={statesToChoose(frame, ask)} />
      <Choice name="owner" label="Owner" chosen={ask.owner ?? ''} options={[['', 'anybody or nobody'], ['nobody', 'nobody'], ...me]} />
      {isPerson || ask.mine ? (
        <label class="tick">
          <input type="checkbox" name="mine" value="1" checked={ask.mine} /> asked by me
        </label>
      ) : null}
      <button type="submit">Show</button>
    </form>
  );
}

function statesToChoose(frame: Frame, ask: QueueAsk): ChoiceProps['options'] {
  const words = wordsOf(frame, ask.community);
  const each = STATES.map((state) => [state, capital(stateInWords(state, null, words))] as const);
  return [['open', 'open'], ['all', 'open and ended'], [FOLLOW_UPS, 'written to after the solution'], ...each];
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly chosen: string;
  readonly options: ReadonlyArray<readonly [value: string, label: string]>;
}

function Choice({ name, label, chosen, options }: ChoiceProps): JSX.Element {
  return (
    <label>
      {label}
      <select name={name}>
        {options.map(([value, text]) => (
          <option key={value} value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
