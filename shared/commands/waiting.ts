import { parseDay } from './dates.js';
import { choiceForms, fold, leadingForm } from './forms.js';
import { atBecause, done, isOnlyPolite, problem, unknownChoice, withoutBecause, withoutPoliteEnd, type Reader } from './reading.js';
import { NEWS_CHOICES, PAUSE_CHOICES, type ArgumentsOf } from './vocabulary.js';

const UNTIL = /(?:^|[ ,])(?:until|bis)[ :]+/giu;
const EVERY = /^(?:every|alle|jede[nr]?) ?(?:(\d{1,3}) )?(?:days?|tage?n?|tag)$/;
const EVERY_DAY = new Set(['daily', 'taeglich']);
const LONGEST_NAME = 100;

/** R-PAUSE, CL-14, CL-15: `asker`, `vendor <name>` or `scheduled`, then a date and a reason, the date also alone. */
export const readPause: Reader<ArgumentsOf['pause']> = (rest, { locale, today }) => {
  const [before, because] = atBecause(rest);
  const until = [...before.matchAll(UNTIL)].at(-1);
  const target = withoutPoliteEnd((until ? before.slice(0, until.index) : before).trim());
  const date = until ? withoutPoliteEnd(before.slice(until.index + until[0].length)) : null;
  const day = date === null ? null : parseDay(date, today);
  if (date !== null && (day === null || day === 'none')) return problem('unclear_date');
  const found =
    target === '' && date !== null ? { id: 'scheduled' as const, rest: '' } : leadingForm(target, choiceForms(PAUSE_CHOICES, locale));
  if (target === '' && date === null) return problem('missing_argument');
  if (found === null) return unknownChoice(target, PAUSE_CHOICES, locale);
  if (found.id === 'scheduled' && day === null) return problem('missing_argument');
  const vendor = found.rest.replace(/[,:]$/, '').slice(0, LONGEST_NAME);
  if (found.id !== 'waiting_third_party' && !isOnlyPolite(vendor)) return problem('unknown_word');
  const reason = withoutBecause(because);
  return done({
    pause: found.id,
    ...(found.id === 'waiting_third_party' && vendor !== '' && { vendor }),
    ...(day !== null && { until: day }),
    ...(reason !== '' && { reason }),
  });
};

/** CL-13: how often the asker wants to hear. */
export const readUpdates: Reader<ArgumentsOf['updates']> = (rest, { locale }) => {
  const said = fold(withoutPoliteEnd(rest));
  if (said === '') return problem('missing_argument');
  const every = EVERY.exec(said);
  const days = EVERY_DAY.has(said) ? 1 : every ? Number(every[1] ?? 1) : null;
  if (days !== null) return days > 0 ? done({ everyDays: days }) : problem('unknown_choice', []);
  const found = leadingForm(rest, choiceForms(NEWS_CHOICES, locale));
  return found && isOnlyPolite(found.rest) ? done({ news: found.id }) : unknownChoice(rest, NEWS_CHOICES, locale);
};
