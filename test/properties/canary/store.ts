import type { Fact, Thing } from '../../../shared/facts.js';
import type { NameKey } from '../../../shared/names.js';
import type { SettingsVersion } from '../../../shared/settings.js';
import type {
  ForumRow,
  Lesson,
  NewEffect,
  QueueRow,
  Store,
  TicketMaterial,
  TicketResult,
  TicketRow,
} from '../../../service/ports/store.js';
import type { Seen } from '../../../service/engine/observations.js';
import { partialStore } from '../../support/partial-store.js';
import { BOT, PARENTS, PEOPLE } from './people.js';

export const FORUM = 'model';

export interface StoredEffect extends NewEffect {
  readonly id: number;
  readonly topicId: number;
  readonly createdAt: string;
  state: NewEffect['state'];
  reason: string | null;
  attempts: number;
  postId: number | null;
  forumTopicId: number | null;
  endedAt: string | null;
}

type Names = Map<NameKey, Array<{ kind: 'user' | 'group'; id: number; at: string }>>;

/**
 * What the service holds of the model forum: rows in maps, as the store's queries would give them. Only its queue is more open than
 * the real one: it gives every row to everybody, so that all hangs on what the pages do with them.
 */
export class ModelStore {
  readonly byThing = new Map<Thing, Map<string, Fact>>();
  readonly texts = new Map<string, string>();
  readonly labels = new Map<Thing, string>();
  readonly tickets = new Map<number, TicketRow>();
  readonly projections = new Map<number, TicketResult['rows']>();
  readonly errors = new Map<number, TicketResult['errors']>();
  readonly effects: StoredEffect[] = [];
  readonly acts: Array<{ effect: StoredEffect; at: string; outcome: string }> = [];
  readonly notes: Array<{ kind: string; thing: string; text: string; at: string }> = [];
  readonly dirty = new Set<number>();
  /** Rooms by topic, with the tickets that they serve. */
  readonly rooms = new Map<number, number>();
  /** The one ticket that is to be derived now; null: all. */
  only: number | null = null;
  settings: readonly SettingsVersion[] = [];
  private readonly placed = new Map<Thing, Set<number>>();
  private readonly postsOf = new Map<number, Set<Thing>>();
  private readonly linksTo = new Map<number, Fact[]>();
  private readonly memberships: Fact[] = [];
  private readonly names: Names = new Map();
  private readonly titles = new Map<number, string>();
  private readonly askers = new Map<number, QueueRow['participants']>();

  constructor(
    private readonly parts: {
      readonly now: () => string;
      readonly hasPlugin: boolean;
      /** What is learnt through the port. */
      readonly onLesson: (lesson: Lesson) => void;
      readonly onSaved: (topic: number, result: TicketResult, added: readonly StoredEffect[]) => void;
    },
  ) {}

  learn({ facts, texts, labels }: Pick<Seen, 'facts' | 'texts' | 'labels'>): void {
    for (const fact of facts) this.learnFact(fact);
    for (const { id, body } of texts) this.texts.set(id, body);
    for (const { thing, name } of labels) this.labels.set(thing, name);
  }

  private learnFact(fact: Fact): void {
    const known = this.byThing.get(fact.thing) ?? new Map<string, Fact>();
    if (known.has(fact.key)) return;
    this.byThing.set(fact.thing, known.set(fact.key, fact));
    const { body } = fact;
    if (body.type === 'MembershipBegan' || body.type === 'MembershipEnded') this.memberships.push(fact);
    else if (body.type === 'PersonNamed') this.nameIs(body.name, { kind: 'user', id: body.user, at: fact.at });
    else if (body.type === 'GroupNamed') this.nameIs(body.name, { kind: 'group', id: body.group, at: fact.at });
    else if (body.type === 'Placed') this.place(fact.thing, body.topic);
    else if (body.type === 'SmallAction' && body.linkedTopic !== null)
      this.linksTo.set(body.linkedTopic, [...(this.linksTo.get(body.linkedTopic) ?? []), fact]);
    else if (body.type === 'RoomOpened') this.rooms.set(body.room, body.topic);
    else if (body.type === 'TopicTitle' && body.textId !== null) this.titles.set(body.topic, body.textId);
    else if (body.type === 'Participants') this.askers.set(body.topic, { users: body.users, groups: body.groups });
    this.touch(fact.thing);
  }

  private touch(thing: Thing): void {
    const topics = thing.startsWith('topic:') ? [Number(thing.slice(6))] : [...(this.placed.get(thing) ?? [])];
    for (const topic of topics) this.dirty.add(this.rooms.get(topic) ?? topic);
  }

  touchAll(): void {
    for (const topic of this.tickets.keys()) this.dirty.add(topic);
  }

  private nameIs(name: NameKey, who: { kind: 'user' | 'group'; id: number; at: string }): void {
    if (!this.names.has(name)) this.names.set(name, [who]);
  }

  private place(post: Thing, topic: number): void {
    this.placed.set(post, (this.placed.get(post) ?? new Set()).add(topic));
    this.postsOf.set(topic, (this.postsOf.get(topic) ?? new Set()).add(post));
  }

  material(topicId: number): TicketMaterial {
    const rooms = [...this.rooms].filter(([, ticket]) => ticket === topicId).map(([room]) => room);
    const own = this.factsOf(topicId);
    return {
      facts: [...new Set([own, ...rooms.map((room) => this.factsOf(room))].flat())],
      memberships: this.memberships,
      settings: this.settings,
      parents: PARENTS,
      names: this.names,
      texts: this.texts,
      neighbours: new Map(this.neighboursOf(topicId, own).map((topic) => [topic, this.factsOf(topic)])),
      effects: this.effects.filter((effect) => effect.topicId === topicId),
      plugin: this.parts.hasPlugin ? { showsLabels: true } : null,
    };
  }

  private factsOf(topic: number): Fact[] {
    const facts = [...(this.byThing.get(`topic:${topic}`)?.values() ?? [])];
    for (const post of this.postsOf.get(topic) ?? []) facts.push(...(this.byThing.get(post)?.values() ?? []));
    facts.push(...(this.linksTo.get(topic) ?? []));
    return facts;
  }

  /** As the real store: topics that posts came from, and those that posts went to. */
  private neighboursOf(topicId: number, facts: readonly Fact[]): number[] {
    const isSplit = ({ body }: Fact): boolean => body.type === 'SmallAction' && body.code === 'split_topic';
    const went = facts.flatMap(({ body }) => (body.type === 'SmallAction' && body.code === 'split_topic' ? [body.linkedTopic] : []));
    const came = [...(this.linksTo.get(topicId) ?? [])].filter(isSplit).flatMap(({ thing }) => [...(this.placed.get(thing) ?? [])]);
    return [...new Set([...went, ...came])].flatMap((topic) => (topic === null || topic === topicId ? [] : [topic]));
  }

  private save(topicId: number, result: TicketResult): void {
    const { ticket, rows, effects, errors } = result;
    if (ticket) this.tickets.set(topicId, ticket);
    else this.tickets.delete(topicId);
    this.projections.set(topicId, rows);
    this.errors.set(topicId, errors);
    for (const { id, reason } of effects.cancel) this.end(id, 'cancelled', reason);
    for (const { id, reason } of effects.overrule) this.end(id, 'overruled', reason);
    const added = effects.add.map((one, index): StoredEffect => ({
      ...one,
      id: this.effects.length + index + 1,
      topicId,
      createdAt: this.parts.now(),
      attempts: 0,
      endedAt: null,
    }));
    this.effects.push(...added);
    this.parts.onSaved(topicId, result, added);
  }

  end(id: number, state: StoredEffect['state'], reason: string | null): void {
    const effect = this.effects[id - 1];
    if (!effect) return;
    Object.assign(effect, { state, reason, endedAt: this.parts.now() });
    this.acts.push({ effect, at: this.parts.now(), outcome: state });
  }

  private readonly forumRow: ForumRow = { id: FORUM, botId: BOT, botName: PEOPLE.get(BOT) ?? '', mode: 'live', secret: 'model' };

  readonly port: Store = partialStore({
    forum: async () => this.forumRow,
    settings: async () => this.settings,
    dirtyTopics: async () => [...this.dirty].filter((topic) => this.only === null || topic === this.only),
    wakingTopics: async () => [],
    withTicket: async (_forum, topicId, work) => {
      this.dirty.delete(topicId);
      return work({
        load: async () => this.material(topicId),
        save: async (result) => this.save(topicId, result),
      });
    },
    note: async (_forum, note) => void this.notes.push(note),
    notes: async () => this.notes,
    material: async (_forum, topicId) => this.material(topicId),
    ticket: async (_forum, topicId) => this.tickets.get(topicId) ?? null,
    tickets: async () => [...this.tickets.values()],
    queue: async () => ({ rows: [...this.tickets.values()].map((row) => this.queueRow(row)), total: this.tickets.size }),
    rows: async (_forum, topicId) => this.projections.get(topicId) ?? [],
    clockRows: async () =>
      [...this.tickets.values()].flatMap((ticket) => {
        const { clocks, ...row } = this.queueRow(ticket);
        return clocks.map((clock) => ({ ...row, row: clock }));
      }),
    vendorRows: async () =>
      [...this.tickets.values()].flatMap((ticket) =>
        (this.projections.get(ticket.topicId) ?? [])
          .filter(({ projection }) => projection === 'vendor')
          .map(({ row }) => ({ ...this.queueRow(ticket), row })),
      ),
    featureErrors: async () => [...this.errors].flatMap(([topicId, list]) => list.map((error) => ({ topicId, ...error }))),
    effects: async (_forum, { topicId, states }) =>
      this.effects.filter((one) => (topicId === undefined || one.topicId === topicId) && (!states || states.includes(one.state))),
    acts: async (_forum, topicId) =>
      this.acts
        .filter(({ effect }) => effect.topicId === topicId)
        .map(({ effect: { id, key, revision, reason, postId, forumTopicId }, at, outcome }, index) => ({
          ...{ id: index + 1, effectId: id, topicId, key, revision, outcome, reason, postId, forumTopicId, at },
        })),
    labels: async (_forum, things) => new Map([...this.labels].filter(([thing]) => things.includes(thing))),
    idOfName: async (_forum, kind, name) => (kind === 'user' ? ([...PEOPLE].find(([, one]) => one === name)?.[0] ?? null) : null),
    groupsOf: async (_forum, user) => this.groupsNow(user),
    learn: async (_forum, lesson) => this.parts.onLesson(lesson),
    needs: async () => [],
    parents: async () => PARENTS,
    fact: async (_forum, key) => [...this.byThing.values()].flatMap((facts) => facts.get(key) ?? [])[0] ?? null,
    ticketsAt: async (_forum, topicId) => [this.rooms.get(topicId) ?? topicId],
    topicPlace: async (_forum, topicId) => {
      const isKnown = this.factsOf(topicId).some(({ body }) => body.type === 'TopicPlace');
      return isKnown ? { categoryId: null, archetype: 'regular' } : null;
    },
    topicsOfPosts: async (_forum, posts) => new Map(posts.flatMap((post) => this.placeOf(post))),
    brokenDeliveries: async () => [],
  });

  private placeOf(post: number): Array<[number, number]> {
    const facts = [...(this.byThing.get(`post:${post}`)?.values() ?? [])];
    const last = facts
      .filter(({ body }) => body.type === 'Placed')
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .at(-1)?.body;
    return last?.type === 'Placed' ? [[post, last.topic]] : [];
  }

  private groupsNow(user: number): number[] {
    const groups = new Set<number>();
    for (const { body } of this.memberships) {
      if (body.type === 'MembershipBegan' && body.user === user) groups.add(body.group);
      if (body.type === 'MembershipEnded' && body.user === user) groups.delete(body.group);
    }
    return [...groups];
  }

  private queueRow({ topicId, community, state, outcome, owner, isPrivate, view }: TicketRow): QueueRow {
    const { asker, stateBecause } = view as { asker: number | null; stateBecause: string | null };
    const rows = this.projections.get(topicId) ?? [];
    return {
      ...{ topicId, community, state, outcome, owner, isPrivate, asker, stateBecause },
      participants: this.askers.get(topicId) ?? { users: [], groups: [] },
      title: this.texts.get(this.titles.get(topicId) ?? '') ?? null,
      triage: rows.find(({ projection }) => projection === 'queue')?.row ?? null,
      redSince: null,
      clocks: rows.filter(({ projection }) => projection === 'clock').map(({ row }) => row),
    };
  }
}
