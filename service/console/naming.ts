import type { Naming } from './fact-in-words.js';
import type { Frame } from './frame.js';
import type { TicketDetails } from './queries.js';

/** Names by the newest label. To whom a private ticket is closed nobody is named: who asked is part of what is private (design section 9). */
export function namingOf({ labels, isMasked, view, row }: TicketDetails, { botId }: Frame): Naming {
  const roleOf = (user: number): string => {
    if (user === botId) return 'the account of the desk';
    if (user === view.asker) return 'the asker';
    return user === row.owner ? 'the owner' : 'somebody';
  };
  return {
    person(user) {
      if (user === null) return 'an account that is gone';
      return isMasked ? roleOf(user) : (labels.get(`user:${user}`) ?? `user ${user}`);
    },
    group: (group) => labels.get(`group:${group}`) ?? `group ${group}`,
    category: (category) => labels.get(`category:${category}`) ?? `category ${category}`,
  };
}
