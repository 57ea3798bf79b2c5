import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** What the line between a worker and the database does. */
export type Line =
  | { kind: 'open' }
  /** Every piece is held up this long, and up to `jitterMs` more. */
  | { kind: 'slow'; delayMs: number; jitterMs: number }
  /** Takes everything and passes nothing on, in both directions; nobody is told. */
  | { kind: 'black hole' }
  /** The next COMMIT reaches the database; its answer does not come back, the connection is cut. Then the line is open. */
  | { kind: 'cut after commit' }

export type BadLine = {
  port: number
  set(line: Line): void
  /** COMMITs after which the line was cut. */
  cuts(): number
  close(): Promise<void>
}

/** The message of PostgreSQL's protocol that says COMMIT. */
const commit = Buffer.from('Q\0\0\0\x0bCOMMIT\0', 'latin1')

/** A TCP proxy in front of a server on 127.0.0.1, whose line can be made bad while connections are open. */
export async function startProxy(serverPort: () => number): Promise<BadLine> {
  const state: State = { line: { kind: 'open' }, cuts: 0, sockets: new Set() }
  const server = createServer({ allowHalfOpen: true }, (client) => join(state, client, serverPort()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    set: (line) => {
      state.line = line
    },
    cuts: () => state.cuts,
    async close() {
      for (const socket of state.sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

type State = { line: Line; cuts: number; sockets: Set<Socket> }

function join(state: State, client: Socket, port: number): void {
  const database = connect(port, '127.0.0.1')
  const both = [client, database]
  const end = () => {
    for (const socket of both) socket.destroy()
  }
  for (const socket of both) {
    state.sockets.add(socket)
    socket.on('error', end).on('close', () => state.sockets.delete(socket))
  }
  const link: Link = { cut: false }
  forward(state, { from: client, to: database, link, end, seesCommit: true })
  forward(state, { from: database, to: client, link, end, seesCommit: false })
}

/** One connection: once it is cut, nothing that the database says comes back. */
type Link = { cut: boolean }
type Way = { from: Socket; to: Socket; link: Link; end: () => void; seesCommit: boolean }

function forward(state: State, { from, to, link, end, seesCommit }: Way): void {
  let before = Promise.resolve()
  const inOrder = (work: () => Promise<void>) => {
    before = before.then(work)
  }
  from.on('data', (piece: Buffer) => {
    from.pause()
    inOrder(async () => {
      await pass(state, { piece, to, link, end, seesCommit })
      from.resume()
    })
  })
  from.on('end', () => inOrder(async () => void (state.line.kind === 'black hole' || to.end())))
}

type Piece = Omit<Way, 'from'> & { piece: Buffer }

async function pass(state: State, { piece, to, link, end, seesCommit }: Piece): Promise<void> {
  const { line } = state
  if (line.kind === 'black hole' || link.cut) return
  if (line.kind === 'slow') await pause(line.delayMs + Math.random() * line.jitterMs)
  if (line.kind === 'cut after commit' && seesCommit && piece.includes(commit)) {
    state.line = { kind: 'open' }
    state.cuts++
    link.cut = true
    to.write(piece)
    setTimeout(end, 50) // time for the database to commit
    return
  }
  if (!to.destroyed) to.write(piece)
}
