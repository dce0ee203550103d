import type { Archetype, Fact } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { Channel, TopicView } from './feature.js';
import { bornPost, observeOn, type MutablePost } from './post-state.js';
import type { ResolveName } from './resolve-name.js';

/**
 * The topic as the facts up to now show it. Mutable inside one derivation for speed (a topic of 5,000 facts folds in
 * milliseconds); features see it as a readonly `TopicView` and must not keep it: the parts that they keep are values.
 */
export class TopicState implements TopicView {
  bornAt: Instant | null = null;
  splitAt: Instant | null = null;
  category: number | null = null;
  placedAt: Instant | null = null;
  archetype: Archetype = 'regular';
  unreadable = false;
  tags: readonly string[] = [];
  tagsSeenAt: Instant | null = null;
  titleTextId: string | null = null;
  closed = false;
  archived = false;
  listed = true;
  deletedAt: Instant | null = null;
  merged: { into: number; at: Instant } | null = null;
  mergedHere: TopicView['mergedHere'] = [];
  /** It was made a message, or public, after its birth; `count` how often that happened. */
  turned: { to: Archetype; at: Instant; count: number } | null = null;
  acceptedHistory: Array<{ post: number | null; from: Instant }> = [];
  assignee: number | null = null;
  proposed: number | null = null;
  assigneeSeen: number | null | undefined = undefined;
  participants: { users: readonly number[]; groups: readonly number[] } | null = null;
  readonly posts = new Map<number, MutablePost>();
  /** Posts that went elsewhere. */
  movedAway: ReadonlySet<number> = new Set();
  movedHere: ReadonlySet<number> = new Set();

  /** In the order of their own time. */
  private readonly born: MutablePost[] = [];
  private author: number | null = null;
  private askedFor: number | null = null;
  private lastSplit: { actor: number | null; into: number; at: Instant } | null = null;

  constructor(
    readonly id: number,
    readonly botId: number,
    private readonly resolve: ResolveName,
  ) {}

  /** Whom a person of the desk asked for (R-START); in a message that she may not even read she is not the one who asks. */
  get asker(): number | null {
    return this.isOnBehalf ? this.askedFor : this.openedBy;
  }

  get isOnBehalf(): boolean {
    return this.askedFor !== null && !this.isPrivate;
  }

  /** A topic born by a split is opened by the author of its first post (design section 3). */
  get openedBy(): number | null {
    if (this.splitAt === null && this.author !== null) return this.author;
    // A post of ours that somebody moved into a topic of its own asks nothing.
    for (const post of this.posts.values()) if (!post.ours) return post.writer;
    return this.splitAt === null ? this.author : null;
  }

  /** By which way the question came (R-LANE). */
  get channel(): Channel {
    const first = this.posts.values().next();
    return !first.done && first.value.byMail ? 'mail' : 'board';
  }

  /** As if she had opened it. */
  askOnBehalfOf(user: number): void {
    this.askedFor = user;
    const [question] = this.posts.values();
    if (question) Object.assign(question, { author: user, isOnBehalf: true });
  }

  get isPrivate(): boolean {
    return this.archetype === 'private_message' || this.unreadable;
  }

  /** It is, or it once was a message. */
  get wasPrivate(): boolean {
    return this.isPrivate || this.turned !== null;
  }

  get accepted(): { readonly post: number; readonly from: Instant } | null {
    const last = this.acceptedHistory.at(-1);
    if (!last || last.post === null) return null;
    return this.posts.get(last.post)?.visibility === 'visible' ? { post: last.post, from: last.from } : null;
  }

  /** Whether a person said something here at or after an instant. What the forum notes about a closing or a move says nothing. */
  hasPostSince(since: Instant): boolean {
    for (let index = this.born.length - 1; index >= 0; index -= 1) {
      const post = this.born[index];
      if (!post || post.at < since) return false;
      const isSpoken = post.kind === 'regular' || post.kind === 'moderator';
      if (isSpoken && post.author !== null && post.author >= 0 && post.author !== this.botId) return true;
    }
    return false;
  }

  /** The post that another one replies to, as it was born. */
  repliedPost(post: number): number | null {
    const number = this.posts.get(post)?.replyTo ?? null;
    if (number === null) return null;
    for (const other of this.posts.values()) if (other.number === number) return other.id;
    return null;
  }

  apply({ at, body }: Pick<Fact, 'at' | 'body'>): void {
    switch (body.type) {
      case 'TopicBorn':
        this.bornAt ??= at;
        return;
      case 'TopicAuthor':
        // Somebody may be made the author of a topic later (table 0.3): the newest counts, as of its time.
        this.author = body.user;
        return;
      case 'TopicPlace':
        return this.place(body.category, body.archetype, at);
      case 'TopicTags':
        this.tags = body.tags;
        return;
      case 'TopicTitle':
        this.titleTextId = body.textId;
        return;
      case 'TopicFlagSeen':
        return this.flag(body.flag, body.value, at);
      case 'AcceptedAnswer':
        return this.accept(body.post, at);
      case 'AnswerFlag':
        return this.answerFlag(body.post, body.accepted, at);
      case 'AssigneeSeen':
        this.assigneeSeen = body.user;
        return;
      case 'Participants':
        this.participants = { users: body.users, groups: body.groups };
        return;
      case 'Unreadable':
        if (body.thing === `topic:${this.id}`) this.unreadable = true;
        return;
      case 'SmallAction':
        return this.smallAction(body, at);
      case 'PostBorn':
        return this.postBorn(body, at);
      default:
        return this.applyToPost(body);
    }
  }

  private postBorn({ post: id, replyTo }: { readonly post: number; readonly replyTo: number | null }, at: Instant): void {
    if (this.posts.has(id)) return;
    const post = { ...bornPost(id, at), replyTo };
    this.posts.set(id, post);
    this.born.push(post);
  }

  private applyToPost(body: Fact['body']): void {
    if (!('post' in body) || body.post === null) return;
    const post = this.posts.get(body.post);
    if (post) observeOn(post, body);
  }

  private place(category: number | null, archetype: Archetype, at: Instant): void {
    this.unreadable = false;
    if (this.placedAt !== null && this.archetype !== archetype) this.turned = { to: archetype, at, count: (this.turned?.count ?? 0) + 1 };
    // Who took part in an earlier message says nothing of who takes part in the next one.
    if (this.archetype !== archetype) this.participants = null;
    if (this.placedAt === null || this.category !== category || this.archetype !== archetype) this.placedAt = at;
    this.category = category;
    this.archetype = archetype;
  }

  private flag(flag: 'closed' | 'archived' | 'listed' | 'deleted', value: boolean, at: Instant): void {
    if (flag === 'deleted') this.deletedAt = value ? (this.deletedAt ?? at) : null;
    else this[flag] = value;
  }

  private accept(post: number | null, from: Instant): void {
    if ((this.acceptedHistory.at(-1)?.post ?? null) !== post) this.acceptedHistory = [...this.acceptedHistory, { post, from }];
  }

  /** One post says whether it is the accepted one: `false` ends only its own acceptance. */
  private answerFlag(post: number, accepted: boolean, at: Instant): void {
    if (accepted) this.accept(post, at);
    else if (this.acceptedHistory.at(-1)?.post === post) this.accept(null, at);
  }

  private smallAction(action: Extract<Fact['body'], { type: 'SmallAction' }>, at: Instant): void {
    const [subject, ending] = action.code.split('.');
    if (ending === 'enabled' || ending === 'disabled')
      return this.statusAction(subject ?? '', ending === 'enabled', { actor: action.actor, at });
    if (action.code === 'split_topic' && action.linkedTopic !== null)
      this.lastSplit = { actor: action.actor, into: action.linkedTopic, at };
    else if (!this.movedHere.has(action.post)) this.assignment(action, at);
  }

  private statusAction(subject: string, on: boolean, by: { actor: number | null; at: Instant }): void {
    if (subject === 'closed' || subject === 'autoclosed') {
      this.closed = on;
      this.merged = on ? this.mergeBy(by) : null;
    } else if (subject === 'archived') this.archived = on;
    else if (subject === 'visible') this.listed = on;
  }

  /** A close by the person who moved posts away less than ten seconds before is a merge (design section 3). */
  private mergeBy(by: { actor: number | null; at: Instant }): { into: number; at: Instant } | null {
    const split = this.lastSplit;
    if (!split || split.actor === null || split.actor !== by.actor || Date.parse(by.at) - Date.parse(split.at) > 10_000) return this.merged;
    return { into: split.into, at: by.at };
  }

  /** Only the topic's own assignments count, not those of a topic from which posts were moved here; actor = target accepts, another actor proposes (design section 5). */
  private assignment(action: Extract<Fact['body'], { type: 'SmallAction' }>, at: Instant): void {
    switch (action.code) {
      case 'assigned':
      case 'reassigned':
      case 'assigned_group':
      case 'reassigned_group': {
        const target = action.who === null ? undefined : this.resolve(action.who, at);
        const person = target?.kind === 'user' ? target.id : null;
        if (person !== null && person === action.actor) Object.assign(this, { assignee: person, proposed: null });
        else this.proposed = person;
        return;
      }
      case 'unassigned':
      case 'unassigned_group':
        Object.assign(this, { assignee: null, proposed: null });
        return;
      default:
        return;
    }
  }
}
