/** @jsxRuntime automatic @jsxImportSource preact */
import type { Request } from 'express';
import type { Clock } from '../ports/clock.js';
import type { PluginState } from '../ports/plugin.js';
import type { Store } from '../ports/store.js';
import type { CalendarTools } from './calendar-tools.js';
import { loadFrame, type DeskSeconds, type Frame, type GiveEvidence, type QueryContext, type ShowClocks } from './frame.js';
import type { LayoutProps } from './layout.js';
import type { Viewer } from './may-read.js';
import type { PolicyDesk } from './policies.js';
import type { StartOfDate, TrySettings } from './reports-query.js';
import type { TryRules } from './routing.js';
import { chosenBy, loadViewer, peopleOf, type Switch, type SwitchPerson } from './viewer.js';

export interface ConsoleParts {
  readonly store: Store;
  readonly forumId: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Where people read a topic in the forum. */
  topicUrl(topicId: number): string;
  /** How many minutes the sweep takes to come round at present. */
  readonly sweepMinutes?: () => number | null;
  /** The plugin of the forum, as far as known. */
  readonly plugin?: () => PluginState;
  /** The forum's clock against ours (design section 3, "Now"). */
  readonly forumClock?: () => { readonly level: 'green' | 'amber' | 'red'; readonly seconds: number | null };
  /** How much of a desk's hours is left; without it dues are shown with their date only. */
  readonly deskSeconds?: DeskSeconds;
  /** 00:00 of a local date; without it reports have no period. */
  readonly startOfDate?: StartOfDate;
  /** The clocks of a ticket, in words and as pictures. */
  readonly showClocks?: ShowClocks;
  /** The clocks of a ticket as evidence. */
  readonly giveEvidence?: GiveEvidence;
  /** How policies of the clocks are shown, checked and tried (CL-09). */
  readonly policies?: PolicyDesk;
  /** What settings would do to clocks (CL-10). */
  readonly trySettings?: TrySettings;
  /** How the rules of a community are tried on a question (TR-07). */
  readonly tryRules?: TryRules;
  /** The rules of calendars (CL-11, CL-22). */
  readonly calendars?: CalendarTools;
  /** As whom one may look at the pages, instead of the people of the sandbox. */
  readonly people?: readonly SwitchPerson[];
}

/** What every page starts from. */
export interface Visit {
  readonly parts: ConsoleParts;
  readonly context: QueryContext;
  readonly frame: Frame;
  readonly viewer: Viewer;
  readonly layout: Pick<LayoutProps, 'mode' | 'choice' | 'address'>;
}

export async function visitOf(parts: ConsoleParts, request: Request): Promise<Visit> {
  const { store, forumId, clock } = parts;
  const context = { store, forumId, now: clock.now() };
  const people = peopleOf(forumId, parts.people);
  const choice: Switch | null = people ? { people, chosen: chosenBy(request, people) } : null;
  const frame = await loadFrame(context);
  const viewer = await loadViewer(context, frame, choice);
  return { parts, context, frame, viewer, layout: { mode: frame.mode, choice, address: request.originalUrl } };
}

export function isForNobody(viewer: Viewer): boolean {
  return viewer.type !== 'operator' && (viewer.type === 'nobody' || viewer.leads.length === 0);
}

export function NotForYou() {
  return (
    <p>
      This page is for whoever runs the desk: its facilitators, its leads and the operator of this service.{' '}
      <a href="/queue">Back to the list of tickets</a>
    </p>
  );
}
