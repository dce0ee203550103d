/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { communityName, type Frame } from './frame.js';
import { PRIORITIES, type OpenQuestions, type PagePolicy } from './policies.js';
import { PolicyForm } from './policy-form.js';
import { conditionsInWords, TicketTrial, type TrialProps } from './policy-trial.js';
import type { Typed } from './policy-draft.js';

export interface PoliciesProps extends TrialProps {
  readonly community: string;
  readonly frame: Frame;
  /** The draft in its order, the default last; empty: it cannot be read. */
  readonly policies: readonly PagePolicy[];
  readonly isChanged: boolean;
  readonly text: string;
  readonly problems: readonly string[];
  /** Which open ticket gets which policy, by the draft. */
  readonly open: OpenQuestions & { readonly gets: ReadonlyMap<string, readonly number[]> };
  /** The policy that is being written: its place in the list, or null for a new one. */
  readonly index: number | null;
  readonly typed: Typed;
}

const METRICS: Readonly<Record<string, string>> = {
  fr: 'first official reply',
  nr: 'next reply',
  pu: 'update',
  res: 'resolution',
  own: 'accepted by experts',
  ola: 'answered by experts',
};

/** CL-09. The settings file is the truth: this page shows what a change of it would do, and writes the lines to put there. */
export function PoliciesPage(props: PoliciesProps): JSX.Element {
  const { community, frame, isChanged, problems } = props;
  return (
    <>
      <p>
        Policies are tried in this order; the first whose conditions all hold is applied, else the default. They stand in the settings file
        of the communities, so that they can be reviewed and every version is kept. <strong>This page changes nothing:</strong> it shows
        what a change would do, and writes the lines for the file.
      </p>
      <Communities community={community} frame={frame} />
      {problems.length === 0 ? null : (
        <div class="note bad" role="alert">
          <p>This cannot stand in the settings. What you typed is still here.</p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      <form method="post" action="/policies">
        <button type="submit" name="do" value="look" class="first">
          Look again
        </button>
        <input type="hidden" name="community" value={community} />
        <input type="hidden" name="index" value={props.index === null ? '' : String(props.index)} />
        <h2>{isChanged ? 'The order of the draft' : 'The order in force'}</h2>
        <Order {...props} />
        <TicketTrial topic={props.topic} trial={props.trial} labels={props.labels} />
        <PolicyForm typed={props.typed} index={props.index} />
        <Draft {...props} />
      </form>
    </>
  );
}

function Communities({ community, frame }: Pick<PoliciesProps, 'community' | 'frame'>): JSX.Element {
  return (
    <form method="get" action="/policies" class="filters" aria-label="Which community">
      <label>
        Community
        <select name="community">
          {[...frame.communities].map(([id]) => (
            <option key={id} value={id} selected={id === community}>
              {communityName(frame, id)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

function Order(props: PoliciesProps): JSX.Element {
  const { policies, open } = props;
  return (
    <>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Policy</th>
            <th scope="col">For questions</th>
            <th scope="col">Minutes (urgent / high / normal / low)</th>
            <th scope="col">Open tickets now</th>
            <th scope="col">Order</th>
          </tr>
        </thead>
        <tbody>
          {policies.map((policy, index) => (
            <Row key={policy.name} policy={policy} place={index} page={props} />
          ))}
        </tbody>
      </table>
      {open.left === 0 ? null : <p class="note">{open.left} more open tickets are not counted here.</p>}
    </>
  );
}

interface RowProps {
  readonly policy: PagePolicy;
  /** From 0. */
  readonly place: number;
  readonly page: PoliciesProps;
}

function Row({ policy, place, page }: RowProps): JSX.Element {
  const { name, isDefault, targets } = policy;
  const tickets = page.open.gets.get(name) ?? [];
  return (
    <tr>
      <td data-name="Policy">
        {place + 1}. <strong>{name}</strong>
      </td>
      <td data-name="For questions">{isDefault ? 'that no policy above matches' : conditionsInWords(policy.conditions, page.labels)}</td>
      <td data-name="Minutes">
        <ul class="plain">
          {targets.map(({ metric, minutes }) => (
            <li key={metric}>
              {METRICS[metric] ?? metric}: {PRIORITIES.map((priority) => minutes[priority] ?? '–').join(' / ')}
            </li>
          ))}
        </ul>
      </td>
      <td data-name="Open tickets now">
        {tickets.length}
        {tickets.length === 0 ? null : (
          <details>
            <summary>Which</summary>
            {tickets.map((id) => (
              <span key={id}>
                <a href={`/tickets/${id}`}>HD-{id}</a>{' '}
              </span>
            ))}
          </details>
        )}
      </td>
      <td data-name="Order">{isDefault ? 'always last' : <Buttons name={name} index={place} last={page.policies.length - 2} />}</td>
    </tr>
  );
}

function Buttons({ name, index, last }: { readonly name: string; readonly index: number; readonly last: number }): JSX.Element {
  const button = (what: string, label: string, isOff = false) => (
    <button type="submit" name="do" value={`${what}:${index}`} disabled={isOff} aria-label={`${label}: ${name}`}>
      {label}
    </button>
  );
  return (
    <>
      {button('up', 'Up', index === 0)} {button('down', 'Down', index === last)} {button('edit', 'Edit')} {button('remove', 'Remove')}
    </>
  );
}

function Draft({ text, isChanged }: PoliciesProps): JSX.Element {
  return (
    <section>
      <h2>The lines for the settings file</h2>
      <p>
        They belong under <code>features</code>, <code>clocks</code>, <code>settings</code> of the community. Then run{' '}
        <code>hybrid-desk communities apply</code> with the file: that makes a new version. Open clocks keep theirs, unless you add{' '}
        <code>--recompute</code>.{isChanged ? '' : ' So far they are as in force.'}
      </p>
      <label>
        Policies as they are written
        <textarea name="text" rows={18} spellcheck={false}>
          {text}
        </textarea>
      </label>
      <button type="submit" name="do" value="look">
        Check these lines
      </button>
    </section>
  );
}
