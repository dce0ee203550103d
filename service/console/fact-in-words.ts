import type { FactBody, Thing } from '../../shared/facts.js';
import { capital, plain, visibilityInWords } from './wording.js';

/** How people, groups and categories are called on a page; in a private ticket nobody is named. */
export interface Naming {
  person(user: number | null): string;
  group(group: number): string;
  category(category: number): string;
}

/** What a fact says, in a sentence. Hashes stay out: that of a short private text could be guessed. */
export function factInWords(body: FactBody, naming: Naming): string {
  switch (body.type) {
    case 'TopicBorn':
      return 'The topic was opened';
    case 'TopicAuthor':
      return `The topic was opened by ${naming.person(body.user)}`;
    case 'TopicPlace':
      return body.category === null ? 'The topic is a private message' : `The topic is in ${naming.category(body.category)}`;
    case 'TopicTags':
      return body.tags.length === 0 ? 'The topic has no tags' : `The topic has the tags ${body.tags.join(', ')}`;
    case 'TopicTitle':
      return 'The title was read';
    case 'TopicFlagSeen':
      return `The topic is ${body.value ? '' : 'not '}${body.flag}`;
    case 'AcceptedAnswer':
      return body.post === null ? 'No answer is accepted' : `Post ${body.post} is the accepted answer`;
    case 'AssigneeSeen':
      return body.user === null ? 'The topic is assigned to nobody' : `The topic is assigned to ${naming.person(body.user)}`;
    case 'Participants':
      return participantsInWords(body, naming);
    case 'RoomOpened':
      return 'A private room was opened for it';
    case 'Unreadable':
      return `The forum does not let the bot read the ${body.thing.replace(':', ' ')}`;
    default:
      return postFactInWords(body, naming);
  }
}

function postFactInWords(body: FactBody, naming: Naming): string {
  switch (body.type) {
    case 'PostBorn':
      return `Post ${body.post} was written${body.replyTo === null ? '' : `, a reply to number ${body.replyTo}`}`;
    case 'PostByMail':
      return `Post ${body.post} came in by mail`;
    case 'Placed':
      return `Post ${body.post} is elsewhere, or was`;
    case 'PostAuthor':
      return `Post ${body.post} is by ${naming.person(body.user)}`;
    case 'PostKindSeen':
      return `Post ${body.post} is of the kind ${plain(body.kind)}`;
    case 'PostVisibility':
      return `Post ${body.post} is ${visibilityInWords(body.visibility)}`;
    case 'TextConfirmed':
      return `Version ${body.version} of the text of post ${body.post} was read${body.textId === null ? ', and not kept' : ''}`;
    case 'CommandLines':
      return `Post ${body.post} has ${body.lines.length === 1 ? 'a line' : `${body.lines.length} lines`} addressed to the desk`;
    case 'LineGiven':
      return `${naming.person(body.author)} gave the desk a line with a button`;
    case 'LineTakenBack':
      return `${naming.person(body.author)} took a line of a button back`;
    case 'RealNameSeen':
      return `The author of post ${body.post} has ${body.isFilled ? 'the name of a person' : 'not filled in the name of a person'}`;
    case 'OurPost':
      return `Post ${body.post} is one of ours`;
    case 'PostLikers':
      return `Post ${body.post} is liked by ${body.users.length === 0 ? 'nobody' : body.users.map((user) => naming.person(user)).join(', ')}`;
    case 'AnswerFlag':
      return `Post ${body.post} is ${body.accepted ? '' : 'not '}marked as the accepted answer`;
    case 'SmallAction':
      return `${body.actor === null ? 'Somebody whose account is gone' : naming.person(body.actor)}: ${plain(body.code).replaceAll('.', ' ')}`;
    default:
      return capital(plain(body.type));
  }
}

function participantsInWords(body: Extract<FactBody, { type: 'Participants' }>, naming: Naming): string {
  const readers = [...body.groups.map((group) => naming.group(group)), ...body.users.map((user) => naming.person(user))];
  return readers.length === 0 ? 'Nobody takes part in the message' : `It may be read by ${[...new Set(readers)].join(', ')}`;
}

export function sourceInWords(source: string, isOwn = true): string {
  if (!isOwn) return 'a read of another topic';
  const [kind = '', ...rest] = source.split(':');
  if (kind === 'delivery') return `delivery ${rest.join(' ')}`;
  if (kind === 'read') return `a read of ${rest.join(' ')}`;
  if (kind === 'command') return `a command${rest.length === 0 ? '' : ` in ${rest.join(' ')}`}`;
  return kind === 'settings' ? 'the settings' : source;
}

/** Everything that a fact names and a label may exist for. */
export function thingsIn(body: FactBody): Thing[] {
  switch (body.type) {
    case 'TopicAuthor':
    case 'PostAuthor':
      return [`user:${body.user}`];
    case 'LineGiven':
    case 'LineTakenBack':
      return [`user:${body.author}`];
    case 'AssigneeSeen':
      return body.user === null ? [] : [`user:${body.user}`];
    case 'SmallAction':
      return body.actor === null ? [] : [`user:${body.actor}`];
    case 'TopicPlace':
      return body.category === null ? [] : [`category:${body.category}`];
    case 'PostLikers':
      return body.users.map((user): Thing => `user:${user}`);
    case 'Participants':
      return [...body.users.map((user): Thing => `user:${user}`), ...body.groups.map((group): Thing => `group:${group}`)];
    default:
      return [];
  }
}
