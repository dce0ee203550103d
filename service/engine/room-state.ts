import type { RoomView } from './feature.js';
import type { ResolveName } from './resolve-name.js';
import { TopicState } from './topic-state.js';

/** A room as the facts up to now show it: a topic that serves a ticket. */
export class RoomState extends TopicState implements RoomView {
  constructor(
    /** The key of the want that opened it. */
    readonly key: string,
    room: number,
    { botId, resolve }: { readonly botId: number; readonly resolve: ResolveName },
  ) {
    super(room, botId, resolve);
  }
}
