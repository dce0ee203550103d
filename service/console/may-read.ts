/** Who looks at the pages. */
export type Viewer =
  /**
   * The person at the machine of the service, without a login: of a private ticket she sees reference, state and times, because she
   * must be able to mend what failed there; never title, text, reason or name (design section 9).
   */
  | { readonly type: 'operator' }
  | { readonly type: 'nobody' }
  | {
      readonly type: 'person';
      readonly user: number;
      /** Groups of which she is a member now: access follows the forum's membership at once. */
      readonly groups: readonly number[];
      /** Communities of which she is a facilitator or leads the desk (a lead may do what a facilitator may). */
      readonly leads: readonly string[];
    };

/** Something in the forum with the people to whom it is open. */
export interface Guarded {
  readonly isPrivate: boolean;
  readonly community: string | null;
  readonly asker: number | null;
  /** Who takes part in the message; the expert groups to which the case was given are among the groups. Null: not known yet. */
  readonly participants: { readonly users: readonly number[]; readonly groups: readonly number[] } | null;
}

declare const checked: unique symbol;
/** What `readable` has let through: functions that give private text take only this. */
export type Readable<Thing> = Thing & { readonly [checked]: true };

/** The one answer to "may this person read this?" (design section 9). */
export function mayRead(viewer: Viewer, thing: Guarded): boolean {
  if (!thing.isPrivate) return true;
  if (viewer.type !== 'person') return false;
  const { user, groups, leads } = viewer;
  return (
    user === thing.asker ||
    (thing.community !== null && leads.includes(thing.community)) ||
    (thing.participants?.users.includes(user) ?? false) ||
    (thing.participants?.groups.some((group) => groups.includes(group)) ?? false)
  );
}

export function readable<Thing extends Guarded>(viewer: Viewer, thing: Thing): Readable<Thing> | null {
  return mayRead(viewer, thing) ? (thing as Readable<Thing>) : null;
}

/** Whether the viewer may know that it exists. To all others its address answers like a number that never was. */
export function mayKnow(viewer: Viewer, thing: Guarded): boolean {
  return viewer.type === 'operator' || mayRead(viewer, thing);
}
