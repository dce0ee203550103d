/* eslint-disable max-lines -- one derivation from its first fact to its last moment: in parts nobody would see the order */
import type { Fact } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import { addSeconds, earliest } from '../../shared/instant.js';
import { whereLinePressed } from '../../shared/pressed-line.js';
import type { CommunitySettings } from '../../shared/settings.js';
import { featureInForce, settingsTimeline, type FeatureInForce, type SettingsTimeline } from './communities.js';
import { messageOf, type FeatureFailure } from './failures.js';
import type { AnyFeature, Command, FoldContext, Membership, Offer, TicketEvent, TicketView } from './feature.js';
import { nextMembership } from './membership.js';
import { rolesAt, spansOf, wasMember, type Spans } from './roles.js';
import { holdsAlready, stillHolds } from './still-holds.js';
import { commandLog, type CommandLine } from './command-log.js';
import type { Derived, DeriveInput, Speaker } from './derived.js';
import { judgeLine, type JudgedLine } from './judge-line.js';
import { recentLines } from './recent-lines.js';
import { mergeByTime, splitOrigin, timelineOf, withMemberships, type MergedStep, type Step } from './timeline.js';
import { isKnownPublic, mergedHere } from './merged-here.js';
import { nameResolver, type ResolveName } from './resolve-name.js';
import { RoomState } from './room-state.js';
import { TopicState } from './topic-state.js';

/** More instants than this between two facts is an error of the feature (design section 3). */
const MOST_PASSES = 1_000;

/**
 * What is true of one topic at `now`: pure and total. Folds every fact at its own time, calls `pass` at every instant at which
 * time alone changes something, and isolates a feature that throws.
 */
export function derive(input: DeriveInput): Derived {
  return new Derivation(input).run();
}

interface AskedSettings {
  readonly at: Instant;
  readonly reached: Instant;
  readonly membership: Membership;
  readonly found: FeatureInForce | null;
}

class Derivation {
  private readonly settings: SettingsTimeline;
  private readonly spans: Spans;
  private readonly topic: TopicState;
  private readonly rooms = new Map<number, RoomState>();
  private readonly names: ResolveName;
  /** Of the topics with which this one exchanged posts. */
  private readonly known: Parameters<typeof isKnownPublic>[1];
  private readonly commands: JudgedLine[] = [];
  /** Said before it was known to which community the topic belongs: a sweep learns the posts before the place. */
  private readonly unplaced: Array<{ readonly line: CommandLine; readonly room: number | null }> = [];
  /** What posts held for the desk meanwhile: a post that holds nothing else answers nothing. */
  private readonly unheard: Array<Extract<Fact['body'], { type: 'CommandLines' | 'LineGiven' }>> = [];
  private readonly views: Record<string, unknown>;
  /** Features that time alone changes. */
  private readonly timed: readonly AnyFeature[];
  private readonly failures = new Map<string, FeatureFailure>();
  private membership: Membership | null = null;
  private community: string | null = null;
  private leftBecause: 'moved_out' | 'undesignated' | null = null;
  private wasOutside = false;
  /** The time of the step that was folded last. */
  private reached: Instant = '';
  /** The latest instant at which time alone changed something. */
  private passed: Instant = '';
  // Memory only: what was asked last of each feature.
  private readonly instants = new Map<AnyFeature, { readonly view: unknown; readonly at: Instant | null }>();
  private readonly settingsOf = new Map<AnyFeature, AskedSettings>();

  constructor(private readonly input: DeriveInput) {
    const { material, topicId, botId } = input;
    this.settings = settingsTimeline(material.settings, material.parents);
    this.spans = spansOf(material.memberships);
    this.names = nameResolver(material.names);
    this.known = { neighbours: material.neighbours, botId, resolve: this.names, texts: material.texts };
    this.topic = new TopicState(topicId, botId, this.names);
    this.timed = input.features.filter(({ nextInstant, pass }) => nextInstant && pass);
    this.views = Object.fromEntries(input.features.map((feature) => [feature.name, feature.initial]));
  }

  run(): Derived {
    const { topicId, botId, material, now } = this.input;
    const timeline = timelineOf(topicId, material.facts, now);
    const steps = mergeByTime(
      withMemberships(timeline.steps, material.memberships, now),
      this.settings.changes.filter((change) => change.at <= now),
    );
    for (const [room, key] of timeline.rooms) this.rooms.set(room, new RoomState(key, room, { botId, resolve: this.names }));
    const lines = commandLog(material.facts);
    this.topic.splitAt = splitOrigin(timeline);
    this.topic.movedAway = timeline.movedAway;
    this.topic.movedHere = timeline.movedHere;
    this.topic.tagsSeenAt = timeline.tagsSeenAt;
    this.topic.mergedHere = mergedHere(topicId, this.known);
    for (const step of steps) {
      this.passUntil(step.at);
      this.reached = step.at;
      this.apply(step);
      if ('facts' in step) this.obey(lines.dueAfter(step, this.placeOf(step)), step);
    }
    this.passUntil(null);
    const wakes = this.input.features.filter((feature) => this.isActive(feature)).map((feature) => this.nextInstant(feature));
    return {
      ticket: this.ticketView(this.input.features.length),
      community: this.community,
      leftBecause: this.leftBecause,
      topic: this.topic,
      mayName: (other) => isKnownPublic(other, this.known),
      settings: this.settings,
      spans: this.spans,
      nextWakeAt: earliest(timeline.nextFuture, ...wakes),
      failures: [...this.failures.values()],
      commands: this.commands,
      offersTo: (speaker) => this.offersTo(speaker),
      latest: this.latest(),
      owner: this.owner(),
    };
  }

  private apply(step: MergedStep): void {
    if ('change' in step) {
      this.updateMembership(step.at, null);
      const { community, version, recompute } = step.change;
      if (this.membership?.community === community) this.foldAll({ type: 'SettingsApplied', community, version, recompute }, step.at);
      return;
    }
    const body = step.facts[0]?.body;
    if (body?.type === 'MembershipBegan' || body?.type === 'MembershipEnded') {
      if (this.membership) this.foldAll(body, step.at);
      return;
    }
    const place = this.placeOf(step);
    if (!body || holdsAlready(place, body) || (step.isRepeat && stillHolds(place, body))) return;
    for (const fact of step.facts) place.apply(fact);
    // By which number people reply to it; that it is here is said by its birth.
    if (body.type === 'Placed') return;
    if (step.room !== null) {
      if (this.membership) this.foldAll({ type: 'RoomEvent', room: step.room, event: body }, step.at);
      return;
    }
    this.updateMembership(step.at, body);
    if (this.membership) this.foldAll(body, step.at);
    else if (body.type === 'CommandLines' || body.type === 'LineGiven') this.unheard.push(body);
  }

  private placeOf({ room }: Pick<Step, 'room'>): TopicState {
    return (room === null ? undefined : this.rooms.get(room)) ?? this.topic;
  }

  /** Lines to the desk whose moment has come: what their authors may say is folded, the rest is only answered. */
  private obey(due: readonly CommandLine[], { at, room }: Step): void {
    const { membership } = this;
    const community = membership && this.settings.inForce(membership.community, at)?.settings;
    const said = due.map((line) => ({ line, room }));
    if (!membership || !community) {
      this.unplaced.push(...said);
      return;
    }
    const { clockStart } = membership;
    const before = this.unplaced.splice(0).filter(({ line }) => clockStart !== null && line.at >= clockStart);
    for (const { line, room: where } of [...before, ...said]) {
      // Moved into a message that its author never saw: nothing is done, and nothing told (ES-02).
      if (where === null && this.isStranger(line, membership)) continue;
      if (this.isFromElsewhere(line, where ?? this.topic.id)) continue;
      const judged = judgeLine(line, {
        community,
        topic: this.topic,
        place: this.placeOf({ room: where }),
        room: where,
        isPrivateAsk: membership.isPrivateAsk,
        text: this.input.material.texts.get(line.textId ?? '') ?? null,
        roles: line.author === null ? new Set() : this.rolesOf(membership.community, { user: line.author, at: line.at }, community),
        resolve: this.names,
        at,
        owner: this.owner(),
        rolesOf: (user, time) => this.rolesOf(membership.community, { user, at: time }, community),
        recent: recentLines(line, { here: this.commands, elsewhere: this.input.material.linesElsewhere ?? [], locale: community.locale }),
      });
      this.commands.push(judged);
      if (judged.command?.word === 'on behalf of' && judged.command.person !== null) this.topic.askOnBehalfOf(judged.command.person);
      if (judged.command) this.foldAll({ type: 'Command', command: judged.command }, at);
    }
  }

  /** The feature that keeps it knows; without it the forum's assignment says it. */
  private owner(): number | null {
    const keeper = this.input.features.find((feature) => feature.owner !== undefined && this.isActive(feature));
    return keeper?.owner ? keeper.owner(this.views[keeper.name]) : this.topic.assignee;
  }

  private isStranger({ author, at }: CommandLine, { community }: Membership): boolean {
    const { topic } = this;
    const { participants } = topic;
    if (!topic.isPrivate || participants === null || author === null || author === topic.asker) return false;
    if (participants.users.includes(author)) return false;
    const settings = this.settings.inForce(community, at)?.settings;
    const roles = settings && this.rolesOf(community, { user: author, at }, settings);
    if (roles?.has('facilitator') || roles?.has('deskLead')) return false;
    return !participants.groups.some((group) => wasMember(this.spans, { group, user: author, at }));
  }

  /** A post may come here with the buttons that were pressed on it: what was said in private stays there. */
  private isFromElsewhere({ id }: CommandLine, here: number): boolean {
    const pressedIn = whereLinePressed(id);
    return pressedIn !== null && pressedIn !== here && !isKnownPublic(pressedIn, this.known);
  }

  /** Entering and leaving communities as the topic moves, and as communities are designated. */
  private updateMembership(at: Instant, fact: Fact['body'] | null): void {
    const { topic, settings, membership, wasOutside } = this;
    const wasTicket = this.community !== null;
    const next = nextMembership({ topic, settings, membership, wasOutside, wasTicket, at, fact, botId: this.input.botId });
    this.wasOutside = next.isOutside;
    if (next.membership?.community === membership?.community) return;
    if (membership && !next.membership) {
      const reason = settings.inForce(membership.community, at) ? 'moved_out' : 'undesignated';
      this.leftBecause = reason;
      this.foldAll({ type: 'CommunityLeft', community: membership.community, reason }, at);
    }
    this.membership = next.membership;
    if (!next.membership) return;
    this.community = next.membership.community;
    this.leftBecause = null;
    this.foldAll({ type: 'CommunityEntered', community: next.membership.community, from: membership?.community ?? null }, at);
    for (const lines of this.unheard.splice(0)) this.foldAll(lines, at);
  }

  private foldAll(event: TicketEvent, at: Instant): void {
    for (const [index, feature] of this.input.features.entries()) {
      const run = (context: FoldContext<unknown>): void => {
        this.views[feature.name] = feature.fold(this.views[feature.name], event, context);
      };
      this.guarded(feature, run, { at, index });
    }
  }

  /** Passes every instant before `limit` (a fact at the same instant comes first), or up to and including now. */
  private passUntil(limit: Instant | null): void {
    const passes = new Map<AnyFeature, number>();
    for (let next = this.earliestPass(); next; next = this.earliestPass()) {
      const { feature, at } = next;
      if (limit === null ? at > this.input.now : at >= limit) return;
      const count = (passes.get(feature) ?? 0) + 1;
      passes.set(feature, count);
      if (count > MOST_PASSES) this.fail(feature, `more than ${MOST_PASSES} instants between two facts`);
      else this.pass(feature, at);
    }
  }

  private pass(feature: AnyFeature, at: Instant): void {
    if (at > this.passed) this.passed = at;
    const index = this.input.features.indexOf(feature);
    const run = (context: FoldContext<unknown>): void => {
      this.views[feature.name] = feature.pass?.(this.views[feature.name], this.ticketView(index), at, context);
    };
    this.guarded(feature, run, { at, index });
  }

  private earliestPass(): { feature: AnyFeature; at: Instant } | null {
    let least: { feature: AnyFeature; at: Instant } | null = null;
    for (const feature of this.timed) {
      const at = this.nextInstant(feature);
      if (at !== null && (least === null || at < least.at) && this.isActive(feature)) least = { feature, at };
    }
    return least;
  }

  private nextInstant(feature: AnyFeature): Instant | null {
    if (!feature.nextInstant || !feature.pass) return null;
    const view = this.views[feature.name];
    const known = this.instants.get(feature);
    if (known && known.view === view) return known.at;
    try {
      const at = feature.nextInstant(view);
      this.instants.set(feature, { view, at });
      return at;
    } catch (error) {
      this.fail(feature, messageOf(error));
      return null;
    }
  }

  /** Those through which time passes: neither failed nor off by the settings of the moment that was reached. */
  private isActive(feature: AnyFeature): boolean {
    return !this.failures.has(feature.name) && this.inForce(feature, this.reached) !== null;
  }

  private latest(): Instant {
    const last = this.passed > this.reached ? this.passed : this.reached;
    return last === '' ? last : addSeconds(last, 0.001);
  }

  /** Judged by the features that carry it out, on the views as they are: nothing that one may press can be refused for how it stands. */
  private offersTo({ user, roles }: Speaker): (command: Command) => Offer {
    const judges = this.input.features.flatMap((feature, index) => {
      const context = this.failures.has(feature.name) ? null : this.contextOf(feature, { at: this.latest(), index });
      if (!context || context.community.features[feature.name]?.mode !== 'on') return [];
      const rolesOf: typeof context.rolesOf = (other, at) => (other === user ? roles : context.rolesOf(other, at));
      return [(command: Command) => feature.offer?.(this.views[feature.name], command, { ...context, rolesOf }) ?? null];
    });
    return (command) => {
      for (const judge of judges) {
        const offer = judge(command);
        if (offer !== null && offer !== false) return offer;
      }
      return false;
    };
  }

  private inForce(feature: AnyFeature, at: Instant): FeatureInForce | null {
    const { membership, reached } = this;
    if (membership === null) return null;
    const known = this.settingsOf.get(feature);
    if (known?.at === at && known.reached === reached && known.membership === membership) return known.found;
    const found = featureInForce(this.settings, membership, { feature: feature.name, at, reached });
    this.settingsOf.set(feature, { at, reached, membership, found });
    return found;
  }

  /** Runs a feature unless it is off or has failed; what it throws is isolated (house style, section 4). */
  private guarded(feature: AnyFeature, run: (context: FoldContext<unknown>) => void, when: { at: Instant; index: number }): void {
    const context = this.contextOf(feature, when);
    if (!context || this.failures.has(feature.name)) return;
    try {
      run(context);
    } catch (error) {
      this.fail(feature, messageOf(error));
    }
  }

  private fail(feature: AnyFeature, message: string): void {
    this.failures.set(feature.name, { feature: feature.name, message });
  }

  private contextOf(feature: AnyFeature, { at, index }: { at: Instant; index: number }): FoldContext<unknown> | null {
    const { membership } = this;
    const found = this.inForce(feature, at);
    if (!membership || !found) return null;
    return {
      at,
      settings: found.settings,
      settingsVersion: found.version,
      community: found.community,
      ticket: this.ticketView(index),
      botId: this.input.botId,
      rolesOf: (user, time) => this.rolesOf(membership.community, { user, at: time }, found.community),
      isMember: (group, user, time) => wasMember(this.spans, { group, user, at: time }),
      text: (id) => (id === null ? null : (this.input.material.texts.get(id) ?? null)),
    };
  }

  /** As of the act: the groups that the community bound then, and who was in them then. */
  private rolesOf(community: string, person: { user: number; at: Instant }, current: CommunitySettings) {
    return rolesAt(this.settings.inForce(community, person.at)?.settings ?? current, this.spans, person);
  }

  private ticketView(before: number): TicketView {
    const { features } = this.input;
    const isEverything = before === features.length || this.membership === null;
    const views: Record<string, unknown> = {};
    for (const feature of features.slice(0, before)) {
      // What is off has no say: its view is that of a feature which is not there.
      if (isEverything || this.inForce(feature, this.reached) !== null) views[feature.name] = this.views[feature.name];
    }
    return { topic: this.topic, rooms: this.rooms, membership: this.membership, views };
  }
}
