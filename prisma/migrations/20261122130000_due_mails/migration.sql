-- The worker looks several times a second for mails that are due; nearly all mails are not.
-- CreateIndex
CREATE INDEX "mails_due_idx" ON "mails"("next_try_at") WHERE "next_try_at" IS NOT NULL;
