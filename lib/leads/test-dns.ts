import type { AddressInfo } from 'node:net'
import { createServer, Packet } from 'dns2'

/** What a test's DNS says of a domain: `silent` never answers, `failing` says it cannot. */
export type Zone = Record<string, { mx?: string[]; a?: string } | 'silent' | 'failing'>

/** A real DNS server on loopback that knows these domains and no others; `asked` counts the questions for MX. */
export async function testDns(zone: Zone) {
  const asked: string[] = []
  const server = createServer({
    udp: true,
    handle: (request, send) => {
      const response = Packet.createResponseFromRequest(request)
      const question = request.questions[0]
      if (!question) return send(response)
      const { name, type } = question
      if (type === Packet.TYPE.MX) asked.push(name)
      const known = zone[name.toLowerCase()]
      if (known === 'silent') return
      if (known === 'failing')
        response.header.rcode = 2 // SERVFAIL
      else if (!known)
        response.header.rcode = 3 // NXDOMAIN
      else if (type === Packet.TYPE.MX)
        for (const exchange of known.mx ?? [])
          response.answers.push({
            name,
            type,
            class: Packet.CLASS.IN,
            ttl: 60,
            exchange,
            priority: 10,
          } as never)
      else if (type === Packet.TYPE.A && known.a)
        response.answers.push({ name, type, class: Packet.CLASS.IN, ttl: 60, address: known.a } as never)
      send(response)
    },
  })
  await server.listen({ udp: { port: 0, address: '127.0.0.1' } })
  const { port } = server.addresses().udp as AddressInfo
  return { address: `127.0.0.1:${port}`, asked, close: () => server.close() }
}
