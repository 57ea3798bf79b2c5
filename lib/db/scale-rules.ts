import type { ClientBase, Pool } from 'pg'

/** Tables that belong to no account. Every other table must carry account_id. */
const shared = [
  'users',
  'sessions',
  'logins',
  'verifications',
  'password_resets',
  'person_mails',
  'tries',
  'account_slugs',
  '_prisma_migrations',
]

/**
 * What in a database stands against the schema rules that keep the way to Citus open, one sentence each; empty when
 * nothing does. The rules: ARCHITECTURE.md, "Past one machine".
 */
export async function scaleFaults(client: Pool | ClientBase): Promise<string[]> {
  const all = rules.map((rule) => `(${tables} ${rule})`).join('\nUNION ALL\n')
  const { rows } = await client.query<{ fault: string }>(`${all} ORDER BY fault`, [shared])
  return rows.map((row) => row.fault)
}

/**
 * All tables with the column that names their account: `id` in accounts, account_id elsewhere, null in shared ones.
 */
const tables = `
  WITH t AS (
    SELECT c.oid, c.relname AS name,
      CASE WHEN c.relname = ANY($1::text[]) THEN NULL WHEN c.relname = 'accounts' THEN 'id' ELSE 'account_id' END AS owner
    FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
  ), col AS (
    SELECT attrelid AS oid, attnum, attname AS name, attidentity AS identity FROM pg_attribute
    WHERE attnum > 0 AND NOT attisdropped
  )`

const rules = [
  `SELECT t.name || ' has no ' || owner || ', and is not listed as shared by all accounts' AS fault FROM t
   WHERE owner IS NOT NULL AND NOT EXISTS (SELECT FROM col WHERE col.oid = t.oid AND col.name = owner)`,

  `SELECT t.name || ' has no primary key' AS fault FROM t
   WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)`,

  `SELECT t.name || ': unique key ' || i.indexrelid::regclass || ' does not begin with ' || owner AS fault
   FROM t JOIN pg_index i ON i.indrelid = t.oid AND (i.indisunique OR i.indisexclusion)
   LEFT JOIN col ON col.oid = t.oid AND col.attnum = i.indkey[0]
   WHERE owner IS NOT NULL AND col.name IS DISTINCT FROM owner`,

  `SELECT t.name || ': foreign key ' || f.conname || ' does not begin with ' || t.owner || ' on both sides' AS fault
   FROM t JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f'
   JOIN t AS target ON target.oid = f.confrelid
   JOIN col ON col.oid = t.oid AND col.attnum = f.conkey[1]
   JOIN col AS aim ON aim.oid = target.oid AND aim.attnum = f.confkey[1]
   WHERE t.owner IS NOT NULL AND (col.name <> t.owner OR aim.name IS DISTINCT FROM target.owner)`,

  `SELECT t.name || ': foreign key ' || conname || ' must have ON UPDATE NO ACTION' AS fault
   FROM t JOIN pg_constraint ON conrelid = t.oid AND contype = 'f' WHERE owner IS NOT NULL AND confupdtype <> 'a'`,

  `SELECT t.name || ': foreign key ' || conname || ' must not SET NULL or SET DEFAULT' AS fault
   FROM t JOIN pg_constraint ON conrelid = t.oid AND contype = 'f' WHERE owner IS NOT NULL AND confdeltype IN ('n', 'd')`,

  `SELECT t.name || ': foreign key ' || conname || ' of a shared table names the tenant table ' || target.name AS fault
   FROM t JOIN pg_constraint ON conrelid = t.oid AND contype = 'f' JOIN t AS target ON target.oid = confrelid
   WHERE t.owner IS NULL AND target.owner IS NOT NULL`,

  `SELECT t.name || ' has the trigger ' || tgname AS fault FROM t JOIN pg_trigger ON tgrelid = t.oid WHERE NOT tgisinternal`,

  `SELECT t.name || '.' || col.name || ' is numbered by a sequence' AS fault
   FROM t JOIN col USING (oid) LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = col.attnum
   WHERE col.identity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%'`,
]
