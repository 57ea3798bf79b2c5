-- Undo of an import, and the undoing of that: a job of its own with lease and fence, a spine of tallies like an import's,
-- and a row for everything that was kept. What is in neither was undone.

-- CreateEnum
CREATE TYPE "undo_kind" AS ENUM ('undo', 'redo');

-- CreateEnum
CREATE TYPE "undo_status" AS ENUM ('queued', 'running', 'completed', 'failed');

-- CreateEnum
CREATE TYPE "undo_stage" AS ENUM ('leads', 'values', 'campaign');

-- CreateTable
CREATE TABLE "import_undos" (
    "account_id" UUID NOT NULL,
    "import_number" INTEGER NOT NULL,
    "undo" INTEGER NOT NULL,
    "kind" "undo_kind" NOT NULL,
    "user_id" UUID NOT NULL,
    "status" "undo_status" NOT NULL DEFAULT 'queued',
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "after_number" INTEGER NOT NULL,
    "stage" "undo_stage" NOT NULL DEFAULT 'leads',
    "cursor" TEXT,
    "batches" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_undos_pkey" PRIMARY KEY ("account_id","import_number","undo")
);

-- CreateTable
CREATE TABLE "undo_batches" (
    "account_id" UUID NOT NULL,
    "import_number" INTEGER NOT NULL,
    "undo" INTEGER NOT NULL,
    "batch" INTEGER NOT NULL,
    "tally" JSONB NOT NULL,
    "leads_before" INTEGER NOT NULL,
    "leads_after" INTEGER NOT NULL,
    "change" INTEGER NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "undo_batches_pkey" PRIMARY KEY ("account_id","import_number","undo","batch")
);

-- CreateTable
CREATE TABLE "undo_rows" (
    "account_id" UUID NOT NULL,
    "import_number" INTEGER NOT NULL,
    "undo" INTEGER NOT NULL,
    "stage" "undo_stage" NOT NULL,
    "row" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "email" TEXT,
    "lead_id" UUID,
    "details" JSONB,

    CONSTRAINT "undo_rows_pkey" PRIMARY KEY ("account_id","import_number","undo","stage","row")
);

-- AddCheck
ALTER TABLE "import_undos" ADD CONSTRAINT "import_undos_finished_when_ended" CHECK (("finished_at" IS NOT NULL) = ("status" IN ('completed', 'failed')));

-- Those a worker may take up, and those that imports started later wait for.
-- CreateIndex
CREATE INDEX "import_undos_active" ON "import_undos"("account_id", "after_number") WHERE "finished_at" IS NULL;

-- AddForeignKey
ALTER TABLE "import_undos" ADD CONSTRAINT "import_undos_account_id_import_number_fkey" FOREIGN KEY ("account_id", "import_number") REFERENCES "imports"("account_id", "number") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "undo_batches" ADD CONSTRAINT "undo_batches_account_id_import_number_undo_fkey" FOREIGN KEY ("account_id", "import_number", "undo") REFERENCES "import_undos"("account_id", "import_number", "undo") ON DELETE CASCADE ON UPDATE NO ACTION;
