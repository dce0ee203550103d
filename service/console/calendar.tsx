/** @jsxRuntime automatic @jsxImportSource preact */
import type { Request, Response } from 'express';
import type { CommunitySettings } from '../../shared/settings.js';
import { CalendarPage } from './calendar-page.js';
import { loadHoles, loadLed, STRIP_DAYS, type CalendarView } from './calendar-query.js';
import { DAYS, type CalendarFields, type CalendarTools, type PageCalendar } from './calendar-tools.js';
import { renderPage } from './layout.js';
import { isForNobody, NotForYou, type Visit } from './visit.js';

const MOST_ZONES = 2;

/** CL-11: a calendar with its next days. A form that is sent back is checked and shown; the settings file stays what holds. */
export async function calendarPage(visit: Visit, request: Request, response: Response): Promise<string> {
  const { parts, context, viewer, layout } = visit;
  const led = isForNobody(viewer) ? [] : await loadLed(context, viewer);
  const asked = textsOf(request.method === 'POST' ? request.body : request.query);
  const community = led.find(({ id }) => id === asked('community')) ?? led[0];
  const tools = parts.calendars;
  if (community === undefined || tools === undefined) {
    response.status(403);
    return renderPage({ title: 'Calendar', ...layout, children: <NotForYou /> });
  }
  const view = await viewOf(visit, { led, community, tools, asked, isTyped: request.method === 'POST' });
  if (view.problems.length > 0) response.status(422);
  return renderPage({
    title: `Calendar: ${community.name}`,
    ...layout,
    address: `/calendar?community=${encodeURIComponent(community.id)}`,
    children: <CalendarPage view={view} />,
  });
}

interface Asking {
  readonly led: readonly CommunitySettings[];
  readonly community: CommunitySettings;
  readonly tools: CalendarTools;
  readonly asked: (name: string) => string;
  readonly isTyped: boolean;
}

async function viewOf({ context, frame, viewer }: Visit, { led, community, tools, asked, isTyped }: Asking): Promise<CalendarView> {
  const calendars = tools.calendarsOf(community);
  const inForce = calendars.find(({ name }) => name === asked('name')) ?? calendars[0];
  const before = inForce?.calendar ?? null;
  const typed: CalendarFields = isTyped || before === null ? fieldsIn(asked) : tools.fieldsOf(before);
  const checked = tools.check(typed, before);
  const zones = asked('zones') || tools.zonesOf(community).slice(0, MOST_ZONES).join(', ');
  const beside = zonesIn(zones);
  const wrongZones = beside.filter((zone) => !tools.isZone(zone));
  const shown = async (calendar: PageCalendar): Promise<CalendarView['shown']> => ({
    calendar,
    days: tools.strip(calendar, context.now, STRIP_DAYS),
    holes: await loadHoles(context, calendar, { frame, viewer, tools, community }),
    zones: beside.filter((zone) => tools.isZone(zone)).slice(0, MOST_ZONES),
    yaml: isTyped ? tools.yaml(inForce?.name ?? '', calendar) : null,
  });
  return {
    community,
    led: led.map(({ id, name }) => ({ id, name })),
    names: calendars.map(({ name }) => name),
    name: inForce?.name ?? '',
    fields: checked.ok ? tools.fieldsOf(checked.calendar) : checked.offered,
    problems: [
      ...(checked.ok ? [] : checked.problems),
      ...wrongZones.map((zone) => ({ field: 'zones', text: `"${zone}" is no time zone; write an IANA name like Asia/Tokyo` })),
    ],
    isOffer: !checked.ok && JSON.stringify(checked.offered) !== JSON.stringify(typed),
    shown: checked.ok ? await shown(checked.calendar) : null,
    zones,
    credit: tools.credit,
  };
}

function zonesIn(text: string): string[] {
  return text
    .split(',')
    .map((zone) => zone.trim())
    .filter((zone) => zone !== '')
    .slice(0, 10);
}

function fieldsIn(asked: (name: string) => string): CalendarFields {
  return Object.fromEntries([...DAYS, 'tz', 'holidays', 'dateHours'].map((field) => [field, asked(field)])) as CalendarFields;
}

function textsOf(form: unknown): (name: string) => string {
  const given = (form ?? {}) as Readonly<Record<string, unknown>>;
  return (name) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
}
