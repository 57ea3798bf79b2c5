import { type Import, readImports } from './import-graph'
import { impure, rules } from './import-rules'

/** Every import that goes in a wrong direction, as a line "file:line imports x: rule". */
export function importFaults(all: Import[] = readImports()): string[] {
  const product = all.filter((one) => !isTest(one.from))
  const broken = product.flatMap((one) =>
    rules
      .filter((rule) => rule.breaks(one))
      .map((rule) => `${one.from}:${one.line} imports ${one.to}: ${rule.says}`),
  )
  return [...broken, ...impureFaults(product), ...cycleFaults(product)]
}

/** Tests build worlds and look into everything. */
function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/test-[^/]+\.ts$/.test(file)
}

/** Components and emails that reach, through whatever they import, what is not pure. */
function impureFaults(all: Import[]): string[] {
  const values = all.filter((one) => !one.typeOnly)
  const starts = new Set(values.map((one) => one.from).filter((file) => /^(components|emails)\//.test(file)))
  return [...starts].flatMap((start) => {
    const way = wayTo(start, values, (one) => impure.test(one.to))
    return way ? [`${way.join(' → ')}: components and emails see pure lib files only`] : []
  })
}

/** The shortest way from a file to an import that is `wanted`, in value imports; null when there is none. */
function wayTo(start: string, imports: Import[], wanted: (one: Import) => boolean): string[] | null {
  const ways = new Map([[start, [start]]])
  for (const [file, way] of ways) {
    for (const one of imports.filter((candidate) => candidate.from === file)) {
      if (wanted(one)) return [...way, one.to]
      if (one.ours && !ways.has(one.to)) ways.set(one.to, [...way, one.to])
    }
  }
  return null
}

/** Folders of lib that import each other, directly or in a ring. Types count: a folder that needs them needs it. */
function cycleFaults(all: Import[]): string[] {
  const folder = (path: string) => path.match(/^lib\/[^/]+(?=\/)/)?.[0]
  const between = all.flatMap((one) => {
    const [from, to] = [folder(one.from), folder(one.to)]
    return from && to && from !== to ? [{ ...one, from, to, ours: true }] : []
  })
  const rings = new Map<string, string>()
  for (const start of new Set(between.map((one) => one.from))) {
    const way = wayTo(start, between, (one) => one.to === start)
    if (way)
      rings.set([...new Set(way)].sort().join(), `${way.join(' → ')}: no cycles between folders of lib`)
  }
  return [...rings.values()]
}
