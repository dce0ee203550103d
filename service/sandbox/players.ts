/** The people a visitor of the pages can be with one click. They are in the sample organisation, one for each role of a desk. */
export interface Player {
  readonly username: string;
  readonly name: string;
  readonly role: 'member' | 'expert' | 'facilitator' | 'admin';
}

export const ADA = { username: 'ada', name: 'Ada Voss', role: 'member' } as const satisfies Player;
export const BO = { username: 'bo', name: 'Bo Lindqvist', role: 'expert' } as const satisfies Player;
export const CHRIS = { username: 'chris', name: 'Chris Adler', role: 'facilitator' } as const satisfies Player;
export const DANA = { username: 'dana', name: 'Dana Kowal', role: 'admin' } as const satisfies Player;

export const PLAYERS: readonly Player[] = [ADA, BO, CHRIS, DANA];
