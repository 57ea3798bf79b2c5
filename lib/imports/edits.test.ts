import { expect, test } from 'vitest'
import { cellsEdited, type Edits, editsMax, editsSchema, withCell, withEdits } from './edits'

const edits: Edits = { 7: { 0: 'ana@acme.test' }, 9: { 1: '' } }

test('an edited cell is read as corrected, every other one as it stands in the file', () => {
  const row = { row: 7, kind: 'cells', cells: ['ana.acme.test', 'Ana'] } as const
  expect(withEdits({ ...row, cells: [...row.cells] }, edits)).toEqual({
    ...row,
    cells: ['ana@acme.test', 'Ana'],
  })
  expect(row.cells[0]).toBe('ana.acme.test')
  expect(withEdits({ row: 9, kind: 'cells', cells: ['x', 'Bo'] }, edits)).toMatchObject({ cells: ['x', ''] })
  expect(withEdits({ row: 8, kind: 'blank' }, edits)).toEqual({ row: 8, kind: 'blank' })
})

test('a cell is set, changed and put back; the last one put back leaves no row', () => {
  const set = withCell(edits, { row: 7, column: 2, value: 'Acme' })
  expect(set[7]).toEqual({ 0: 'ana@acme.test', 2: 'Acme' })
  expect(cellsEdited(set)).toBe(3)
  expect(withCell(set, { row: 7, column: 2, value: null })).toEqual(edits)
  expect(withCell(edits, { row: 9, column: 1, value: null })).toEqual({ 7: { 0: 'ana@acme.test' } })
})

test('rows and columns are numbers, and there is an end to how many', () => {
  expect(editsSchema.safeParse(edits).success).toBe(true)
  expect(editsSchema.safeParse({ seven: { 0: 'x' } }).success).toBe(false)
  expect(editsSchema.safeParse({ 7: { __proto__x: 'x' } }).success).toBe(false)
  const many = Object.fromEntries(Array.from({ length: editsMax + 1 }, (_, i) => [i, { 0: 'x' }]))
  expect(editsSchema.safeParse(many).success).toBe(false)
})
