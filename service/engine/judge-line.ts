import { GRAMMAR, MOST_COMMANDS } from '../../shared/commands/grammar.js';
import type { CommandPlace, CommandRole, CommandWord } from '../../shared/commands/vocabulary.js';
import { parseCommand, type ParsedCommand } from '../../shared/commands/parse.js';
import type { Instant } from '../../shared/instant.js';
import { nameKey } from '../../shared/names.js';
import type { CommunitySettings, RoleName } from '../../shared/settings.js';
import type { CommandLine } from './command-log.js';
import type { Command } from './feature.js';
import { onBehalfRefused, type OnBehalfRefusal } from './on-behalf.js';
import { MOST_A_MINUTE, type RecentLines } from './recent-lines.js';
import type { ResolveName } from './resolve-name.js';
import type { TopicState } from './topic-state.js';

/** Why a line is refused before any feature sees it. */
export type LineRefusal =
  | { readonly code: 'unreadable' | 'too_many' | 'too_often' | 'late' }
  | OnBehalfRefusal
  | { readonly code: 'not_understood'; readonly parsed: Extract<ParsedCommand, { ok: false }> }
  | { readonly code: 'wrong_place' | 'not_allowed'; readonly word: CommandWord };

/** A line to the desk with what the engine says of it; `command` null: it is refused, and no feature is told. */
export interface JudgedLine {
  readonly line: CommandLine;
  readonly room: number | null;
  readonly roles: ReadonlySet<CommandRole>;
  readonly place: CommandPlace;
  /** By which name the desk was addressed. */
  readonly name: string;
  readonly command: Command | null;
  readonly refusal: LineRefusal | null;
}

export interface JudgeLineContext {
  readonly community: CommunitySettings;
  readonly topic: TopicState;
  /** Where it was said: the topic or a room of it. */
  readonly place: TopicState;
  readonly room: number | null;
  readonly isPrivateAsk: boolean;
  readonly text: string | null;
  /** As of the line. */
  readonly roles: ReadonlySet<RoleName>;
  readonly resolve: ResolveName;
  readonly at: Instant;
  readonly recent: RecentLines;
  readonly owner: number | null;
  rolesOf(user: number, at: Instant): ReadonlySet<RoleName>;
}

/** UI-31, table 0.2: what the line says, and whether its author may say it here. */
export function judgeLine(line: CommandLine, context: JudgeLineContext): JudgedLine {
  const { community, topic, room, isPrivateAsk, text } = context;
  const roles = commandRoles(line.author, context);
  const place: CommandPlace = room !== null ? 'room' : isPrivateAsk || topic.isPrivate ? 'ask' : 'thread';
  const name = text?.split(/[\s:,]/, 1)[0]?.slice(1) ?? '';
  const judged = { line, room, roles, place, name };
  const refused = (refusal: LineRefusal): JudgedLine => ({ ...judged, command: null, refusal });
  if (text === null || line.author === null) return refused({ code: 'unreadable' });
  if (line.index >= MOST_COMMANDS) return refused({ code: 'too_many' });
  // OP-15: so many lines of one person a minute.
  if (context.recent.inLastMinute >= MOST_A_MINUTE) return refused({ code: 'too_often' });
  if (line.isLate) return refused({ code: 'late' });
  const parsed = parseCommand(text, {
    names: [name],
    locale: community.locale,
    translations: community.commands?.words ?? {},
    today: line.at.slice(0, 10),
  });
  if (!parsed.ok) return refused({ code: 'not_understood', parsed });
  const { word, args } = parsed;
  if (!GRAMMAR[word].places.includes(place)) return refused({ code: 'wrong_place', word });
  if (!mayGive(word, place, roles)) return refused({ code: 'not_allowed', word });
  const { id, post, author, at } = line;
  const said = {
    id,
    post,
    author,
    at: context.at > at ? context.at : at,
    room,
    word,
    args,
    roles,
    ...namesIn(args, context, at),
    ...aboutOf(line, context),
    passedOnElsewhere: context.recent.passedOnElsewhere,
    owner: context.owner,
  };
  // Word and arguments come from one parse: they belong together.
  const command = said as Command;
  const refusal = onBehalfRefused(command, context);
  return refusal === null ? { ...judged, command, refusal: null } : refused(refusal);
}

/** Who may read it, the post that it is about, and what only the press of a button tells of its author. */
function aboutOf({ post, pressed }: CommandLine, { place, room }: JudgeLineContext): Pick<Command, 'isOpen' | 'replyTo' | 'hasName'> {
  const on = pressed?.on ?? null;
  // What is said about a whisper by a button is read by no more people than a reply to it.
  const where = post ?? on;
  return {
    isOpen: room === null && (where === null || place.posts.get(where)?.kind !== 'whisper'),
    replyTo: post === null ? on : place.repliedPost(post),
    hasName: pressed?.hasName ?? null,
  };
}

/** Who is meant by the names that the line holds; null: nobody here is known by such a name. */
function namesIn(args: object, { resolve }: JudgeLineContext, at: Instant): { person: number | null; group: number | null } {
  const { person = null, group = null } = args as { person?: string | null; group?: string | null };
  const named = (kind: 'user' | 'group', name: string | null): number | null => {
    const found = name === null ? undefined : resolve(nameKey(name), at);
    return found?.kind === kind ? found.id : null;
  };
  return { person: named('user', person), group: named('group', group) };
}

/** By role and place; how far the role reaches, the feature says. */
export function mayGive(word: CommandWord, place: CommandPlace, roles: ReadonlySet<CommandRole>): boolean {
  const { who, places } = GRAMMAR[word];
  return places.includes(place) && who.some((role) => roles.has(role));
}

/** Everybody is a member; a desk lead may do what a facilitator may (table 0.2). */
export function commandRoles(
  author: number | null,
  { roles, topic }: { readonly roles: ReadonlySet<RoleName>; readonly topic: Pick<TopicState, 'asker'> },
): ReadonlySet<CommandRole> {
  const found = new Set<CommandRole>(['member']);
  if (author !== null && author === topic.asker) found.add('asker');
  for (const role of roles) found.add(role === 'deskLead' ? 'facilitator' : role);
  return found;
}
