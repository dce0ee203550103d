import { expect, it } from '@jest/globals';
import type { ShownContext, TicketView } from '../../../service/engine/feature.js';
import { labelsOf } from '../../../service/features/together/post-labels.js';
import { NONSENSE } from '../../support/nonsense-words.js';

const [MEMBER, LATER_EXPERT] = [4, 5];
const JOINED = '2026-11-24T12:00:00.000Z';

it('OF-26.2 shows that an expert wrote it on posts from her time in the role only, also after she left', () => {
  const post = (id: number, author: number, hour: string) => [
    id,
    { ...{ id, author, ours: false, kind: 'regular', visibility: 'visible' }, at: `2026-11-24T${hour}:00:00.000Z` },
  ];
  const posts = [
    post(1, 3, '09'),
    post(2, LATER_EXPERT, '10'),
    post(3, MEMBER, '11'),
    post(4, LATER_EXPERT, '13'),
    post(5, LATER_EXPERT, '15'),
  ];
  const ticket = { topic: { asker: 3, accepted: null, posts: new Map(posts as never) }, views: {} } as unknown as TicketView;
  const context = {
    ...{ community: { locale: 'en', words: NONSENSE }, botId: 9, notices: new Map() },
    rolesOf: (user: number, at: string) => new Set(user === LATER_EXPERT && at >= JOINED && at < '2026-11-24T14' ? ['expert'] : []),
  } as unknown as ShownContext;

  expect(labelsOf(ticket, context).map(({ postId, label }) => [postId, label])).toEqual([[4, 'expert']]);
});
