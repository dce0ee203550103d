import { describe, expect, it } from '@jest/globals';
import { clocks } from '../../../service/features/clocks/index.js';
import { cycleOf, initialClocks, type ClocksView } from '../../../service/features/clocks/view.js';
import type { FoldContext, TicketEvent } from '../../../service/engine/feature.js';
import { TopicState } from '../../../service/engine/topic-state.js';
import type { RoleName } from '../../../shared/settings.js';
import type { FactBody } from '../../../shared/facts.js';
import { bodiesOf, TOPIC } from '../../support/happenings.js';
import { BOT, communityOf } from '../../support/ticket-builder.js';
import { ASKER, EXPERT, MEMBER, asked } from './clocks-story.js';

const POSTS = 5_000;
const settings = clocks.settings.parse({});

/** Folds a long topic by hand, so that what is looked at can be counted. */
function longTopic() {
  const topic = new TopicState(TOPIC, BOT, () => undefined);
  const asksForRoles: number[] = [];
  let view: ClocksView = initialClocks;
  const step = (at: string, bodies: readonly FactBody[], event: TicketEvent | undefined = bodies[0]) => {
    for (const body of bodies) topic.apply({ at, body });
    const context: FoldContext<typeof settings> = {
      at,
      settings,
      settingsVersion: 1,
      community: communityOf(),
      botId: BOT,
      text: () => null,
      ticket: {
        topic,
        rooms: new Map(),
        views: {},
        membership: { community: 'housing', since: asked.at, clockStart: asked.at, isPrivateAsk: false },
      },
      isMember: () => false,
      rolesOf: (user) => {
        asksForRoles.push(user);
        return new Set<RoleName>(user === EXPERT ? ['expert'] : []);
      },
    };
    if (event) view = clocks.fold(view, event, context);
  };
  step(asked.at, bodiesOf(asked), { type: 'CommunityEntered', community: 'housing', from: null });
  for (let post = 1; post <= POSTS; post += 1) {
    const at = new Date(Date.parse(asked.at) + post * 1000).toISOString();
    step(at, bodiesOf({ at, type: 'replied', by: post % 2 === 0 ? ASKER : post === POSTS - 1 ? EXPERT : MEMBER, post: 1000 + post }));
  }
  return { step, asksForRoles, view: () => view };
}

describe('a topic of 5,000 posts', () => {
  it('is judged post by post, without looking at all posts again', () => {
    const { asksForRoles, view } = longTopic();

    expect(cycleOf(view(), 'fr')?.endedBy).toBe(1000 + POSTS - 1);
    expect(cycleOf(view(), 'cr')?.endedBy).toBe(1001);
    expect(asksForRoles.length).toBeLessThanOrEqual(POSTS / 2 + 1);
  });

  it('is not looked at again when a post that stopped nothing goes away', () => {
    const { step, asksForRoles, view } = longTopic();
    const before = asksForRoles.length;

    step('2025-06-04T10:00:00.000Z', [{ type: 'PostVisibility', post: 1003, visibility: 'deleted' }]);

    expect(asksForRoles.length - before).toBeLessThanOrEqual(1);
    expect(cycleOf(view(), 'cr')?.endedBy).toBe(1001);
  });

  it('gives the same view object for events that change nothing', () => {
    const { step, view } = longTopic();
    const before = view();

    step('2025-06-04T10:00:00.000Z', [{ type: 'TopicTags', topic: TOPIC, tags: ['heating'] }]);

    expect(view()).toBe(before);
  });
});
