-- Who pressed buttons of the plugin: asked for with the lines of every author.
CREATE INDEX "fact_line_given_idx" ON "fact"("forum_id", (("body"->>'author')::bigint)) WHERE "type" = 'LineGiven';

-- CreateTable
CREATE TABLE "nonce" (
    "forum_id" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "nonce_pkey" PRIMARY KEY ("forum_id","nonce")
);

-- CreateIndex
CREATE INDEX "nonce_forum_id_at_idx" ON "nonce"("forum_id", "at");
