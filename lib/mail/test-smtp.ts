import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** What the server does with the next mail; `accept` when the script has run out. */
export type SmtpStep =
  | 'accept'
  | 'busy'
  | 'refuse_recipient'
  | 'refuse_message'
  | 'cut_before_message'
  | 'accept_then_cut'
  | 'accept_then_silence'

type Received = { envelope: { from: string; to: string[] }; raw: string; mail: ParsedMail }

/** A real SMTP server on loopback that keeps what it accepts and fails as scripted. */
export async function startSmtpServer(script: SmtpStep[] = []) {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  let step: SmtpStep = 'accept'
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_address, _session, done) => {
      step = script.shift() ?? 'accept'
      done(step === 'busy' ? failure('Try later', 451) : null)
    },
    onRcptTo: (_address, _session, done) => {
      if (step === 'cut_before_message') return cut()
      done(step === 'refuse_recipient' ? failure('No such user', 550) : null)
    },
    onData: async (stream, session, done) => {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk as Buffer)
      if (step === 'refuse_message') return done(failure('Looks like spam', 554))
      const raw = Buffer.concat(chunks).toString('utf8')
      const { mailFrom, rcptTo } = session.envelope
      const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) }
      received.push({ envelope, raw, mail: await simpleParser(raw) })
      if (step === 'accept_then_cut') return cut()
      if (step !== 'accept_then_silence') done()
    },
  })
  server.on('error', () => {}) // connections that the tests cut
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    script,
    received,
    stop: async () => {
      cut()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

function failure(text: string, responseCode: number): Error {
  return Object.assign(new Error(text), { responseCode })
}
