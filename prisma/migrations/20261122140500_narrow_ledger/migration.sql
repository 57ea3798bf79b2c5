-- The ledger is written as fast as leads are: fewer and narrower columns, one index for keys. Pages of rejected rows
-- are found through the spine (import_batches), which knows how many each batch has.

-- DropIndex
DROP INDEX "import_rows_account_id_import_number_outcome_code_row_idx";

-- DropCheck
ALTER TABLE "import_rows" DROP CONSTRAINT "import_rows_rejected_has_reason";

-- CreateEnum
CREATE TYPE "rejection_code" AS ENUM ('row_unreadable', 'email_missing', 'email_invalid', 'email_permanently_deleted', 'already_in_account', 'max_leads_reached');

-- AlterTable
ALTER TABLE "import_rows" ALTER COLUMN "code" TYPE "rejection_code" USING "code"::"rejection_code";

-- AddCheck
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_rejected_has_reason" CHECK (("outcome" = 'rejected') = ("code" IS NOT NULL));
