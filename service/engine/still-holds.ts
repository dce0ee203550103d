import type { Fact } from '../../shared/facts.js';
import type { TopicState } from './topic-state.js';

/**
 * What an observation shows holds already, be it seen for the first time: a topic is born listed and a post visible. It changes nothing,
 * so features are not asked what follows from it. Whether it is closed they are told: they heard of no closing before it was a ticket.
 */
export function holdsAlready(topic: TopicState, body: Fact['body']): boolean {
  const accepted = topic.acceptedHistory.at(-1)?.post ?? null;
  switch (body.type) {
    case 'TopicFlagSeen':
      return body.flag !== 'closed' && isFlagged(topic, body.flag) === body.value;
    case 'AcceptedAnswer':
      return accepted === body.post;
    case 'AnswerFlag':
      return (accepted === body.post) === body.accepted;
    case 'PostVisibility':
      return topic.posts.get(body.post)?.visibility === body.visibility;
    default:
      return false;
  }
}

/**
 * Whether the topic still is as a repeated fact shows it. Equal neighbours of one aspect say nothing new, unless a fact of another
 * aspect came between: a refused read between two equal places, the acceptance of another post, a closing that was noted.
 */
export function stillHolds(topic: TopicState, body: Fact['body']): boolean {
  switch (body.type) {
    case 'TopicPlace':
      return !topic.unreadable;
    case 'Participants':
      return topic.participants !== null;
    case 'Unreadable':
      return topic.unreadable || body.thing !== `topic:${topic.id}`;
    case 'TopicFlagSeen':
      return isFlagged(topic, body.flag) === body.value;
    case 'AcceptedAnswer':
    case 'AnswerFlag':
      return holdsAlready(topic, body);
    default:
      return true;
  }
}

function isFlagged(topic: TopicState, flag: 'closed' | 'archived' | 'listed' | 'deleted'): boolean {
  return flag === 'deleted' ? topic.deletedAt !== null : topic[flag];
}
