-- The tickets that a room serves, asked for whenever something happens in any topic.
CREATE INDEX "fact_room_idx" ON "fact"("forum_id", (("body"->>'room')::bigint)) WHERE "type" = 'RoomOpened';
