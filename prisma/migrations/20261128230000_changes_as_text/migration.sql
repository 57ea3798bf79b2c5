-- What a row changed is read as a whole and never searched: kept as the text it came as, it needs neither be taken
-- apart when it is written nor put together when it is read.
-- AlterTable
ALTER TABLE "import_rows" ALTER COLUMN "changes" TYPE JSON USING "changes"::json;
