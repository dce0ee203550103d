import type { TopicRead } from '../../ports/forum.js';
import type { AttemptEnd } from '../../ports/store.js';
import type { Carrying } from '../carrying.js';
import { withNamesOf } from '../naming.js';
import type { ReversibleKind, SettledKind } from '../settle.js';
import { carryOutArticle } from './article.js';
import { carryOutAssign } from './assign.js';
import { carryOutBadge, lookUpBadge } from './badge.js';
import { lookUpTopic } from './by-external-id.js';
import { carryOutClose } from './close.js';
import { carryOutInvite } from './invite.js';
import { carryOutLike } from './like.js';
import { carryOutMessage } from './message.js';
import { carryOutNotice } from './notice.js';
import { carryOutPost, lookUpPost } from './post.js';
import { carryOutStatus } from './status.js';
import { carryOutTags } from './tags.js';

/** What can be undone is compared with the forum and made so. */
export async function carryOutReversible(carrying: Carrying, kind: ReversibleKind): Promise<AttemptEnd> {
  switch (kind) {
    case 'tags':
      return carryOutTags(await withNamesOf(carrying, kind));
    case 'notice':
      return carryOutNotice(await withNamesOf(carrying, kind));
    case 'like':
      return carryOutLike(await withNamesOf(carrying, kind));
    case 'close':
      return carryOutClose(await withNamesOf(carrying, kind));
    case 'assign':
      return carryOutAssign(await withNamesOf(carrying, kind));
    case 'invite':
      return carryOutInvite(await withNamesOf(carrying, kind));
    case 'config':
    case 'ticket':
      return { outcome: 'retry', notBefore: carrying.now, reason: 'the plugin is not there' };
  }
}

/** What cannot be undone, after it settled; `ticket`: the topic of the ticket as it was read then. */
export async function carryOutSettled(
  carrying: Carrying,
  { kind, ticket }: { readonly kind: SettledKind; readonly ticket: TopicRead },
): Promise<AttemptEnd> {
  switch (kind) {
    case 'status':
      return carryOutStatus(await withNamesOf(carrying, kind), ticket);
    case 'post':
      return carryOutPost(await withNamesOf(carrying, kind), ticket);
    case 'message':
    case 'room':
      return carryOutMessage(await withNamesOf(carrying, kind));
    case 'article':
      return carryOutArticle(await withNamesOf(carrying, kind));
    case 'badge':
      return carryOutBadge(await withNamesOf(carrying, kind));
  }
}

/** What came of an attempt whose outcome is unknown, wanted still or not; null: to be compared like any other. */
export async function lookUp(carrying: Carrying): Promise<AttemptEnd | null> {
  switch (carrying.effect.kind) {
    case 'message':
    case 'room':
    case 'article':
      return lookUpTopic(carrying);
    case 'post':
      return lookUpPost(carrying);
    case 'badge':
      return lookUpBadge(await withNamesOf(carrying, 'badge'));
    // `settle` looks for it; all others are read and compared anyway.
    case 'status':
    case 'tags':
    case 'notice':
    case 'like':
    case 'close':
    case 'assign':
    case 'invite':
    case 'config':
    case 'ticket':
      return null;
  }
}
