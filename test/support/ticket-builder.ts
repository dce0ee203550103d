import { compareFacts, factOf, type Fact } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { CommunitySettings, RoleName } from '../../shared/settings.js';
import { wordsFor, type Locale, type Words } from '../../shared/words.js';
import type { AnyFeature, FoldContext, Membership, Part, ProjectionRow, TicketEvent, TicketView } from '../../service/engine/feature.js';
import { TopicState } from '../../service/engine/topic-state.js';
import { TOPIC, bodiesOf, textOf, userName, type Happening } from './happenings.js';

export const BOT = 2;
const CATEGORIES: Readonly<Record<number, string>> = { 5: 'housing', 7: 'it' };
/** Where a test says nothing of triage, nothing but the clocks lets time pass. */
const UNSAID: Readonly<Record<string, unknown>> = { triage: { noticeAfterMinutes: [] } };
const LONG_AGO = '2000-01-01T00:00:00.000Z';

export interface Version {
  readonly version: number;
  readonly at: Instant;
  readonly recompute?: boolean;
  /** Settings per feature as somebody would write them; parsed by the feature's own schema. */
  readonly features: Readonly<Record<string, unknown>>;
}

export interface World {
  readonly people: ReadonlyArray<{
    readonly user: number;
    readonly role: RoleName;
    readonly from?: Instant;
    readonly to?: Instant;
    readonly community?: string;
  }>;
  /** Groups of the forum that stand for no role. */
  readonly groups?: ReadonlyArray<{ readonly user: number; readonly group: number; readonly from?: Instant; readonly to?: Instant }>;
  readonly versions?: readonly Version[];
  readonly community?: Partial<CommunitySettings>;
}

export interface Options {
  readonly world: World;
  readonly now: Instant;
  /** `late`: nobody wakes before `now`, so time passes only after the last fact. */
  readonly wakes?: 'punctual' | 'late';
}

export interface DerivedTicket {
  readonly ticket: TicketView;
  readonly views: Readonly<Record<string, unknown>>;
  /** Instants at which time alone changed something. */
  readonly passes: readonly Instant[];
  wants(words?: Words, locale?: Locale): Part[];
  rows(): ProjectionRow[];
}

export function communityOf(own: Partial<CommunitySettings> = {}): CommunitySettings {
  return {
    id: 'housing',
    name: 'Housing',
    category: 5,
    since: LONG_AGO,
    locale: 'en',
    words: wordsFor('en', {}),
    roles: { expert: [41], signer: [], facilitator: [43], deskLead: [] },
    settleSeconds: 0,
    faqCategory: null,
    libraryCategory: null,
    features: {},
    ...own,
  };
}

/**
 * Folds happenings in time order, whatever the order in which they are given, and lets time pass like the engine does: a fact goes
 * before a pass at the same instant. Repeated happenings are folded again on purpose: a feature must not mind.
 */
export function deriveTicket(features: readonly AnyFeature[], happenings: readonly Happening[], options: Options): DerivedTicket {
  const run = new Run(features, options.world);
  run.foldUntil(happenings, options);
  return run.result(options.now);
}

class Run {
  private readonly topic = new TopicState(TOPIC, BOT, (name) => {
    const id = Array.from({ length: 100 }, (_, user) => user).find((user) => userName(user) === name);
    return id === undefined ? undefined : { kind: 'user', id };
  });
  private readonly views: Record<string, unknown>;
  private readonly passes: Instant[] = [];
  private readonly versions: ReadonlyArray<Version & { readonly parsed: Readonly<Record<string, unknown>> }>;
  private membership: Membership | null = null;

  constructor(
    private readonly features: readonly AnyFeature[],
    private readonly world: World,
  ) {
    this.views = Object.fromEntries(features.map((feature) => [feature.name, feature.initial]));
    const hasFirst = world.versions?.some(({ version }) => version === 1) ?? false;
    const versions = [...(hasFirst ? [] : [{ version: 1, at: LONG_AGO, features: {} }]), ...(world.versions ?? [])];
    this.versions = versions.map((version) => ({
      ...version,
      parsed: Object.fromEntries(
        features.map(({ name, settings }) => [name, settings.parse(version.features[name] ?? UNSAID[name] ?? {})]),
      ),
    }));
  }

  foldUntil(happenings: readonly Happening[], { now, wakes = 'punctual' }: Options): void {
    const facts = happenings
      .flatMap((happening) => bodiesOf(happening).map((body) => factOf(body, { at: happening.at, learntAt: happening.at, source: 'test' })))
      .sort(compareFacts);
    const steps = [
      ...this.versions.slice(1).map((version) => ({ at: version.at, version })),
      ...facts.map((fact) => ({ at: fact.at, fact })),
    ];
    for (const step of steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).filter(({ at }) => at <= now)) {
      if (wakes === 'punctual') this.passUntil((next) => next < step.at);
      if ('fact' in step) this.apply(step.fact);
      else if (this.membership) this.fold(this.settingsApplied(step.version), step.at);
    }
    this.passUntil((next) => next <= now);
  }

  result(now: Instant): DerivedTicket {
    const ticket = this.ticket();
    return {
      ticket,
      views: this.views,
      passes: this.passes,
      rows: () => this.features.flatMap((feature) => feature.rows?.(this.views[feature.name], ticket) ?? []),
      wants: (words = wordsFor('en', {}), locale = 'en') =>
        this.features.flatMap((feature) => {
          const context = {
            now,
            settings: this.context(feature, now).settings,
            community: communityOf(this.world.community),
            words,
            locale,
            acts: [],
            botId: BOT,
            usualReply: null,
            text: () => null,
          };
          return feature.wants(this.views[feature.name], ticket, context).filter((want) => want.type !== 'Want');
        }),
    };
  }

  private settingsApplied({ version, recompute = false }: Version): TicketEvent {
    return { type: 'SettingsApplied', community: this.membership?.community ?? '', version, recompute };
  }

  private apply({ at, body }: Fact): void {
    this.topic.apply({ at, body });
    const from = this.membership?.community ?? null;
    const community = this.topic.archetype === 'private_message' ? 'housing' : (CATEGORIES[this.topic.category ?? 0] ?? null);
    if (community !== from) {
      const isBirth = this.topic.bornAt === at;
      if (community === null && from !== null) this.fold({ type: 'CommunityLeft', community: from, reason: 'moved_out' }, at);
      const clockStart = this.membership?.clockStart ?? (isBirth ? this.topic.bornAt : at);
      this.membership =
        community === null ? null : { community, since: at, clockStart, isPrivateAsk: this.topic.archetype === 'private_message' };
      if (community !== null) this.fold({ type: 'CommunityEntered', community, from }, at);
    }
    if (this.membership) this.fold(body, at);
  }

  private fold(event: TicketEvent, at: Instant): void {
    for (const feature of this.features)
      this.views[feature.name] = feature.fold(this.views[feature.name], event, this.context(feature, at));
  }

  private passUntil(isDue: (next: Instant) => boolean): void {
    for (let count = 0; count < 1000; count += 1) {
      const instants = this.features.map((feature) => feature.nextInstant?.(this.views[feature.name]) ?? null);
      const next = instants.filter((at) => at !== null).sort()[0];
      if (next === undefined || !this.membership || !isDue(next)) return;
      this.passes.push(next);
      for (const feature of this.features) {
        if (feature.pass)
          this.views[feature.name] = feature.pass(this.views[feature.name], this.ticket(), next, this.context(feature, next));
      }
    }
    throw new Error('time does not pass');
  }

  private ticket(): TicketView {
    return { topic: this.topic, rooms: new Map(), membership: this.membership, views: { ...this.views } };
  }

  private context(feature: AnyFeature, at: Instant): FoldContext<unknown> {
    const version = this.versions.filter((one) => one.at <= at).at(-1) ?? this.versions[0];
    return {
      at,
      settings: version?.parsed[feature.name],
      settingsVersion: version?.version ?? 0,
      community: communityOf(this.world.community),
      ticket: this.ticket(),
      botId: BOT,
      text: textOf,
      rolesOf: (user, when) => this.rolesOf(user, when),
      isMember: (group, user, when) => this.isMember({ group, user }, when),
    };
  }

  private isMember({ group, user }: { readonly group: number; readonly user: number }, at: Instant): boolean {
    const spans = this.world.groups ?? [];
    return spans.some((one) => one.user === user && one.group === group && (one.from ?? '') <= at && (one.to === undefined || at < one.to));
  }

  private rolesOf(user: number, at: Instant): ReadonlySet<RoleName> {
    const here = this.membership?.community;
    const held = this.world.people.filter(
      (one) => one.user === user && (one.from ?? '') <= at && (one.to === undefined || at < one.to) && (one.community ?? here) === here,
    );
    return new Set(held.map(({ role }) => role));
  }
}
