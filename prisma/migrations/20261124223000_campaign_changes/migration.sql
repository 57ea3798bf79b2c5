-- What a campaign holds is counted as the account's leads are: in the transaction that changes it, with an entry that
-- tells of it. The campaign ledger says why an address is what it is. The spine says which leads a batch added.

-- CreateEnum
CREATE TYPE "campaign_change_kind" AS ENUM ('import', 'by_hand', 'remove', 'delete', 'restore', 'undo');

-- AlterTable
ALTER TABLE "campaigns" ADD COLUMN "lead_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "changes_last" INTEGER NOT NULL DEFAULT 0;

UPDATE "campaigns" AS c SET "lead_count" =
  (SELECT count(*) FROM "campaign_leads" AS l WHERE l."account_id" = c."account_id" AND l."campaign_id" = c."id");

-- AlterTable
ALTER TABLE "import_campaign_rows" ADD COLUMN "detail" TEXT;

-- AlterTable
ALTER TABLE "import_batches" ADD COLUMN "lead_first" UUID,
ADD COLUMN "lead_last" UUID;

-- CreateTable
CREATE TABLE "campaign_changes" (
    "account_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "change" INTEGER NOT NULL,
    "kind" "campaign_change_kind" NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "removed" INTEGER NOT NULL DEFAULT 0,
    "leads_after" INTEGER NOT NULL,
    "import_number" INTEGER,
    "user_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_changes_pkey" PRIMARY KEY ("account_id","campaign_id","change"),
    CONSTRAINT "campaign_changes_counts" CHECK ("added" >= 0 AND "removed" >= 0 AND "leads_after" >= 0)
);

-- AddForeignKey
ALTER TABLE "campaign_changes" ADD CONSTRAINT "campaign_changes_account_id_campaign_id_fkey" FOREIGN KEY ("account_id", "campaign_id") REFERENCES "campaigns"("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
