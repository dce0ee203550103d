import { addSeconds } from '../../../shared/instant.js';
import { personIn } from '../../../shared/placeholders.js';
import type { OwnWant, TicketView, Want, WantContext } from '../../engine/feature.js';
import { messages } from './messages.js';
import type { TriageSettings } from './settings.js';
import type { TriageView } from './view.js';

const WISH_SECONDS = 86_400;

/** UI-33, TR-12: who may make it private is told of the wish; the asker, before it, of one that is not her own. Nothing is public. */
export function privateNotices({ privateWishes }: TriageView, { topic }: TicketView, context: WantContext<TriageSettings>): Want[] {
  const { words, locale, community } = context;
  const say = messages[locale];
  const link = `[/t/${topic.id}](/t/${topic.id})`;
  const title = say.privateWishTitle(`HD-${topic.id}`);
  return privateWishes.flatMap(({ by, at, isFacilitator }) => {
    const notAfter = addSeconds(at, WISH_SECONDS);
    const groups = isFacilitator ? [] : community.roles.facilitator;
    const users = isFacilitator && topic.asker !== null && topic.asker !== by ? [topic.asker] : [];
    if (groups.length + users.length === 0) return [];
    const raw = isFacilitator ? say.privateSoon(link, words) : say.privateWish(personIn(by), link, words);
    const key = `message:ticket:${topic.id}:private-wish:${isFacilitator ? 'desk' : 'member'}`;
    const because = isFacilitator ? 'the asker is told before it is made private' : 'somebody wishes it to be private';
    const value: OwnWant<'message'>['value'] = { title, raw, users, groups };
    return [{ type: 'Want', kind: 'message', key, value, because, notAfter, isAskedFor: true }];
  });
}
