import type { Structure, Table } from './structure'

/** One line of a model or enum: a name, and the rest as written. */
type Line = { name: string; rest: string }
type Block = { kind: string; name: string; lines: Line[]; attributes: string[] }

const scalarTypes: Record<string, string> = {
  String: 'text',
  Boolean: 'boolean',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Json: 'jsonb',
  Bytes: 'bytea',
  DateTime: 'timestamp(3) without time zone',
}

/** The structure that the models in the text of schema.prisma ask for, in the words of `readStructure`. */
export function modelStructure(schema: string): Structure {
  const blocks = [...schema.matchAll(/^(model|enum) (\w+) \{\n([\s\S]*?)^\}/gm)].map(readBlock)
  const models = blocks.filter((block) => block.kind === 'model')
  const enums = blocks.filter((block) => block.kind === 'enum')
  return {
    tables: Object.fromEntries(models.map((model) => [mapped(model), readModel(model, blocks)])),
    enums: Object.fromEntries(enums.map((one) => [mapped(one), one.lines.map((line) => line.name)])),
  }
}

function readBlock([, kind = '', name = '', body = '']: RegExpMatchArray): Block {
  const lines = body
    .split('\n')
    .map((line) => line.replace(/\/\/.*/, '').trim())
    .filter((line) => line !== '')
  return {
    kind,
    name,
    attributes: lines.filter((line) => line.startsWith('@@')),
    lines: lines
      .filter((line) => !line.startsWith('@@'))
      .map((line) => ({ name: line.split(/\s/)[0] ?? '', rest: line.replace(/^\S+\s*/, '') })),
  }
}

/** The name in the database of a block: its @@map. */
function mapped(block: Block): string {
  return block.attributes.join(' ').match(/@@map\("(\w+)"\)/)?.[1] ?? block.name
}

function column(line: Line): string {
  return line.rest.match(/@map\("(\w+)"\)/)?.[1] ?? line.name
}

function readModel(model: Block, blocks: Block[]): Table {
  const find = (type: string | undefined) => blocks.find((block) => block.name === type)
  const typeOf = (line: Line) => line.rest.match(/^\w+/)?.[0]
  const fields = model.lines.filter((line) => find(typeOf(line))?.kind !== 'model')
  const relations = model.lines.filter((line) => line.rest.includes('fields:'))
  const inline = (attribute: RegExp) => fields.filter((line) => attribute.test(line.rest)).map(column)
  const block = (attribute: string) =>
    model.attributes.filter((text) => text.startsWith(`${attribute}(`)).map((text) => columnsIn(text, model))
  return {
    columns: Object.fromEntries(fields.map((line) => [column(line), columnText(line, find(typeOf(line)))])),
    primaryKey: [...block('@@id'), ...inline(/@id\b/)].join('; '),
    uniques: [...block('@@unique'), ...inline(/@unique\b/)].sort(),
    indexes: block('@@index').sort(),
    foreignKeys: relations.map((line) => foreignKey(line, model, find(typeOf(line)))).sort(),
  }
}

/** `[accountId, number]` in the text of an attribute → "account_id, number". */
function columnsIn(text: string, model: Block): string {
  const inside = text.match(/\[([^\]]*)\]/)?.[1] ?? ''
  const fields = inside.split(',').map((name) => name.trim())
  return fields
    .map((field) => column(model.lines.find((line) => line.name === field) ?? { name: field, rest: '' }))
    .join(', ')
}

function columnText(line: Line, type: Block | undefined): string {
  const [, scalar = '', mark = ''] = line.rest.match(/^(\w+)(\?|\[\])?/) ?? []
  const native = line.rest
    .match(/@db\.(\w+(?:\(\d+\))?)/)?.[1]
    ?.replace(/^Timestamptz(.*)$/, 'timestamp$1 with time zone')
  const name = type ? mapped(type) : (native?.toLowerCase() ?? scalarTypes[scalar] ?? `unknown ${scalar}`)
  // Prisma declares list columns without NOT NULL.
  const required = mark === '' ? ' not null' : ''
  return `${name}${mark === '[]' ? '[]' : ''}${required}${line.rest.includes('@default(') ? ' default' : ''}`
}

function foreignKey(line: Line, model: Block, target: Block | undefined): string {
  if (!target) throw new Error(`${model.name}.${line.name} relates to a model that is not there.`)
  const part = (name: string) => line.rest.match(new RegExp(`${name}: (\\[[^\\]]*\\]|\\w+)`))?.[1] ?? ''
  const action = (name: string) =>
    part(name)
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase()
  return `${columnsIn(part('fields'), model)} -> ${mapped(target)}(${columnsIn(part('references'), target)}) on delete ${action('onDelete')} on update ${action('onUpdate')}`
}
