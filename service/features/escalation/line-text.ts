import { parseCommand } from '../../../shared/commands/parse.js';
import { groupIn } from '../../../shared/placeholders.js';
import { whereLinePressed } from '../../../shared/pressed-line.js';
import { quoted } from '../../../shared/quote.js';
import type { TicketView, TopicView, WantContext } from '../../engine/feature.js';
import { messages } from './messages.js';
import type { EscalationSettings } from './settings.js';
import type { EscalationView } from './view.js';

/** Longer ones are cut: a room's post is read by mail. */
export const LONGEST_QUOTE = 2_000;

interface Telling {
  readonly view: EscalationView;
  readonly ticket: TicketView;
  readonly context: WantContext<EscalationSettings>;
  /** The room in which the line is told; null: somewhere else. */
  readonly room: number | null;
}

/**
 * What a line said, as it may be told: in a quote where everybody can read it, or in the room where it was said. Of what was said
 * in another private place only that it was said, and with whom it is (decision 039). Null: it said nothing.
 */
export function wordsOfLine(
  line: string | null,
  { view, ticket, context, room }: Telling,
): { readonly text: string; readonly isQuote: boolean } | null {
  const text = textOfLine(view, line, context);
  if (line === null || text === null) return null;
  const here = room === null ? undefined : ticket.rooms.get(room);
  if ((!ticket.topic.isPrivate && isShown(line, ticket.topic)) || isShown(line, here))
    return { text: quoted(text, { longest: LONGEST_QUOTE }), isQuote: true };
  const there = [...ticket.rooms.values()].find((place) => whereLinePressed(line) === place.id || place.posts.has(postOf(line)));
  const groups = (there?.participants?.groups ?? []).map(groupIn).join(', ');
  return { text: messages[context.locale].saidElsewhere(groups, context.words), isQuote: false };
}

function postOf(line: string): number {
  return Number(line.split('/')[0]);
}

/** To all who read in that place. Where the post is now counts (table 0.3), not where it was written; a button was pressed where it was. */
function isShown(line: string, place: TopicView | undefined): boolean {
  const pressed = whereLinePressed(line);
  if (pressed !== null) return pressed === place?.id;
  const found = place?.posts.get(postOf(line));
  return found !== undefined && found.kind !== 'whisper' && found.visibility === 'visible';
}

/** What a person wrote as reason or note, read again from her line: views hold no text, and an erased text is gone here too. */
function textOfLine(view: EscalationView, id: string | null, context: WantContext<EscalationSettings>): string | null {
  const line = id === null ? null : context.text(view.lines[id] ?? null);
  if (line === null) return null;
  const { locale, commands } = context.community;
  const names = [line.split(/[\s:,]/, 1)[0]?.slice(1) ?? ''];
  const parsed = parseCommand(line, { names, locale, translations: commands?.words ?? {}, today: context.now.slice(0, 10) });
  if (!parsed.ok) return null;
  const { reason, text } = parsed.args as { readonly reason?: string; readonly text?: string };
  return reason ?? text ?? null;
}
