import type { Command } from '../../engine/feature.js';
import type { OfficialView, Refusal } from './view.js';

export function withAnswer(view: OfficialView, { id }: Pick<Command, 'id'>, refusal: Refusal | null): OfficialView {
  return { ...view, answered: [...view.answered, { id, refusal }] };
}
