-- The first schema. Made from schema.prisma (scripts/migration-check.ts compares the two) and reviewed by hand; the partial
-- indexes at the end cannot be said in Prisma's language. No deferred constraints: PGlite reports a failed COMMIT as success.

CREATE TABLE "forum" (
    "id" TEXT NOT NULL,
    "bot_id" BIGINT NOT NULL,
    "bot_name" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "secret" TEXT NOT NULL,

    CONSTRAINT "forum_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "settings_version" (
    "forum_id" TEXT NOT NULL,
    "community" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recompute" BOOLEAN NOT NULL,
    "settings" JSONB,

    CONSTRAINT "settings_version_pkey" PRIMARY KEY ("forum_id","community","version")
);

CREATE TABLE "delivery" (
    "id" BIGSERIAL NOT NULL,
    "forum_id" TEXT NOT NULL,
    "hook" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "note" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "fact" (
    "forum_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "learnt_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "unconfirmed" BOOLEAN NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "fact_pkey" PRIMARY KEY ("forum_id","key")
);

CREATE TABLE "text" (
    "forum_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "is_private" BOOLEAN NOT NULL,
    "body" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "text_pkey" PRIMARY KEY ("forum_id","id")
);

CREATE TABLE "label" (
    "forum_id" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "label_pkey" PRIMARY KEY ("forum_id","thing")
);

CREATE TABLE "name_key" (
    "forum_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "owner" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "name_key_pkey" PRIMARY KEY ("forum_id","name","kind","owner","at")
);

CREATE TABLE "post_index" (
    "forum_id" TEXT NOT NULL,
    "post" BIGINT NOT NULL,
    "topic" BIGINT,
    "placed_at" TIMESTAMPTZ(3),
    "placed_key" TEXT,
    "author" BIGINT,
    "author_at" TIMESTAMPTZ(3),
    "author_key" TEXT,

    CONSTRAINT "post_index_pkey" PRIMARY KEY ("forum_id","post")
);

CREATE TABLE "topic_index" (
    "forum_id" TEXT NOT NULL,
    "topic" BIGINT NOT NULL,
    "category" BIGINT,
    "archetype" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "placed_key" TEXT NOT NULL,

    CONSTRAINT "topic_index_pkey" PRIMARY KEY ("forum_id","topic")
);

CREATE TABLE "category_index" (
    "forum_id" TEXT NOT NULL,
    "category" BIGINT NOT NULL,
    "parent" BIGINT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_key" TEXT NOT NULL,

    CONSTRAINT "category_index_pkey" PRIMARY KEY ("forum_id","category")
);

CREATE TABLE "need" (
    "forum_id" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "urgency" SMALLINT NOT NULL,
    "by" TIMESTAMPTZ(3) NOT NULL,
    "rings" INTEGER NOT NULL DEFAULT 1,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),

    CONSTRAINT "need_pkey" PRIMARY KEY ("forum_id","thing")
);

CREATE TABLE "ticket" (
    "forum_id" TEXT NOT NULL,
    "topic_id" BIGINT NOT NULL,
    "community" TEXT,
    "state" TEXT NOT NULL,
    "outcome" TEXT,
    "owner" BIGINT,
    "is_private" BOOLEAN NOT NULL,
    "view" JSONB NOT NULL,
    "next_wake_at" TIMESTAMPTZ(3),
    "derived_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("forum_id","topic_id")
);

CREATE TABLE "projection_row" (
    "forum_id" TEXT NOT NULL,
    "topic_id" BIGINT NOT NULL,
    "projection" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "row" JSONB NOT NULL,

    CONSTRAINT "projection_row_pkey" PRIMARY KEY ("forum_id","topic_id","projection","key")
);

CREATE TABLE "effect" (
    "id" BIGSERIAL NOT NULL,
    "forum_id" TEXT NOT NULL,
    "topic_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "marker" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "value_hash" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "priority" INTEGER NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "post_id" BIGINT,
    "forum_topic_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "effect_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "attempt" (
    "id" BIGSERIAL NOT NULL,
    "forum_id" TEXT NOT NULL,
    "effect_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "reason" TEXT,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "act" (
    "id" BIGSERIAL NOT NULL,
    "forum_id" TEXT NOT NULL,
    "effect_id" BIGINT NOT NULL,
    "topic_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "post_id" BIGINT,
    "forum_topic_id" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "act_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "feature_error" (
    "forum_id" TEXT NOT NULL,
    "topic_id" BIGINT NOT NULL,
    "feature" TEXT NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "feature_error_pkey" PRIMARY KEY ("forum_id","topic_id","feature")
);

CREATE TABLE "note" (
    "id" BIGSERIAL NOT NULL,
    "forum_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "run" (
    "forum_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "slot" TEXT NOT NULL,

    CONSTRAINT "run_pkey" PRIMARY KEY ("forum_id","name","slot")
);

CREATE TABLE "bucket" (
    "forum_id" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "per_seconds" INTEGER NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "refilled_at" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "bucket_pkey" PRIMARY KEY ("forum_id")
);

CREATE TABLE "dirty_topic" (
    "forum_id" TEXT NOT NULL,
    "topic" BIGINT NOT NULL,
    "mark" BIGSERIAL NOT NULL,
    "done" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "dirty_topic_pkey" PRIMARY KEY ("forum_id","topic")
);

CREATE TABLE "meta" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "meta_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "migration" (
    "name" TEXT NOT NULL,
    "checksum" TEXT NOT NULL,
    "applied_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "migration_pkey" PRIMARY KEY ("name")
);

CREATE UNIQUE INDEX "delivery_forum_id_hook_event_id_body_hash_key" ON "delivery"("forum_id", "hook", "event_id", "body_hash");

CREATE INDEX "fact_forum_id_thing_idx" ON "fact"("forum_id", "thing");

CREATE INDEX "text_forum_id_thing_idx" ON "text"("forum_id", "thing");

CREATE INDEX "name_key_forum_id_kind_owner_idx" ON "name_key"("forum_id", "kind", "owner");

CREATE INDEX "post_index_forum_id_topic_idx" ON "post_index"("forum_id", "topic");

CREATE INDEX "post_index_forum_id_author_idx" ON "post_index"("forum_id", "author");

CREATE INDEX "topic_index_forum_id_category_idx" ON "topic_index"("forum_id", "category");

CREATE INDEX "category_index_forum_id_parent_idx" ON "category_index"("forum_id", "parent");

CREATE INDEX "need_forum_id_urgency_by_idx" ON "need"("forum_id", "urgency", "by");

CREATE INDEX "ticket_forum_id_community_idx" ON "ticket"("forum_id", "community");

CREATE INDEX "projection_row_forum_id_projection_idx" ON "projection_row"("forum_id", "projection");

CREATE INDEX "effect_forum_id_topic_id_idx" ON "effect"("forum_id", "topic_id");

CREATE INDEX "effect_forum_id_state_idx" ON "effect"("forum_id", "state");

CREATE UNIQUE INDEX "effect_forum_id_key_revision_key" ON "effect"("forum_id", "key", "revision");

CREATE UNIQUE INDEX "effect_forum_id_marker_key" ON "effect"("forum_id", "marker");

CREATE INDEX "attempt_effect_id_idx" ON "attempt"("effect_id");

CREATE INDEX "act_forum_id_topic_id_idx" ON "act"("forum_id", "topic_id");

CREATE INDEX "act_effect_id_idx" ON "act"("effect_id");

CREATE INDEX "note_forum_id_kind_thing_idx" ON "note"("forum_id", "kind", "thing");

ALTER TABLE "attempt" ADD CONSTRAINT "attempt_effect_id_fkey" FOREIGN KEY ("effect_id") REFERENCES "effect"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "act" ADD CONSTRAINT "act_effect_id_fkey" FOREIGN KEY ("effect_id") REFERENCES "effect"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Partial indexes.
CREATE INDEX "delivery_waiting_idx" ON "delivery"("forum_id", "id") WHERE "state" = 'waiting';
CREATE INDEX "delivery_broken_idx" ON "delivery"("forum_id", "id") WHERE "state" = 'broken';
CREATE INDEX "fact_placed_idx" ON "fact"("forum_id", (("body"->>'topic')::bigint)) WHERE "type" = 'Placed';
CREATE INDEX "fact_linked_topic_idx" ON "fact"("forum_id", (("body"->>'linkedTopic')::bigint)) WHERE "type" = 'SmallAction';
CREATE INDEX "fact_who_idx" ON "fact"("forum_id", ("body"->>'who')) WHERE "type" = 'SmallAction';
CREATE INDEX "fact_member_idx" ON "fact"("forum_id", (("body"->>'user')::bigint)) WHERE "type" IN ('MembershipBegan', 'MembershipEnded');
CREATE INDEX "fact_topic_author_idx" ON "fact"("forum_id", (("body"->>'user')::bigint)) WHERE "type" = 'TopicAuthor';
CREATE INDEX "fact_participants_idx" ON "fact"("forum_id", "thing") WHERE "type" = 'Participants';
CREATE INDEX "ticket_wake_idx" ON "ticket"("forum_id", "next_wake_at") WHERE "next_wake_at" IS NOT NULL;
CREATE INDEX "effect_due_idx" ON "effect"("forum_id", "priority", "not_before", "id") WHERE "state" IN ('waiting', 'unknown');
CREATE INDEX "dirty_topic_dirty_idx" ON "dirty_topic"("forum_id", "mark") WHERE "mark" > "done";

-- At most one attempt per key is in flight (design section 3, "Nothing lost, nothing twice").
CREATE UNIQUE INDEX "attempt_open_key" ON "attempt"("forum_id", "key") WHERE "ended_at" IS NULL;
