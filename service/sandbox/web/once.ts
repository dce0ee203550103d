import { createHash } from 'node:crypto';

/** Where sent forms led to: the same form sent twice (a double click) is carried out once. */
export interface SentForms {
  /** Null: this form has not been sent yet, or with something else in it. */
  readonly ledTo: (form: string) => string | null;
  readonly remember: (form: string, path: string) => void;
}

const KEPT = 1_000;

/** A form is known by all that it holds: who goes back to an old page and writes something new there sends a new one. */
export function createSentForms(): SentForms {
  const sent = new Map<string, string>();
  return {
    ledTo: (form) => sent.get(keyOf(form)) ?? null,
    remember(form, path) {
      sent.set(keyOf(form), path);
      for (const oldest of [...sent.keys()].slice(0, Math.max(0, sent.size - KEPT))) sent.delete(oldest);
    },
  };
}

function keyOf(form: string): string {
  return createHash('sha256').update(form).digest('hex');
}
