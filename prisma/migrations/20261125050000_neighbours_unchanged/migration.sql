-- Neighbouring rows that found their leads as they are share an entry: their leads in order, and their emails as one
-- text, a line each. Where each lead was modified first, a run remembers itself, instead of an index that each row
-- pays for.
-- AlterTable
ALTER TABLE "import_rows" ADD COLUMN "lead_ids" UUID[];

-- AlterTable
ALTER TABLE "import_rows" DROP CONSTRAINT "import_rows_span";

-- AddCheck
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_span" CHECK ("row_last" = "row" OR ("row_last" > "row" AND ("outcome" IN ('blank', 'added', 'not_processed') OR "lead_ids" IS NOT NULL)));

-- AddCheck
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_neighbours" CHECK ("lead_ids" IS NULL OR ("outcome" = 'unchanged' AND "other_row" IS NULL AND "lead_id" IS NULL AND cardinality("lead_ids") = "row_last" - "row" + 1));

-- DropIndex
DROP INDEX "import_rows_first_modification_key";
