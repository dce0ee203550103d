import { COMMAND_WORDS, GRAMMAR } from '../../shared/commands/grammar.js';
import {
  CLOCK_CHOICES,
  type CommandArgs,
  type CommandPlace,
  type CommandRole,
  type CommandWord,
} from '../../shared/commands/vocabulary.js';
import type { Instant } from '../../shared/instant.js';
import { ROLE_NAMES, type CommunitySettings, type RoleName } from '../../shared/settings.js';
import type { Derived } from './derived.js';
import type { Command, Offer, ShownContext, TicketView } from './feature.js';
import { commandRoles, mayGive } from './judge-line.js';
import { onBehalfRefused } from './on-behalf.js';

interface Asked {
  readonly derived: Derived;
  readonly ticket: TicketView;
  readonly community: CommunitySettings;
  rolesOf(user: number, at: Instant): ReadonlySet<RoleName>;
}

/** Nobody: whoever holds a role and has no part in the ticket. */
const STRANGER = 0;
/** Of words about a post this many newest ones are tried. */
const MOST_POSTS = 30;

/**
 * What somebody may say of a ticket now. Each word is tried on the functions that would carry it out, with what a person could fill in,
 * as of the last moment that changed anything: so it holds until something else does.
 */
export function maySay(who: number | CommandRole, { derived, ticket, community, rolesOf }: Asked): ReturnType<ShownContext['maySay']> {
  const { topic, membership } = ticket;
  const user = typeof who === 'number' ? who : STRANGER;
  const held = typeof who === 'number' ? rolesOf(who, derived.latest) : roleNames(who, community);
  // A role that nobody can hold here says nothing (SU-19).
  if (held === null || membership === null) return { words: [], escalateFrom: null };
  const roles = commandRoles(user, { roles: held, topic });
  const place: CommandPlace = membership.isPrivateAsk || topic.isPrivate ? 'ask' : 'thread';
  const offerOf = derived.offersTo({ user, roles: held });
  const common = { id: 'offer' as const, author: user, at: derived.latest, room: null, isOpen: true, roles, owner: derived.owner };
  const offers = COMMAND_WORDS.filter((word) => mayGive(word, place, roles)).map((word) => {
    const tries = triesOf(word, derived, common);
    return { word, offer: firstOf(tries, (command) => (isBarred(command, derived, rolesOf) ? false : offerOf(command))) };
  });
  const from = offers.find(({ word }) => word === 'escalate')?.offer;
  return {
    words: offers.flatMap(({ word, offer }) => (offer === false ? [] : [word])),
    escalateFrom: typeof from === 'object' ? from.from : null,
  };
}

function roleNames(role: CommandRole, { roles }: CommunitySettings): ReadonlySet<RoleName> | null {
  if (role === 'asker' || role === 'member') return new Set();
  const isThere = roles[role].length > 0 || (role === 'facilitator' && roles.deskLead.length > 0);
  return isThere ? new Set(ROLE_NAMES.filter((name) => name === role)) : null;
}

/** A name that nobody was asked for yet is no reason. */
function isBarred(command: Command, { topic }: Derived, rolesOf: Asked['rolesOf']): boolean {
  return onBehalfRefused(command, { topic, rolesOf })?.code === 'asked_by_a_member';
}

function firstOf(tries: Iterable<Command>, offerOf: (command: Command) => Offer): Offer {
  for (const one of tries) {
    const offer = offerOf(one);
    if (offer !== false) return offer;
  }
  return false;
}

type Said = Pick<Command, 'id' | 'author' | 'at' | 'room' | 'isOpen' | 'roles' | 'owner'>;

/** What a person could fill in, one after the other: arguments by which only the state of the ticket decides. */
function* triesOf(word: CommandWord, { topic }: Derived, said: Said): Iterable<Command> {
  // How it stands is said in a post.
  const post = word === 'update' ? 0 : null;
  const about = GRAMMAR[word].about === 'post' ? newestAnswers(topic) : [null];
  for (const args of ARGUMENTS[word] ?? [{}])
    for (const replyTo of about)
      yield { word, args, post, replyTo, person: null, group: null, hasName: null, passedOnElsewhere: 0, ...said } as Command;
}

function newestAnswers({ posts }: Derived['topic']): number[] {
  return [...posts.keys()].slice(1).slice(-MOST_POSTS).reverse();
}

const reason = 'a reason';
const link = { host: null, topic: 0, post: null };
const ARGUMENTS: Readonly<Partial<Record<CommandWord, readonly CommandArgs[]>>> = {
  outcome: [{ outcome: 'solved' }],
  kind: [{ kind: 'how_to' }],
  priority: [{ priority: 'normal' }],
  lane: [
    { lane: 'desk', reason },
    { lane: 'community', reason },
  ],
  mode: [{ mode: 'community_decides', reason }],
  assign: [{ person: 'somebody' }],
  'duplicate of': [{ link }],
  'not ours': [{ reason }, { reason, group: 'some' }],
  point: [{ links: [link] }],
  pause: [{ pause: 'waiting_requester' }],
  updates: [{ news: 'only_news' }],
  void: CLOCK_CHOICES.map(({ id: clock }) => ({ clock, reason })),
  'on behalf of': [{ person: 'somebody' }],
  decline: [{ reason }],
  'hand to': [{ group: 'some' }],
  invite: [{ person: 'somebody' }],
  remove: [{ person: 'somebody' }],
  note: [{ text: 'words' }],
  withdraw: [{ reason }],
  library: [{ text: 'words' }],
};
