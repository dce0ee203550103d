/** Numbers by chance that a seed gives again (mulberry32): a history is its seed. */
export interface Chance {
  /** From 0 up to but not including `below`. */
  number(below: number): number;
  happens(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const number = (below: number): number => Math.floor(next() * below);
  return {
    number,
    happens: (share) => next() < share,
    pick(items) {
      const item = items[number(items.length)];
      if (item === undefined) throw new Error('nothing to choose from');
      return item;
    },
  };
}
