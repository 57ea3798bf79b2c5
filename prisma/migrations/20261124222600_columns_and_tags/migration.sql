-- One tag for all rows of an import, what people chose for the columns of a file, and the account's own list of its
-- custom fields, which until now stood in its leads alone.

-- AlterTable
ALTER TABLE "imports" ADD COLUMN "tag" TEXT;

-- CreateTable
CREATE TABLE "column_mappings" (
    "account_id" UUID NOT NULL,
    "headers_hash" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "import_number" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "column_mappings_pkey" PRIMARY KEY ("account_id","headers_hash")
);

-- AddForeignKey
ALTER TABLE "column_mappings" ADD CONSTRAINT "column_mappings_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

INSERT INTO custom_fields (account_id, name)
SELECT DISTINCT account_id, jsonb_object_keys(custom) FROM leads WHERE custom <> '{}'
ON CONFLICT DO NOTHING;
