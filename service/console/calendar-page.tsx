/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { CalendarView } from './calendar-query.js';
import { CalendarStrip, HolesList } from './calendar-strip.js';
import { DAYS, type CalendarField, type CalendarFields } from './calendar-tools.js';

const DAY_NAMES = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
} as const;
const FIELD_NAMES: Readonly<Record<string, string>> = {
  ...DAY_NAMES,
  tz: 'Time zone',
  holidays: 'Holidays',
  dateHours: 'Special dates',
  zones: 'Zones beside it',
};

export function CalendarPage({ view }: { readonly view: CalendarView }): JSX.Element {
  const { shown, problems, isOffer } = view;
  const yaml = shown?.yaml ?? null;
  return (
    <>
      <Chooser view={view} />
      {problems.length === 0 ? null : (
        <div class="note bad" role="alert">
          <p>This cannot be used as it was typed:</p>
          <ul>
            {problems.map(({ field, text }) => (
              <li key={`${field}${text}`}>
                <a href={`#${field}`}>{FIELD_NAMES[field] ?? field}</a>: {text}
              </li>
            ))}
          </ul>
          {isOffer ? <p>In the form below a proposal stands: look at it and check it again.</p> : null}
        </div>
      )}
      {yaml === null ? null : <Result yaml={yaml} />}
      {shown === null ? null : (
        <>
          <h2>The next 14 days</h2>
          <CalendarStrip shown={shown} />
          <h2>Hours without anybody</h2>
          <HolesList holes={shown.holes} tz={shown.calendar.tz} />
        </>
      )}
      <h2>{yaml === null ? 'Try other hours' : 'Change them again'}</h2>
      <CalendarForm view={view} />
      <Sources view={view} />
    </>
  );
}

function Chooser({ view: { community, led, names, name } }: { readonly view: CalendarView }): JSX.Element | null {
  if (led.length < 2 && names.length < 2) return null;
  return (
    <form method="get" action="/calendar" class="filters" aria-label="Which calendar">
      <label>
        Community
        <select name="community">
          {led.map((one) => (
            <option key={one.id} value={one.id} selected={one.id === community.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Calendar
        <select name="name">
          {names.map((one) => (
            <option key={one} value={one} selected={one === name}>
              {one === '' ? 'of the desk' : one}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

function Result({ yaml }: { readonly yaml: string }): JSX.Element {
  return (
    <div class="note">
      <p>
        This calendar can be used. Nothing is changed yet: put it into the settings file of the community, and apply that with{' '}
        <code>hybrid-desk communities apply</code>.
      </p>
      <pre class="raw" id="yaml">
        {yaml}
      </pre>
    </div>
  );
}

function CalendarForm({ view: { community, name, fields, problems, zones } }: { readonly view: CalendarView }): JSX.Element {
  const wrong = new Set(problems.map(({ field }) => field));
  const invalid = (field: string): Invalid => (wrong.has(field) ? { 'aria-invalid': 'true' } : {});
  return (
    <form method="post" action="/calendar" class="calendar">
      <input type="hidden" name="community" value={community.id} />
      <input type="hidden" name="name" value={name} />
      <p class="quiet">
        Hours are clock times of the calendar's zone, several a day with commas: 09:00-12:00, 13:00-17:00. The end of the day is 24:00.
        Hours over midnight (22:00-06:00) are split onto both days. An empty day is closed.
      </p>
      <Hours fields={fields} invalid={invalid} />
      <Lines
        field="holidays"
        text={fields.holidays}
        help="A date and its name on each line: 2026-12-25 Christmas Day"
        invalid={invalid('holidays')}
      />
      <Lines
        field="dateHours"
        text={fields.dateHours}
        help="A date with hours of its own on each line, or closed: 2026-12-24 09:00-12:00. It goes before holidays."
        invalid={invalid('dateHours')}
      />
      <label for="zones">
        Zones beside it
        <input id="zones" name="zones" value={zones} {...invalid('zones')} />
        <span class="quiet">Two at most, with a comma: where your experts are.</span>
      </label>
      <button type="submit">Check</button>
    </form>
  );
}

type Invalid = { readonly 'aria-invalid'?: 'true' };

function Hours({ fields, invalid }: { readonly fields: CalendarFields; readonly invalid: (field: string) => Invalid }): JSX.Element {
  return (
    <>
      <label for="tz">
        Time zone
        <input id="tz" name="tz" value={fields.tz} {...invalid('tz')} />
      </label>
      {DAYS.map((day) => (
        <label key={day} for={day}>
          {DAY_NAMES[day]}
          <input id={day} name={day} value={fields[day]} {...invalid(day)} />
        </label>
      ))}
    </>
  );
}

interface LinesProps {
  readonly field: CalendarField;
  readonly text: string;
  readonly help: string;
  readonly invalid: Invalid;
}

function Lines({ field, text, help, invalid }: LinesProps): JSX.Element {
  return (
    <label for={field}>
      {FIELD_NAMES[field]}
      <textarea id={field} name={field} rows={Math.min(12, Math.max(3, text.split('\n').length))} {...invalid} value={text} />
      <span class="quiet">{help}</span>
    </label>
  );
}

/** CL-12: who is to be credited for the dates. */
function Sources({ view: { shown, credit } }: { readonly view: CalendarView }): JSX.Element | null {
  const sourced = (shown?.calendar.holidays ?? []).filter(({ source }) => source !== undefined);
  if (sourced.length === 0) return null;
  const isOfPlace = sourced.some(({ source }) => source?.startsWith('place:'));
  return (
    <details>
      <summary>{sourced.length} more holidays come from sources that the settings name</summary>
      {isOfPlace ? <p class="quiet">{credit}</p> : null}
      <ul class="plain">
        {sourced.map(({ date, name }) => (
          <li key={date}>
            {date} {name ?? ''}
          </li>
        ))}
      </ul>
    </details>
  );
}
