/** What can be wanted of the forum; what each kind carries is in `engine/effects.ts`. */
export type EffectKind =
  | 'status'
  | 'tags'
  | 'notice'
  | 'message'
  | 'room'
  | 'post'
  | 'like'
  | 'article'
  | 'close'
  | 'assign'
  | 'invite'
  | 'badge'
  | 'config'
  | 'ticket';
/** Wanted and carried out only where the plugin is there. */
export const ONLY_PLUGIN: readonly EffectKind[] = ['config', 'ticket'];
