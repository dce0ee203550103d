/** Queues only ring: rows are the truth. A ring that is lost costs time, never work. */
export type Bell = 'inbox' | 'tickets' | 'outbox' | 'reads';

export interface Queue {
  /** Says that there may be work of this kind. Rings while nobody listens are kept as one. */
  ring(bell: Bell): void;
  /** Calls `work` when the bell rings, one at a time, and again if it rang meanwhile. Returns the way to stop. */
  listen(bell: Bell, work: () => Promise<void>): () => Promise<void>;
}
