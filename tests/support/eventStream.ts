import { connect, type Socket } from 'node:net'

export type Message = { id: number | null; data: Record<string, unknown> }

/** A client of Server-Sent Events over a plain socket: nothing between the test and what was sent. */
export type Listening = {
  status: number
  headers: Record<string, string>
  /** Every line that came, comments included. */
  lines: string[]
  messages: Message[]
  /** Names of the events that came. */
  events(): unknown[]
  /** Resolves once what came satisfies the test, or rejects when the stream ends without. */
  until(satisfied: (messages: readonly Message[]) => boolean): Promise<void>
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>
  close(): void
}

/** Opens a stream and waits for its headers. `lastEventId` is sent as a browser does after a reconnect. */
export async function listenTo(base: string, path: string, lastEventId?: number): Promise<Listening> {
  const url = new URL(path, base)
  const socket = connect(Number(url.port), url.hostname)
  const resume = lastEventId === undefined ? '' : `last-event-id: ${lastEventId}\r\n`
  // HTTP/1.0: the body comes as it is, without chunks, and ends with the connection.
  socket.write(`GET ${url.pathname}${url.search} HTTP/1.0\r\nhost: ${url.host}\r\n${resume}\r\n`)
  return received(socket)
}

function received(socket: Socket): Promise<Listening> {
  return new Promise((resolve, reject) => {
    let text = ''
    let ended = false
    const changed = new Set<() => void>()
    const listening: Listening = {
      status: 0,
      headers: {},
      lines: [],
      messages: [],
      events: () => listening.messages.map(({ data }) => data.event),
      until: (satisfied) =>
        new Promise((done, failed) => {
          const look = () => {
            const isSatisfied = satisfied(listening.messages)
            if (!isSatisfied && !ended) return
            changed.delete(look)
            if (isSatisfied) done()
            else failed(new Error(`the stream ended with ${JSON.stringify(listening.lines)}`))
          }
          changed.add(look)
          look()
        }),
      ended: new Promise((done) => socket.once('close', () => done())),
      close: () => void socket.destroy(),
    }
    socket.setEncoding('utf8')
    socket.on('error', reject)
    socket.on('data', (chunk: string) => {
      text += chunk
      const head = text.indexOf('\r\n\r\n')
      if (head < 0) return
      if (listening.status === 0) {
        Object.assign(listening, headOf(text.slice(0, head)))
        resolve(listening)
      }
      const body = text.slice(head + 4)
      const blocks = body.split('\n\n').slice(0, -1)
      listening.lines = blocks.flatMap((block) => block.split('\n'))
      listening.messages = blocks.flatMap((block) => messageOf(block) ?? [])
      for (const look of changed) look()
    })
    socket.once('close', () => {
      ended = true
      for (const look of changed) look()
    })
  })
}

function headOf(text: string): Pick<Listening, 'status' | 'headers'> {
  const [first = '', ...lines] = text.split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const [name = '', ...value] = line.split(': ')
    return [name.toLowerCase(), value.join(': ')]
  })
  return { status: Number.parseInt(first.split(' ')[1] ?? '', 10), headers: Object.fromEntries(headers) }
}

function messageOf(block: string): Message | null {
  const data = /^data: (.*)$/m.exec(block)?.[1]
  const id = /^id: (\d+)$/m.exec(block)?.[1]
  return data ? { id: id === undefined ? null : Number(id), data: JSON.parse(data) } : null
}
