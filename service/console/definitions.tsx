/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren, JSX } from 'preact';
import { capital, plain } from './wording.js';
import { Moment } from './moment.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
/** Where a button was pressed: a post may have come here from a message since. */
const PLACE_OF_PRESS = /\bpress:\d+\/\d+:/g;
/** What a feature keeps for itself. */
const INNER = 'inner';

export function Definition({ name, children }: { readonly name: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Any JSON, readable: what a feature's view holds where no page knows its shape. */
export function AnyValue({ value }: { readonly value: unknown }): JSX.Element {
  if (Array.isArray(value)) return <AnyList values={value} />;
  if (typeof value === 'object' && value !== null) {
    return (
      <dl>
        {Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
          name === INNER
            ? []
            : [
                <Definition key={name} name={capital(plain(withoutPlace(name)))}>
                  <AnyValue value={part} />
                </Definition>,
              ],
        )}
      </dl>
    );
  }
  return <AnyScalar value={value} />;
}

function AnyList({ values }: { readonly values: readonly unknown[] }): JSX.Element {
  if (values.length === 0) return <span>none</span>;
  return (
    <ul>
      {values.map((value, index) => (
        <li key={index}>
          <AnyValue value={value} />
        </li>
      ))}
    </ul>
  );
}

function AnyScalar({ value }: { readonly value: unknown }): JSX.Element {
  if (typeof value === 'string')
    return INSTANT.test(value) ? <Moment at={value} /> : <span>{value === '' ? 'empty' : withoutPlace(value)}</span>;
  if (typeof value === 'boolean') return <span>{value ? 'yes' : 'no'}</span>;
  return <span>{typeof value === 'number' ? value : 'none'}</span>;
}

function withoutPlace(text: string): string {
  return text.replace(PLACE_OF_PRESS, 'press:');
}
