-- What an import would do if it ran now, worked out by a worker; and what was forecast, kept with the import.

-- CreateEnum
CREATE TYPE "check_status" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "checks" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "options" JSONB NOT NULL,
    "status" "check_status" NOT NULL DEFAULT 'queued',
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "stage" TEXT NOT NULL DEFAULT 'waiting',
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "checks_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateIndex
CREATE INDEX "checks_account_id_file_id_idx" ON "checks"("account_id", "file_id");

-- Those a worker may take up.
-- CreateIndex
CREATE INDEX "checks_due" ON "checks"("lease_until") WHERE "status" IN ('queued', 'running');

-- The same file again.
-- CreateIndex
CREATE INDEX "files_account_id_sha256_idx" ON "files"("account_id", "sha256");

-- CreateIndex
CREATE INDEX "imports_account_id_file_id_idx" ON "imports"("account_id", "file_id");

-- AddForeignKey
ALTER TABLE "checks" ADD CONSTRAINT "checks_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "checks" ADD CONSTRAINT "checks_account_id_file_id_fkey" FOREIGN KEY ("account_id", "file_id") REFERENCES "files"("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AlterTable
ALTER TABLE "imports" ADD COLUMN "forecast" JSONB;
