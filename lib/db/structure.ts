import type { ClientBase, Pool } from 'pg'

/** What a table is made of, as far as Prisma's models can say it. Columns in lists are joined by ", ". */
export type Table = {
  /** "text not null default", "timestamp(3) with time zone"… by column */
  columns: Record<string, string>
  primaryKey: string
  uniques: string[]
  indexes: string[]
  /** "account_id, file_id -> files(account_id, id) on delete no action on update no action" */
  foreignKeys: string[]
}

export type Structure = { tables: Record<string, Table>; enums: Record<string, string[]> }

/** Reads the structure of a database. Partial and expression indexes and CHECKs are left out: Prisma cannot say them. */
export async function readStructure(client: Pool | ClientBase): Promise<Structure> {
  const { rows } = await client.query<{ name: string; part: Table }>(readTables)
  const enums = await client.query<{ name: string; values: string[] }>(readEnums)
  return {
    tables: Object.fromEntries(rows.map((row) => [row.name, row.part])),
    enums: Object.fromEntries(enums.rows.map((row) => [row.name, row.values])),
  }
}

const names = (table: string, numbers: string) =>
  `(SELECT string_agg(a.attname, ', ' ORDER BY k.ord) FROM unnest(${numbers}) WITH ORDINALITY k(num, ord)
    JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.num)`

const action = (column: string) =>
  `CASE ${column} WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
   WHEN 'n' THEN 'set null' ELSE 'set default' END`

const list = (what: string, from: string) =>
  `coalesce((SELECT json_agg(${what} ORDER BY ${what}) FROM ${from}), '[]')`

const whole = (test: string) =>
  `pg_index i WHERE i.indrelid = c.oid AND ${test} AND i.indpred IS NULL AND i.indexprs IS NULL`

const readTables = `
  SELECT c.relname AS name, json_build_object(
    'columns', (SELECT json_object_agg(a.attname, format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || CASE WHEN a.atthasdef THEN ' default' ELSE '' END)
      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
    'primaryKey', (SELECT ${names('c.oid', 'i.indkey')} FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary),
    'uniques', ${list(names('c.oid', 'i.indkey'), whole('i.indisunique AND NOT i.indisprimary'))},
    'indexes', ${list(names('c.oid', 'i.indkey'), whole('NOT i.indisunique'))},
    'foreignKeys', ${list(
      `${names('c.oid', 'f.conkey')} || ' -> ' || f.confrelid::regclass || '(' || ${names('f.confrelid', 'f.confkey')}
        || ') on delete ' || ${action('f.confdeltype')} || ' on update ' || ${action('f.confupdtype')}`,
      `pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'`,
    )}
  ) AS part
  FROM pg_class c
  WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'`

const readEnums = `
  SELECT t.typname AS name, json_agg(e.enumlabel ORDER BY e.enumsortorder) AS values
  FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
  WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname`
