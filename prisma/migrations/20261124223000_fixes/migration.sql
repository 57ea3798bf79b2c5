-- A fix re-runs stored rows of an import as a child import: which rows it took, and the cells a person corrected.

-- CreateEnum
CREATE TYPE "import_fix" AS ENUM ('update', 'join_campaign', 'release', 'room', 'edit');

-- AlterTable
ALTER TABLE "imports" ADD COLUMN "fix" "import_fix";

-- AlterTable
ALTER TABLE "imports" ADD COLUMN "taken" JSONB;

-- AlterTable
ALTER TABLE "imports" ADD COLUMN "edits" JSONB;

-- AddCheck
ALTER TABLE "imports" ADD CONSTRAINT "imports_fix_of_parent" CHECK ("fix" IS NULL OR ("parent_number" IS NOT NULL AND "after_row" IS NULL AND "taken" IS NOT NULL));

-- AddCheck
ALTER TABLE "imports" ADD CONSTRAINT "imports_taken_from_parent" CHECK ("taken" IS NULL OR "parent_number" IS NOT NULL);

-- A row of an import is taken up again once, by one child. Like the ledger it carries no foreign key.
-- CreateTable
CREATE TABLE "import_taken_rows" (
    "account_id" UUID NOT NULL,
    "parent_number" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "import_number" INTEGER NOT NULL,

    CONSTRAINT "import_taken_rows_pkey" PRIMARY KEY ("account_id","parent_number","row")
);

-- CreateIndex
CREATE INDEX "imports_account_id_parent_number_idx" ON "imports"("account_id", "parent_number");
