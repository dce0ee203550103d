import type { CommandOf, FoldContext } from '../../../engine/feature.js';
import type { ClocksSettings } from '../settings.js';
import type { ClocksView } from '../view.js';
import { done, logged, refused } from './answered.js';
import { rulesOf } from './pausing.js';

const DESK_DAY_MINUTES = 480;

/** CL-13: how often the asker wants to hear, not more often than the policy lets. */
export function newsWished(view: ClocksView, command: CommandOf<'updates'>, context: FoldContext<ClocksSettings>): ClocksView {
  const { args, at } = command;
  if ('news' in args && args.news === 'only_news') return logged(done(view, command), { at, type: 'no_updates' });
  const minutes = 'everyDays' in args ? args.everyDays * DESK_DAY_MINUTES : null;
  if (minutes !== null && minutes < rulesOf(view, context).shortestUpdateMinutes) return refused(view, command, 'tooOften');
  return logged(done(view, command), { at, type: 'updates', minutes });
}
