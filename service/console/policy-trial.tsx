/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { Thing } from '../../shared/facts.js';
import type { PagePolicy, PageTrial } from './policies.js';

export interface TrialProps {
  /** As it was typed; empty: none is asked for. */
  readonly topic: string;
  readonly trial: PageTrial | 'unknown' | null;
  readonly labels: ReadonlyMap<Thing, string>;
}

/** Which policy a ticket gets by the draft, with every condition. */
export function TicketTrial({ topic, trial, labels }: TrialProps): JSX.Element {
  return (
    <section>
      <h2>Which policy a ticket gets</h2>
      <p class="filters">
        <label>
          Ticket
          <input name="topic" value={topic} placeholder="HD-20" />
        </label>
        <button type="submit" name="do" value="look">
          Try
        </button>
      </p>
      {trial === null ? null : trial === 'unknown' ? (
        <p class="note bad">No ticket of this community with clocks has this number, or it is not for you.</p>
      ) : (
        <>
          <p>
            <strong>It gets “{trial.name}”.</strong>
          </p>
          <ol>
            {trial.tried.map(({ name, conditions }) => (
              <li key={name}>
                <strong>{name}</strong>
                <ul>
                  {conditions.map((condition) => (
                    <li key={condition.what}>
                      {condition.holds ? 'Yes: ' : 'No: '}
                      {conditionsInWords([condition], labels)}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

export function conditionsInWords(conditions: PagePolicy['conditions'], labels: ReadonlyMap<Thing, string>): string {
  return conditions
    .map(({ what, asked }) => `${WORDS[what] ?? what} ${asked.map((one) => nameOf(what, one, labels)).join(' or ')}`)
    .join(', and ');
}

const WORDS: Readonly<Record<string, string>> = {
  category: 'in the category',
  tag: 'with the tag',
  kind: 'of the kind',
  lane: 'in the lane',
  channel: 'that came by',
  priority: 'of the priority',
  group: 'by members of the group',
  language: 'in the language',
};

function nameOf(what: string, asked: string | number, labels: ReadonlyMap<Thing, string>): string {
  if (what === 'category') return labels.get(`category:${Number(asked)}`) ?? String(asked);
  if (what === 'group') return labels.get(`group:${Number(asked)}`) ?? String(asked);
  return String(asked).replaceAll('_', ' ');
}
