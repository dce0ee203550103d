/** Of which tickets a figure tells: of all, or of a sample that says so. */
export interface Sample {
  readonly topics: readonly number[];
  /** How many there are. */
  readonly of: number;
  readonly open: number;
  /** Of the ended ones every so manieth was taken; 1: all. */
  readonly every: number;
}

/** All tickets with open clocks, and of the others as many as leave room, spread evenly over their numbers. */
export function chosen(tickets: ReadonlyArray<{ readonly topicId: number; readonly isOpen: boolean }>, most: number): Sample {
  const open = tickets.filter(({ isOpen }) => isOpen).map(({ topicId }) => topicId);
  const ended = tickets.filter(({ isOpen }) => !isOpen).map(({ topicId }) => topicId);
  const room = Math.max(1, most - open.length);
  const every = tickets.length <= most ? 1 : Math.ceil(ended.length / room);
  return { topics: [...open, ...ended.filter((_topic, index) => index % every === 0)], of: tickets.length, open: open.length, every };
}
