/** @jsxRuntime automatic @jsxImportSource preact */
import { randomUUID } from 'node:crypto';
import type { ComponentChildren, JSX } from 'preact';
import { acceptedPost } from '../lookups.js';
import type { SandboxState, Topic, User } from '../state.js';
import { fieldValue } from './visit.js';
import type { Visit } from './visit.js';

export function Time({ at }: { readonly at: string }): JSX.Element {
  return <time dateTime={at} title={`${at} (UTC)`}>{`${at.slice(0, 10)} ${at.slice(11, 19)}`}</time>;
}

export function personPath(username: string): string {
  return `/web/people/${encodeURIComponent(username)}`;
}

export function groupPath(name: string): string {
  return `/web/groups/${encodeURIComponent(name)}`;
}

export function PersonLink({ user }: { readonly user: User }): JSX.Element {
  return <a href={personPath(user.username)}>{user.name}</a>;
}

/** Tags, and in words what state the topic is in. */
export function Labels({ state, topic }: { readonly state: SandboxState; readonly topic: Topic }): JSX.Element {
  const words = [
    ...topic.tags,
    ...(topic.pinned ? ['pinned'] : []),
    ...(topic.closed ? ['closed'] : []),
    ...(topic.archived ? ['archived'] : []),
    ...(topic.visible ? [] : ['unlisted']),
    ...(topic.deletedAt === null ? [] : ['deleted']),
  ];
  return (
    <>
      {acceptedPost(state, topic) ? <span class="label good">solved</span> : null}
      {words.map((word) => (
        <span class="label" key={word}>
          {word}
        </span>
      ))}
    </>
  );
}

export interface FormProps {
  readonly visit: Visit;
  /** Names the form in a refusal. */
  readonly id: string;
  readonly action: string;
  readonly children: ComponentChildren;
}

/** A form that is carried out once however often it is sent, and only for who it was made for. */
export function Form({ visit, id, action, children }: FormProps): JSX.Element {
  return (
    <form method="post" action={action} id={id} {...(visit.refused?.form === id ? { 'data-kept': '' } : {})}>
      <input type="hidden" name="once" value={randomUUID()} />
      <input type="hidden" name="as" value={visit.reader?.username ?? ''} />
      {children}
    </form>
  );
}

export interface DeedProps {
  readonly visit: Visit;
  readonly id: string;
  readonly action: string;
  /** What is said on the button, and after it what only a screen reader says. */
  readonly label: string;
  readonly about?: string;
}

/** One button that does one thing. */
export function Deed({ visit, id, action, label, about }: DeedProps): JSX.Element {
  return (
    <Form visit={visit} id={id} action={action}>
      <button {...(about === undefined ? {} : { 'aria-label': `${label} ${about}` })}>{label}</button>
    </Form>
  );
}

export interface FieldProps {
  readonly visit: Visit;
  readonly form: string;
  readonly name: string;
  readonly label: string;
  readonly usual?: string;
  readonly hint?: ComponentChildren;
  readonly long?: boolean;
  readonly required?: boolean;
}

export function Field({ visit, form, name, label, usual = '', hint, long = false, required = false }: FieldProps): JSX.Element {
  const id = `${form}-${name}`;
  const value = fieldValue(visit, form, { name, usual });
  const described = hint === undefined ? {} : { 'aria-describedby': `${id}-hint` };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <p class="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {long ? (
        // A browser drops the first line break of a text area.
        <textarea id={id} name={name} rows={8} required={required} {...described}>
          {value.startsWith('\n') ? `\n${value}` : value}
        </textarea>
      ) : (
        <input id={id} name={name} value={value} required={required} autocomplete="off" {...described} />
      )}
    </div>
  );
}

export interface ChoiceProps {
  readonly visit: Visit;
  readonly form: string;
  readonly name: string;
  readonly label: string;
  readonly usual?: string;
  readonly options: ReadonlyArray<readonly [value: string, words: string]>;
}

export function Choice({ visit, form, name, label, usual = '', options }: ChoiceProps): JSX.Element {
  const id = `${form}-${name}`;
  const chosen = fieldValue(visit, form, { name, usual });
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {options.map(([value, words]) => (
          <option key={value} value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
