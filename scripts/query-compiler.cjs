const { readFileSync } = require('node:fs')

// In the bundle of a worker, Prisma's query compiler stands for the module of the same name: the text of the WebAssembly
// is read when Prisma asks for it, once, and let go of, where that module would keep it twice (9 MB).
const module_ = '@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.js'

Object.defineProperty(exports, 'wasm', {
  enumerable: true,
  get: () => {
    const [, base64] = /const wasm = "([^"]+)"/.exec(readFileSync(require.resolve(module_), 'latin1')) ?? []
    if (!base64) throw new Error(`${module_} does not hold what was expected of it.`)
    return base64
  },
})
