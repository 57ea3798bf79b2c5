-- CreateEnum
CREATE TYPE "plan" AS ENUM ('trial', 'starter', 'growth', 'agency', 'unlimited');

-- CreateEnum
CREATE TYPE "lead_change_kind" AS ENUM ('import', 'by_hand', 'delete', 'delete_permanently');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'member');

-- CreateEnum
CREATE TYPE "email_status" AS ENUM ('not_verified', 'valid', 'risky', 'unknown', 'invalid');

-- CreateEnum
CREATE TYPE "import_status" AS ENUM ('queued', 'running', 'completed', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "blank_cells" AS ENUM ('keep', 'clear');

-- CreateEnum
CREATE TYPE "outcome" AS ENUM ('blank', 'added', 'changed', 'unchanged', 'rejected', 'not_processed');

-- CreateEnum
CREATE TYPE "campaign_outcome" AS ENUM ('added', 'already_in', 'rejected');

-- CreateEnum
CREATE TYPE "mail_status" AS ENUM ('queued', 'sent', 'failed', 'unknown');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT NOT NULL,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "logins" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "password" TEXT,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "logins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_slugs" (
    "slug" TEXT NOT NULL,
    "account_id" UUID NOT NULL,

    CONSTRAINT "account_slugs_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "plan" "plan" NOT NULL DEFAULT 'trial',
    "leads_max" INTEGER,
    "lead_count" INTEGER NOT NULL DEFAULT 0,
    "imports_last" INTEGER NOT NULL DEFAULT 0,
    "changes_last" INTEGER NOT NULL DEFAULT 0,
    "report_mails_to_admins" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_changes" (
    "account_id" UUID NOT NULL,
    "change" INTEGER NOT NULL,
    "kind" "lead_change_kind" NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "leads_after" INTEGER NOT NULL,
    "import_number" INTEGER,
    "user_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lead_changes_pkey" PRIMARY KEY ("account_id","change")
);

-- CreateTable
CREATE TABLE "members" (
    "account_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "members_pkey" PRIMARY KEY ("account_id","user_id")
);

-- CreateTable
CREATE TABLE "leads" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "company" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "email_status" "email_status" NOT NULL DEFAULT 'not_verified',
    "custom" JSONB NOT NULL DEFAULT '{}',
    "import_number" INTEGER,
    "import_row" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "leads_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "deleted_emails" (
    "account_id" UUID NOT NULL,
    "email_hash" BYTEA NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deleted_emails_pkey" PRIMARY KEY ("account_id","email_hash")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "rejects" "email_status"[] DEFAULT ARRAY[]::"email_status"[],
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "campaign_leads" (
    "account_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "import_number" INTEGER,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_leads_pkey" PRIMARY KEY ("account_id","campaign_id","lead_id")
);

-- CreateTable
CREATE TABLE "files" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "files_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "imports" (
    "account_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "start_key" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "mapping" JSONB NOT NULL,
    "update" BOOLEAN NOT NULL,
    "blank_cells" "blank_cells" NOT NULL DEFAULT 'keep',
    "campaign_id" UUID,
    "status" "import_status" NOT NULL DEFAULT 'queued',
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "cursor_row" INTEGER NOT NULL DEFAULT 1,
    "batches" INTEGER NOT NULL DEFAULT 0,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("account_id","number")
);

-- CreateTable
CREATE TABLE "import_batches" (
    "account_id" UUID NOT NULL,
    "import_number" INTEGER NOT NULL,
    "batch" INTEGER NOT NULL,
    "row_first" INTEGER NOT NULL,
    "row_last" INTEGER NOT NULL,
    "tally" JSONB NOT NULL,
    "leads_before" INTEGER NOT NULL,
    "leads_after" INTEGER NOT NULL,
    "change" INTEGER NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_batches_pkey" PRIMARY KEY ("account_id","import_number","batch")
);

-- CreateTable
CREATE TABLE "import_rows" (
    "account_id" UUID NOT NULL,
    "import_number" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "row_last" INTEGER NOT NULL,
    "outcome" "outcome" NOT NULL,
    "code" TEXT,
    "cause" TEXT,
    "detail" TEXT,
    "email" TEXT,
    "other_row" INTEGER,
    "lead_id" UUID,
    "changes" JSONB,

    CONSTRAINT "import_rows_pkey" PRIMARY KEY ("account_id","import_number","row")
);

-- CreateTable
CREATE TABLE "import_campaign_rows" (
    "account_id" UUID NOT NULL,
    "import_number" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "outcome" "campaign_outcome" NOT NULL,
    "code" TEXT,
    "cause" TEXT,
    "email" TEXT NOT NULL,
    "lead_id" UUID NOT NULL,

    CONSTRAINT "import_campaign_rows_pkey" PRIMARY KEY ("account_id","import_number","row")
);

-- CreateTable
CREATE TABLE "mails" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subject_key" TEXT NOT NULL,
    "import_number" INTEGER,
    "recipient" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "status" "mail_status" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "provider_id" TEXT,
    "message" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mails_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "logins_user_id_idx" ON "logins"("user_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "account_slugs_account_id_key" ON "account_slugs"("account_id");

-- CreateIndex
CREATE INDEX "members_user_id_idx" ON "members"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "leads_account_id_email_key" ON "leads"("account_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "campaigns_account_id_name_key" ON "campaigns"("account_id", "name");

-- CreateIndex
CREATE INDEX "campaign_leads_account_id_lead_id_idx" ON "campaign_leads"("account_id", "lead_id");

-- CreateIndex
CREATE INDEX "imports_status_lease_until_idx" ON "imports"("status", "lease_until");

-- CreateIndex
CREATE UNIQUE INDEX "imports_account_id_start_key_key" ON "imports"("account_id", "start_key");

-- CreateIndex
CREATE INDEX "import_rows_account_id_import_number_outcome_code_row_idx" ON "import_rows"("account_id", "import_number", "outcome", "code", "row");

-- CreateIndex
CREATE INDEX "import_campaign_rows_account_id_import_number_outcome_row_idx" ON "import_campaign_rows"("account_id", "import_number", "outcome", "row");

-- CreateIndex
CREATE UNIQUE INDEX "mails_account_id_subject_key_recipient_key" ON "mails"("account_id", "subject_key", "recipient");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "logins" ADD CONSTRAINT "logins_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lead_changes" ADD CONSTRAINT "lead_changes_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "deleted_emails" ADD CONSTRAINT "deleted_emails_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "campaign_leads" ADD CONSTRAINT "campaign_leads_account_id_campaign_id_fkey" FOREIGN KEY ("account_id", "campaign_id") REFERENCES "campaigns"("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "campaign_leads" ADD CONSTRAINT "campaign_leads_account_id_lead_id_fkey" FOREIGN KEY ("account_id", "lead_id") REFERENCES "leads"("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "files" ADD CONSTRAINT "files_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_account_id_file_id_fkey" FOREIGN KEY ("account_id", "file_id") REFERENCES "files"("account_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_account_id_campaign_id_fkey" FOREIGN KEY ("account_id", "campaign_id") REFERENCES "campaigns"("account_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_account_id_import_number_fkey" FOREIGN KEY ("account_id", "import_number") REFERENCES "imports"("account_id", "number") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;



-- What the models cannot say.

-- AddCheck
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_lead_count_within_plan" CHECK ("lead_count" >= 0 AND ("leads_max" IS NULL OR "lead_count" <= "leads_max"));

-- AddCheck
ALTER TABLE "leads" ADD CONSTRAINT "leads_email_is_a_key" CHECK (length("email") BETWEEN 3 AND 254);

-- AddCheck
ALTER TABLE "leads" ADD CONSTRAINT "leads_added_by_whole" CHECK (("import_number" IS NULL) = ("import_row" IS NULL));

-- AddCheck
ALTER TABLE "imports" ADD CONSTRAINT "imports_finished_when_ended" CHECK (("finished_at" IS NOT NULL) = ("status" IN ('completed', 'cancelled', 'failed')));

-- AddCheck
ALTER TABLE "imports" ADD CONSTRAINT "imports_cursor_not_before_header" CHECK ("cursor_row" >= 0 AND "batches" >= 0);

-- AddCheck
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_rows_in_order" CHECK ("row_last" >= "row_first" AND "leads_before" >= 0 AND "leads_after" >= 0);

-- AddCheck
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_span" CHECK ("row_last" = "row" OR ("row_last" > "row" AND "outcome" IN ('blank', 'added', 'not_processed')));

-- AddCheck
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_rejected_has_reason" CHECK (("outcome" = 'rejected') = ("code" IS NOT NULL) AND ("code" IS NULL OR "code" IN ('row_unreadable', 'email_missing', 'email_invalid', 'email_permanently_deleted', 'already_in_account', 'max_leads_reached')));

-- AddCheck
ALTER TABLE "import_campaign_rows" ADD CONSTRAINT "import_campaign_rows_rejected_has_reason" CHECK (("outcome" = 'rejected') = ("code" IS NOT NULL) AND ("code" IS NULL OR "code" = 'not_valid'));

-- Finds the first row of this import that modified the same lead.
-- CreateIndex
CREATE INDEX "import_rows_modified_lead_idx" ON "import_rows"("account_id", "import_number", "lead_id") WHERE "outcome" IN ('changed', 'unchanged');

-- AddCheck
ALTER TABLE "lead_changes" ADD CONSTRAINT "lead_changes_counts" CHECK ("added" >= 0 AND "deleted" >= 0 AND "added" + "deleted" > 0 AND "leads_after" >= 0);

-- AddCheck
ALTER TABLE "lead_changes" ADD CONSTRAINT "lead_changes_import_named" CHECK (("kind" = 'import') = ("import_number" IS NOT NULL));
