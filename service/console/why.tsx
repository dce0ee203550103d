/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren, JSX } from 'preact';

interface Props {
  /** What is asked about, in one word: `state`. */
  readonly of: string;
  readonly children: ComponentChildren;
}

/** Opens the reason of a derived value (UI-04). */
export function Why({ of, children }: Props): JSX.Element {
  return (
    <details id={`why-${of.replaceAll(' ', '-')}`} class="why">
      <summary>
        Why is this so?<span class="unseen"> ({of})</span>
      </summary>
      {children}
    </details>
  );
}
