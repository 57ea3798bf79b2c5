-- How often the account's lock was taken: who finds it one higher than at the time before was alone in between.
-- AlterTable
ALTER TABLE "accounts" ADD COLUMN "lock_count" INTEGER NOT NULL DEFAULT 0;
