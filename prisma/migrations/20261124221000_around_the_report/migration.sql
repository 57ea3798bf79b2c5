-- What the account around the report needs: made-up fields, tags, edits by hand, recently deleted leads, the audit, and
-- what a person has chosen so far for a file.

-- AlterEnum
ALTER TYPE "lead_change_kind" ADD VALUE 'restore';

-- AlterEnum
ALTER TYPE "lead_change_kind" ADD VALUE 'undo';

-- AlterTable
ALTER TABLE "leads" ADD COLUMN "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "files" ADD COLUMN "draft" JSONB;

-- CreateTable
CREATE TABLE "custom_fields" (
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "custom_fields_pkey" PRIMARY KEY ("account_id","name")
);

-- CreateTable
CREATE TABLE "lead_edits" (
    "account_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID,
    "changes" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lead_edits_pkey" PRIMARY KEY ("account_id","lead_id","id")
);

-- CreateTable
CREATE TABLE "deleted_leads" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT COLLATE "C" NOT NULL,
    "lead" JSONB NOT NULL,
    "campaigns" JSONB NOT NULL DEFAULT '[]',
    "user_id" UUID,
    "undone_number" INTEGER,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deleted_leads_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" UUID,
    "details" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("account_id","id")
);

-- AddForeignKey
ALTER TABLE "custom_fields" ADD CONSTRAINT "custom_fields_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lead_edits" ADD CONSTRAINT "lead_edits_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "deleted_leads" ADD CONSTRAINT "deleted_leads_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
