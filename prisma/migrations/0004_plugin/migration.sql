-- Whether the plugin of the forum is there, and whether its pages show labels: what they show need not be shown by notices.
ALTER TABLE "forum" ADD COLUMN "has_plugin" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "shows_labels" BOOLEAN NOT NULL DEFAULT false;

-- What the plugin said of a topic before it was last read as a whole.
CREATE TABLE "topic_digest" (
    "forum_id" TEXT NOT NULL,
    "topic" BIGINT NOT NULL,
    "digest" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "topic_digest_pkey" PRIMARY KEY ("forum_id", "topic")
);
