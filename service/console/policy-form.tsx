/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { PRIORITIES } from './policies.js';
import { CHOICES, LISTS, NONE, one, PAUSES, TARGETS, type Typed } from './policy-draft.js';

interface Props {
  readonly typed: Typed;
  readonly index: number | null;
}

const LIST_LABELS: Readonly<Record<(typeof LISTS)[number], string>> = {
  category: 'Category (ids, with commas)',
  tag: 'Tags (with commas)',
  group: 'Groups of the asker (ids, with commas; who is in a group that no policy in force names is known only after applying)',
  language: 'Languages (like en, de)',
};
const CHOICE_LABELS: Readonly<Record<keyof typeof CHOICES, string>> = {
  kind: 'Kind',
  lane: 'Lane',
  channel: 'Channel',
  priority: 'Priority',
};
const PAUSE_LABELS: Readonly<Record<(typeof PAUSES)[number], string>> = {
  waitingForAsker: 'While the asker is waited for',
  thirdParty: 'While somebody outside is waited for',
  scheduled: 'Until a date',
};
const OPTIONS = {
  template: ['small desk', 'urgent desk'],
  responders: ['experts_and_facilitators', 'experts', 'any_member'],
  reopen: ['resume', 'new_cycle', 'ignore'],
  urgent: ['yes', 'no'],
} as const;
const OPTION_LABELS: Readonly<Record<keyof typeof OPTIONS, string>> = {
  template: 'Template',
  responders: 'Whose reply is official',
  reopen: 'When it is opened again',
  urgent: 'Tell people at any hour',
};

/** One policy. Left empty means: as in the default. */
export function PolicyForm({ typed, index }: Props): JSX.Element {
  return (
    <section class="policy">
      <h2>{index === null ? 'Add a policy' : `Change “${one(typed, 'name')}”`}</h2>
      <Field typed={typed} name="name" label="Name" />
      <Conditions typed={typed} />
      <Targets typed={typed} />
      <Others typed={typed} />
      <button type="submit" name="do" value="save">
        {index === null ? 'Add to the draft' : 'Change in the draft'}
      </button>{' '}
      {index === null ? null : (
        <button type="submit" name="do" value="new">
          Write a new one instead
        </button>
      )}
    </section>
  );
}

function Field({ typed, name, label }: { readonly typed: Typed; readonly name: string; readonly label: string }): JSX.Element {
  return (
    <label>
      {label}
      <input name={name} value={one(typed, name)} />
    </label>
  );
}

function Conditions({ typed }: Pick<Props, 'typed'>): JSX.Element {
  return (
    <fieldset>
      <legend>For which questions</legend>
      <p>
        All conditions that are given must hold; of several values of one any. <strong>Conditions left empty match nothing:</strong> a
        policy without any is refused. What no policy matches gets the default, which has no conditions.
      </p>
      {LISTS.map((what) => (
        <Field key={what} typed={typed} name={`when.${what}`} label={LIST_LABELS[what]} />
      ))}
      {(Object.keys(CHOICES) as Array<keyof typeof CHOICES>).map((what) => (
        <fieldset key={what} class="choices">
          <legend>{CHOICE_LABELS[what]}</legend>
          {CHOICES[what].map((value) => (
            <label key={value}>
              <input type="checkbox" name={`when.${what}`} value={value} checked={typed[`when.${what}`]?.includes(value) ?? false} />
              {value.replaceAll('_', ' ')}
            </label>
          ))}
        </fieldset>
      ))}
    </fieldset>
  );
}

function Targets({ typed }: Pick<Props, 'typed'>): JSX.Element {
  return (
    <fieldset>
      <legend>Targets in minutes of the calendar</legend>
      <p>Left empty: as in the default. “{NONE}”: not measured.</p>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Clock</th>
            {PRIORITIES.map((priority) => (
              <th key={priority} scope="col">
                {priority}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {TARGETS.map(([name, label]) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              {PRIORITIES.map((priority) => (
                <td key={priority} data-name={priority}>
                  <input
                    name={`target.${priority}.${name}`}
                    value={one(typed, `target.${priority}.${name}`)}
                    aria-label={`${label}, ${priority}`}
                    size={6}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

function Others({ typed }: Pick<Props, 'typed'>): JSX.Element {
  return (
    <fieldset>
      <legend>What else is not as in the default</legend>
      <Field typed={typed} name="calendar" label="Calendar (the name of one)" />
      {(Object.keys(OPTIONS) as Array<keyof typeof OPTIONS>).map((name) => (
        <label key={name}>
          {OPTION_LABELS[name]}
          <select name={name}>
            <option value="">as in the default</option>
            {OPTIONS[name].map((value) => (
              <option key={value} value={value} selected={one(typed, name) === value}>
                {value.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </label>
      ))}
      <Field typed={typed} name="thresholds" label="Warnings at percent (like 50, 75, 90)" />
      <Field typed={typed} name="followUpDays" label="Days until a follow-up is let go" />
      {PAUSES.map((name) => (
        <Field
          key={name}
          typed={typed}
          name={`pause.${name}`}
          label={`${PAUSE_LABELS[name]}, these stand (nextReply, update, resolution; none)`}
        />
      ))}
    </fieldset>
  );
}
