import { expect, test } from 'vitest'
import { pool } from './client'
import { scaleFaults } from './scale-rules'
import { testDatabase } from './test-database'

testDatabase()

test('the migrated database keeps the rules that let it be spread over machines', async () => {
  expect(await scaleFaults(pool())).toEqual([])
})

const key = 'account_id uuid, id uuid, PRIMARY KEY (account_id, id)'

test.each([
  ['CREATE TABLE bad (id uuid PRIMARY KEY)', /^bad has no account_id, and is not listed as shared/],
  ['CREATE TABLE bad (account_id uuid)', /^bad has no primary key/],
  [
    'CREATE TABLE bad (id uuid PRIMARY KEY, account_id uuid)',
    /^bad: unique key bad_pkey does not begin with/,
  ],
  [`CREATE TABLE bad (${key}, email text UNIQUE)`, /^bad: unique key bad_email_key does not begin with/],
  [
    `CREATE TABLE bad (${key}); CREATE UNIQUE INDEX bad_part ON bad (lower(id::text)) WHERE id IS NULL`,
    /^bad: unique key bad_part/,
  ],
  [
    'CREATE UNIQUE INDEX bad_slug ON accounts (slug)',
    /^accounts: unique key bad_slug does not begin with id/,
  ],
  [`CREATE TABLE bad (${key}, user_id uuid REFERENCES users)`, /^bad: foreign key \w+ does not begin with/],
  [
    `CREATE TABLE bad (${key}, by uuid, FOREIGN KEY (by, account_id) REFERENCES members (user_id, account_id))`,
    /^bad: foreign key \w+ does not begin with/,
  ],
  [
    `CREATE TABLE bad (${key}, FOREIGN KEY (account_id) REFERENCES users)`,
    /^bad: foreign key \w+ does not begin with/,
  ],
  [
    `CREATE TABLE bad (${key}, FOREIGN KEY (account_id) REFERENCES accounts ON UPDATE CASCADE)`,
    /ON UPDATE NO ACTION/,
  ],
  [
    `CREATE TABLE bad (${key}, FOREIGN KEY (account_id, id) REFERENCES leads ON DELETE SET NULL)`,
    /must not SET NULL/,
  ],
  ['ALTER TABLE users ADD home uuid REFERENCES accounts', /^users: foreign key \w+ of a shared table names/],
  [
    'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TRIGGER bad BEFORE INSERT ON leads FOR EACH ROW EXECUTE FUNCTION f()',
    /^leads has the trigger bad/,
  ],
  ['ALTER TABLE leads ADD n serial', /^leads\.n is numbered by a sequence/],
  ['ALTER TABLE users ADD n int GENERATED ALWAYS AS IDENTITY', /^users\.n is numbered by a sequence/],
])('%s is found out', async (script, fault) => {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    await client.query(script)
    expect(await scaleFaults(client)).toContainEqual(expect.stringMatching(fault))
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})
