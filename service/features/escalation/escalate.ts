import type { Level } from '../../../shared/commands/vocabulary.js';
import { addSeconds, type Instant } from '../../../shared/instant.js';
import type { CommandOf, FoldContext } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import { changed, ended, opened } from './course.js';
import { expertGroups, groupsOfLevel, levelOfGroup, levelsWithGroups, sameGroups } from './groups.js';
import { done, refused, told } from './said.js';
import type { EscalationSettings } from './settings.js';
import { dueAfter } from './times.js';
import { escalationOf, ownerOf, type Escalation, type EscalationView, type SayCode } from './view.js';

type Context = FoldContext<EscalationSettings>;
type Escalate = CommandOf<'escalate'>;

interface Target {
  readonly level: Level | null;
  readonly groups: readonly number[];
}

const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;

/** ES-03 to ES-05: a person passes the question to the experts. Who comes second within the same second is told. */
export function escalate(view: EscalationView, command: Escalate, context: Context): EscalationView {
  const { topic } = context.ticket;
  const open = escalationOf(view);
  if (open !== null && isAskedAgain(open, command, context)) return again(done(view, command), open);
  if (open !== null) return told(view, command, alreadyWith(open));
  if (hasEnded(context)) return refused(view, command, ['ticketEnded']);
  const target = targetOf(command, context);
  if ('refusal' in target) return refused(view, command, [target.refusal, valid(context)]);
  if (isWithThem(target.groups, context)) return told(view, command, ['sameGroup', { groups: target.groups }]);
  const asAsker = isOnlyAsker(command);
  if (asAsker) {
    const wait = askerWaits(view, { command, target }, context);
    if (wait !== null) return refused(view, command, [wait.code, { at: wait.until }]);
    if (passedOn(view, command) >= context.settings.askerPerWeek) return refused(view, command, ['tooOften']);
  }
  const cause = { type: 'command', by: command.author, line: command.id, asAsker } as const;
  return opened(done(view, command), { cause, ...target, isAllowed: isByFacilitator(command) }, { at: command.at, topicId: topic.id });
}

/** ES-16: a facilitator says that it shall be so, where the forum or the size of a group stood in the way of the room. */
function isAskedAgain({ key, accepted, level }: Escalation, command: Escalate, { ticket }: Context): boolean {
  const { args } = command;
  const isThere = [...ticket.rooms.values()].some((room) => room.key === key);
  const isTheSame = args.group === undefined && (args.level === undefined || args.level === level);
  return isByFacilitator(command) && isTheSame && !isThere && accepted === null;
}

function again(view: EscalationView, open: Escalation): EscalationView {
  return changed(view, open, (one) => ({ ...one, isAllowed: true, timesAsked: one.timesAsked + 1 }));
}

function isByFacilitator({ roles }: Pick<Escalate, 'roles'>): boolean {
  return roles.has('facilitator');
}

/** ES-09: the owner (or a facilitator) passes it on to another group; who has it stays responsible until somebody there accepts. */
export function handTo(view: EscalationView, command: CommandOf<'hand to'>, context: Context): EscalationView {
  const open = escalationOf(view);
  if (hasEnded(context)) return refused(view, command, ['ticketEnded']);
  if (!maySteer(view, command))
    return refused(view, command, open || view.owner ? ['notOwner', { person: ownerOf(view) }] : ['nothingOpen']);
  if (open === null && view.owner === null) return refused(view, command, ['nothingOpen']);
  const { group, author: by, id: line, at } = command;
  if (group === null || !expertGroups(context).includes(group)) return refused(view, command, ['unknownGroup', valid(context)]);
  if (open?.groups.includes(group) || (open === null && isWithThem([group], context)))
    return told(view, command, ['sameGroup', { groups: [group] }]);
  const left = open === null ? view : ended(view, open, { at, how: 'handedOn', by, line });
  const cause = { type: 'handed', by, line, from: open?.number ?? null } as const;
  const target = { level: levelOfGroup(group, context), groups: [group], isAllowed: isByFacilitator(command) };
  return opened(done(left, command), { cause, ...target }, { at, topicId: context.ticket.topic.id });
}

/** Only who accepted it, or a facilitator, may hand it back or on, or end it. */
export function maySteer(view: EscalationView, { author, roles }: Pick<Escalate, 'author' | 'roles'>): boolean {
  return roles.has('facilitator') || ownerOf(view) === author;
}

export function alreadyWith(open: Escalation): readonly [SayCode, { at: Instant; groups: readonly number[]; person: number | null }] {
  return ['alreadyWith', { at: open.at, groups: open.groups, person: open.accepted?.by ?? null }];
}

export function hasEnded({ ticket: { topic } }: Pick<Context, 'ticket'>): boolean {
  return topic.deletedAt !== null || topic.merged !== null || topic.closed || topic.archived;
}

function valid(context: Context): { groups: readonly number[]; levels: readonly Level[] } {
  return { groups: expertGroups(context), levels: levelsWithGroups(context) };
}

function targetOf({ args, group }: Escalate, context: Context): Target | { readonly refusal: SayCode } {
  if (expertGroups(context).length === 0) return { refusal: 'noExperts' };
  if (args.group !== undefined) {
    if (group === null || !expertGroups(context).includes(group)) return { refusal: 'unknownGroup' };
    return { level: levelOfGroup(group, context), groups: [group] };
  }
  const level = args.level ?? 1;
  const groups = groupsOfLevel(level, context);
  return groups.length === 0 ? { refusal: 'unknownLevel' } : { level, groups };
}

/** A private ask is a message to its experts already: it needs no room with the same. */
function isWithThem(groups: readonly number[], { ticket: { topic, membership } }: Context): boolean {
  if (!membership?.isPrivateAsk) return false;
  const there = topic.participants?.groups ?? [];
  return sameGroups(groups, there) || groups.every((group) => there.includes(group));
}

function isOnlyAsker({ roles }: Escalate): boolean {
  return !roles.has('expert') && !roles.has('signer') && !roles.has('facilitator');
}

/** ES-04: from when the asker may; null: now. */
function askerWaits(
  view: EscalationView,
  { command, target }: { readonly command: Escalate; readonly target: Target },
  context: Context,
): { readonly code: 'tooEarly' | 'onceADay'; readonly until: Instant | null } | null {
  const last = view.escalations.findLast(({ cause, level }) => cause.type === 'command' && cause.asAsker && level === target.level);
  const again = last === undefined ? null : addSeconds(last.at, DAY_SECONDS);
  if (again !== null && command.at < again) return { code: 'onceADay', until: again };
  if (isUrgent(context)) return null;
  const from = unansweredSince(view, context);
  const { askerAfterMinutes } = context.settings;
  const until = askerAfterMinutes === null || from === null ? null : dueAfter(askerAfterMinutes, from, context.community);
  return until !== null && until <= command.at ? null : { code: 'tooEarly', until };
}

/** ES-04: how many questions she has passed on herself in the week before, here and elsewhere. */
function passedOn({ escalations }: EscalationView, { author, at, passedOnElsewhere }: Escalate): number {
  const since = addSeconds(at, -WEEK_SECONDS);
  const here = escalations.filter((one) => one.cause.type === 'command' && one.cause.asAsker && one.cause.by === author && one.at > since);
  return here.length + passedOnElsewhere;
}

function isUrgent({ ticket }: Context): boolean {
  const triage = ticket.views['triage'] as TriageView | undefined;
  return triage?.kind === 'incident' && triage.priority === 'urgent';
}

/** Since when no good answer came: from the question, or from the newest good answer, which did not help. */
function unansweredSince({ silence }: EscalationView, { ticket: { topic, membership } }: Context): Instant | null {
  const started = membership?.clockStart ?? topic.bornAt ?? membership?.since ?? null;
  const answered = silence.answers.flatMap((id) => topic.posts.get(id)?.at ?? []);
  const times = [started, topic.accepted?.from ?? null, ...answered].filter((at) => at !== null);
  return times.sort().at(-1) ?? null;
}
