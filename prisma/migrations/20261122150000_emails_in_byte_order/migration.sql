-- Emails are keys: compared byte by byte whatever the collation of the database, which is faster to write, and lets the
-- unique index tell which emails begin with something.
-- AlterTable
ALTER TABLE "leads" ALTER COLUMN "email" TYPE TEXT COLLATE "C";
