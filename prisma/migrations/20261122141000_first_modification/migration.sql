-- Each lead that was there before counts once in an import: its first row is the one without an earlier row.

-- DropIndex
DROP INDEX "import_rows_modified_lead_idx";

-- CreateIndex
CREATE UNIQUE INDEX "import_rows_first_modification_key" ON "import_rows"("account_id", "import_number", "lead_id") WHERE "outcome" IN ('changed', 'unchanged') AND "other_row" IS NULL;
