import type { PressReply } from '../engine/press-replies.js';

/** Those who wait for what became of a press, by its reply key. */
export interface WaitingForReplies {
  /** A ticket was derived: whoever waits for a press in it is told. */
  heard(replies: ReadonlyMap<string, PressReply>): void;
  waitFor(key: string): { readonly reply: Promise<PressReply>; stop(): void };
}

export function createWaitingForReplies(): WaitingForReplies {
  const waiting = new Map<string, Set<(reply: PressReply) => void>>();
  return {
    heard(replies) {
      for (const [key, tell] of waiting) {
        const reply = replies.get(key);
        if (reply) for (const one of tell) one(reply);
      }
    },
    waitFor(key) {
      let tell: (reply: PressReply) => void = () => undefined;
      const reply = new Promise<PressReply>((resolve) => {
        tell = resolve;
      });
      const others = waiting.get(key) ?? new Set();
      waiting.set(key, others.add(tell));
      return {
        reply,
        stop() {
          others.delete(tell);
          if (others.size === 0) waiting.delete(key);
        },
      };
    },
  };
}
