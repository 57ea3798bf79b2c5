-- When the bytes of an imported file were removed: its reports stay. (A file that was never imported goes as a whole.)
-- AlterTable
ALTER TABLE "files" ADD COLUMN "removed_at" TIMESTAMPTZ(3);
