-- An import may take up the rows of a file that another one left: its parent.
-- AlterTable
ALTER TABLE "imports" ADD COLUMN "parent_number" INTEGER;

-- AlterTable
ALTER TABLE "imports" ADD COLUMN "after_row" INTEGER;

-- What keeps a running import from going on, in a sentence; gone with the next batch that goes through.
-- AlterTable
ALTER TABLE "imports" ADD COLUMN "trouble" TEXT;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_account_id_parent_number_fkey" FOREIGN KEY ("account_id", "parent_number") REFERENCES "imports"("account_id", "number") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddCheck
ALTER TABLE "imports" ADD CONSTRAINT "imports_rest_of_parent" CHECK ("parent_number" < "number" AND ("after_row" IS NULL OR "parent_number" IS NOT NULL));

-- The rest of an import is imported once.
-- CreateIndex
CREATE UNIQUE INDEX "imports_rest_once" ON "imports"("account_id", "parent_number") WHERE "after_row" IS NOT NULL;
