-- A deletion is found again by the change of the account's count that it was, newest first, and by email: what is
-- deleted permanently must not stay among the recently deleted.

-- Written a million at a time, like leads: a check per row costs more than the row.
-- DropForeignKey
ALTER TABLE "deleted_leads" DROP CONSTRAINT "deleted_leads_account_id_fkey";

-- AlterTable
ALTER TABLE "deleted_leads" ADD COLUMN "change" INTEGER NOT NULL;

-- CreateIndex
CREATE INDEX "deleted_leads_account_id_change_id_idx" ON "deleted_leads"("account_id", "change", "id");

-- CreateIndex
CREATE INDEX "deleted_leads_account_id_email_idx" ON "deleted_leads"("account_id", "email");
