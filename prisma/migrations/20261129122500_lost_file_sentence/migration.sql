-- Reports and "Import the rest" tell a lost file in the same sentence; the report shows it once when they do.
UPDATE "imports" SET "failure" = 'The file is no longer on the server. Choose it again and import it.'
WHERE "failure" = 'The file is no longer on the server. Choose it again and import the rest.';
