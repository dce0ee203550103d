import type { CommandOf } from '../../../engine/feature.js';
import type { TriageView } from '../view.js';

/** UI-33: a wish moves nothing; the facilitators hear of it, and the asker of one that is theirs. */
export function withWish(view: TriageView, { author: by, at, roles }: CommandOf<'private'>): TriageView {
  const isFacilitator = roles.has('facilitator');
  if (view.privateWishes.some((wish) => wish.isFacilitator === isFacilitator)) return view;
  return { ...view, privateWishes: [...view.privateWishes, { by, at, isFacilitator }] };
}
