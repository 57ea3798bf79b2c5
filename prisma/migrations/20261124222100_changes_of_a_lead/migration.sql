-- The lead's page shows each import that changed it. Only rows that changed a lead pay for it; ids are in the order of
-- time, so they are added nearly in sequence.
-- CreateIndex
CREATE INDEX "import_rows_changes_of_a_lead_idx" ON "import_rows"("account_id", "lead_id") WHERE "outcome" = 'changed';
