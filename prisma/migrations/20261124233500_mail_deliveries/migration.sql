-- What became of a mail after the provider had accepted it, as it reports; and the receipt of a report.

-- CreateEnum
CREATE TYPE "mail_delivery" AS ENUM ('delivered', 'delayed', 'bounced', 'complained', 'suppressed', 'failed');

-- AlterTable
ALTER TABLE "mails" ADD COLUMN "delivery" "mail_delivery";

-- AlterTable
ALTER TABLE "mails" ADD COLUMN "delivery_reason" TEXT;

-- AlterTable
ALTER TABLE "mails" ADD COLUMN "delivery_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "mails_provider_id_idx" ON "mails"("provider_id");

-- AlterTable
ALTER TABLE "imports" ADD COLUMN "receipt" TEXT;
