-- The history lists each import with those that took its rows up again.
-- CreateIndex
CREATE INDEX "imports_children" ON "imports"("account_id", "parent_number") WHERE "parent_number" IS NOT NULL;
