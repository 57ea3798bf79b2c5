-- Exports too large to be answered at once: a worker writes the file, which is kept for seven days.

-- CreateEnum
CREATE TYPE "export_status" AS ENUM ('queued', 'running', 'done', 'failed');

-- CreateTable
CREATE TABLE "exports" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "filter" JSONB NOT NULL,
    "columns" JSONB,
    "leads" INTEGER NOT NULL,
    "status" "export_status" NOT NULL DEFAULT 'queued',
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "written" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "exports_pkey" PRIMARY KEY ("account_id","id")
);

-- AddForeignKey
ALTER TABLE "exports" ADD CONSTRAINT "exports_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddCheck
ALTER TABLE "exports" ADD CONSTRAINT "exports_finished_when_ended" CHECK (("finished_at" IS NOT NULL) = ("status" IN ('done', 'failed')) AND ("bytes" IS NOT NULL) = ("status" = 'done'));

-- Which are due is asked several times a second.
-- CreateIndex
CREATE INDEX "exports_under_way_idx" ON "exports"("created_at") WHERE "finished_at" IS NULL;
