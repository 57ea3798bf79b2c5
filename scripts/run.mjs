// Runs scripts/<name>.ts, right after `git clone` too: `node scripts/run.mjs <name> [arguments]`. Plain JavaScript
// without dependencies, for whatever Node the machine has. It installs what the lock file says, generates the
// database client, and goes on with the Node 24 that comes with npm.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { delimiter, dirname, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const path = (...parts) => join(root, ...parts)
const nodeOwn = path('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const generated = path('lib', 'db', 'generated')
const [name, ...args] = process.argv.slice(2)

process.chdir(root)
requireNode(20)
if (!installed()) alone(() => installed() || install())
if (!generatedNow()) alone(() => generatedNow() || generate())
await goOn()

function requireNode(least) {
  if (Number(process.versions.node.split('.')[0]) >= least) return
  fail(`Fairlead needs Node ${least} or newer; this is ${process.versions.node}.`)
}

/** Whether node_modules holds, version by version, what the lock file says. */
function installed() {
  const wanted = readJson(path('package-lock.json'))?.packages
  const there = readJson(path('node_modules', '.package-lock.json'))?.packages
  if (!wanted || !there || !existsSync(nodeOwn)) return false
  return Object.entries(wanted).every(([place, { version, optional, link }]) =>
    place === '' || link ? true : there[place] ? there[place].version === version : optional === true,
  )
}

function install() {
  say('Installing packages (once, and whenever the lock file changes)…')
  // Not with the Node in node_modules: that is what gets replaced.
  const outside = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((part) => !part.includes(`node_modules${sep}.bin`))
  const { status, error } = spawnSync(
    'npm',
    ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      env: { ...process.env, PATH: outside.join(delimiter) },
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    },
  )
  if (error) fail(`npm could not be run (${error.message}). Fairlead needs Node and npm.`)
  if (status !== 0) {
    fail(
      'The packages could not be installed; npm says why above. The first start needs to reach an npm registry.',
    )
  }
  if (!existsSync(nodeOwn))
    fail('Node 24 is missing after the install. Allow install scripts in npm, then try again.')
}

/** What the database client is made from; kept beside it. */
function clientSource() {
  const version = readJson(path('node_modules', 'prisma', 'package.json'))?.version
  return createHash('sha256')
    .update(`${version}\n${readFileSync(path('prisma', 'schema.prisma'))}`)
    .digest('hex')
}

function generatedNow() {
  return read(join(generated, 'made-from')) === clientSource() && existsSync(join(generated, 'client.ts'))
}

function generate() {
  say('Generating the database client…')
  const prisma = path('node_modules', 'prisma', 'build', 'index.js')
  const { status, stdout, stderr } = spawnSync(nodeOwn, [prisma, 'generate'], {
    env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  })
  if (status !== 0) fail(`The database client could not be generated:\n${stdout}${stderr}`)
  writeFileSync(join(generated, 'made-from'), clientSource())
}

/** Does the work while no other process of this checkout does; a lock of a killed one is taken over. */
function alone(work) {
  mkdirSync(path('.fairlead'), { recursive: true, mode: 0o711 })
  const lock = path('.fairlead', 'preparing')
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const owner = Number(read(lock))
      if (owner && !alive(owner)) rmSync(lock, { force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
  process.once('exit', () => rmSync(lock, { force: true }))
  work()
  rmSync(lock, { force: true })
}

/** Goes on in this process when it runs on the Node that comes with npm, else in a child on that one. */
async function goOn() {
  const script = path('scripts', `${name}.ts`)
  if (!name || !existsSync(script)) fail(`There is no scripts/${name}.ts.`)
  if (process.versions.node === readJson(path('node_modules', 'node', 'package.json')).version) {
    process.argv = [process.argv[0], script, ...args]
    module.enableCompileCache?.(path('node_modules', '.cache', 'compiled'))
    const { register } = await import('tsx/esm/api')
    register()
    await import(pathToFileURL(script).href)
    return
  }
  const child = spawn(nodeOwn, [path('scripts', 'run.mjs'), name, ...args], { stdio: 'inherit' })
  // Ctrl-C reaches the child by itself; what is sent to this process alone is handed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // A signal sent to npm alone ends npm and the shell between us, and reaches nobody else.
  const parent = process.ppid
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref()
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : code
  })
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

function readJson(file) {
  const text = read(file)
  return text === null ? null : JSON.parse(text)
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

function fail(sentence) {
  say(sentence)
  process.exit(1)
}
