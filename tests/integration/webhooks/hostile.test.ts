import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { parseRange } from '@/lib/webhooks/addresses'
import type { Resolve } from '@/lib/webhooks/resolve'
import { createSender, type SenderOptions, type Sending } from '@/lib/webhooks/sender'
import { TEST_TLS } from '@/tests/support/tlsCertificate'
import { answering, ok, startReceiver, type Answer } from '@/tests/support/webhookReceiver'

const LOOPBACK = {
  ports: [443, 8443],
  ranges: [parseRange('127.0.0.0/8@1-65535')].filter((one) => one !== null),
}
const CLOSED = { ports: [443, 8443], ranges: [] }
const MEGABYTE = 1024 * 1024
/** Of a test whose receiver has to be waited for. */
const TIMEOUT_MS = 700

/** A name server that gives these answers, one after the other, the last of them for ever; and how often it was asked. */
function answers(...each: string[][]) {
  const asked: string[] = []
  const resolve: Resolve = async (name) => {
    asked.push(name)
    return each[Math.min(asked.length, each.length) - 1] ?? []
  }
  return { resolve, asked }
}

function senderWith(options: Partial<SenderOptions> = {}) {
  const sender = createSender({ rules: LOOPBACK, resolve: answers(['127.0.0.1']).resolve, ...options })
  afterAll(() => sender.close())
  return (url: string, more: Partial<Sending> = {}) =>
    sender.send({
      url,
      headers: { 'content-type': 'application/json' },
      body: '{}',
      timeoutMs: 5_000,
      allowedIps: [],
      signal: new AbortController().signal,
      ...more,
    })
}
const send = senderWith()

/** A server that speaks no HTTP of its own; `talk` gets each connection with its request. */
async function rawServer(talk: (write: (text: string | Buffer) => boolean, end: () => void) => void) {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () =>
      talk(
        (text) => socket.write(text),
        () => socket.destroy(),
      ),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

describe('answers', () => {
  it.each([
    [200, null],
    [201, null],
    [204, null],
    [299, null],
    [400, 'answered 400'],
    [410, 'answered 410'],
    [429, 'answered 429'],
    [500, 'answered 500'],
    [304, 'answered 304, and redirects are not followed'],
  ])('%i', async (code, error) => {
    const receiver = await startReceiver(answering(code))
    expect(await send(receiver.url)).toMatchObject({ status: code, error })
  })

  it.each([301, 302, 303, 307, 308])('%i to this machine is not followed', async (code) => {
    const inside = await startReceiver()
    const receiver = await startReceiver(answering(code, { location: inside.url }))
    expect(await send(receiver.url)).toMatchObject({
      status: code,
      error: `answered ${code}, and redirects are not followed`,
    })
    expect(inside.received).toEqual([])
  })

  it('tells how long it is to be left alone', async () => {
    const receiver = await startReceiver(answering(503, { 'retry-after': '120' }))
    expect(await send(receiver.url)).toMatchObject({ status: 503, retryAfterMs: 120_000 })
  })

  it('uses its connections again', async () => {
    const ports = new Set<number | undefined>()
    const receiver = await startReceiver((response, received, request) => {
      ports.add(request.socket.remotePort)
      ok(response, received, request)
    })
    for (let time = 0; time < 10; time += 1) await send(receiver.url)
    // The next may begin while the last one's connection is still being put away.
    expect(ports.size).toBeLessThanOrEqual(2)
  })
})

describe('receivers that do not want to end are bounded', () => {
  it('one that never answers', async () => {
    const receiver = await startReceiver(() => {})
    const outcome = await send(receiver.url, { timeoutMs: TIMEOUT_MS })
    expect(outcome).toMatchObject({ status: null, error: 'no answer within 0.7 s' })
    expect(outcome.durationMs).toBeLessThan(TIMEOUT_MS + 2_000)
  })

  it('one that takes the connection and says nothing', async () => {
    const url = await rawServer(() => {})
    expect(await send(url, { timeoutMs: TIMEOUT_MS })).toMatchObject({ error: 'no answer within 0.7 s' })
  })

  it('one whose headers drip', async () => {
    const url = await rawServer((write) => {
      write('HTTP/1.1 200 OK\r\n')
      const drip = setInterval(() => write('x-drip: 1\r\n') || clearInterval(drip), 50)
      afterAll(() => clearInterval(drip))
    })
    expect(await send(url, { timeoutMs: TIMEOUT_MS })).toMatchObject({ error: 'no answer within 0.7 s' })
  })

  it('one that says “soon” without end', async () => {
    const url = await rawServer((write) => {
      const soon = setInterval(() => write('HTTP/1.1 103 Early Hints\r\n\r\n'), 50)
      afterAll(() => clearInterval(soon))
    })
    const outcome = await send(url, { timeoutMs: TIMEOUT_MS })
    expect(outcome.error).not.toBeNull()
    expect(outcome.durationMs).toBeLessThan(TIMEOUT_MS + 2_000)
  })

  it('one whose headers have no end', async () => {
    const url = await rawServer((write) => {
      write('HTTP/1.1 200 OK\r\n')
      for (let line = 0; line < 2_000; line += 1) write(`x-header-${line}: ${'x'.repeat(100)}\r\n`)
    })
    expect(await send(url)).toMatchObject({ status: null, error: 'the answer’s headers are too large' })
  })

  it('one whose body drips has taken it, and is let go of', async () => {
    const drip: Answer = (response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('.'), 20)
      response.once('close', () => clearInterval(timer))
    }
    const receiver = await startReceiver(drip)
    const outcome = await send(receiver.url)
    expect(outcome).toMatchObject({ status: 200, error: null })
    expect(outcome.durationMs).toBeLessThan(4_000)
  })

  it('one that answers with a gigabyte is cut off after a little of it', async () => {
    let written = 0
    let close = () => {}
    const closed = new Promise<void>((resolve) => (close = resolve))
    const flood: Answer = (response) => {
      response.writeHead(200, { 'content-length': `${1024 * MEGABYTE}` })
      const chunk = Buffer.alloc(64 * 1024)
      const more = () => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length
      }
      response.on('drain', more)
      response.once('close', close)
      more()
    }
    const receiver = await startReceiver(flood)
    expect(await send(receiver.url)).toMatchObject({ status: 200, error: null })
    await closed
    // What the kernels on the way hold is written too.
    expect(written).toBeLessThan(32 * MEGABYTE)
  })
})

describe('receivers that are none', () => {
  it('nobody listens', async () => {
    const receiver = await startReceiver()
    receiver.close()
    expect(await send(receiver.url)).toMatchObject({ status: null, error: 'the connection was refused' })
  })

  it('one that speaks something else', async () => {
    const url = await rawServer((write) => write('220 smtp.example ESMTP\r\n'))
    expect(await send(url)).toMatchObject({ status: null, error: 'the answer is not HTTP' })
  })

  it('one that hangs up', async () => {
    const url = await rawServer((_write, end) => end())
    expect(await send(url)).toMatchObject({ status: null, error: 'the connection broke off' })
  })

  it('a name without an address', async () => {
    const nothing = senderWith({
      resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
    })
    expect(await nothing('http://receiver.test:3000/')).toMatchObject({ error: 'the name has no address' })
    const empty = senderWith({ resolve: answers([]).resolve })
    expect(await empty('http://receiver.test:3000/')).toMatchObject({
      error: 'not sent: the name has no address',
    })
  })
})

describe('TLS', () => {
  it('goes to whom the certificate names, found by the name server', async () => {
    const receiver = await startReceiver(ok, { tls: TEST_TLS })
    const { port } = new URL(receiver.url)
    const trusting = senderWith({ ca: TEST_TLS.cert })
    expect(await trusting(`https://receiver.test:${port}/hook`)).toMatchObject({ status: 200, error: null })
    expect(receiver.received[0]?.headers.host).toBe(`receiver.test:${port}`)
    expect(await trusting(`https://other.test:${port}/hook`)).toMatchObject({
      status: null,
      error: 'the TLS connection is not valid (ERR_TLS_CERT_ALTNAME_INVALID)',
    })
  })

  it('trusts no certificate of its own making', async () => {
    const receiver = await startReceiver(ok, { tls: TEST_TLS })
    const { port } = new URL(receiver.url)
    expect(await send(`https://receiver.test:${port}/hook`)).toMatchObject({
      status: null,
      error: 'the TLS connection is not valid (DEPTH_ZERO_SELF_SIGNED_CERT)',
    })
    expect(receiver.received).toEqual([])
  })
})

describe('where a connection may go (W5)', () => {
  const inside = startReceiver()
  const insidePort = async () => new URL((await inside).url).port

  it('a literal private address, in every form', async () => {
    const closed = senderWith({ rules: CLOSED })
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost']) {
      const outcome = await closed(`http://${host}:${await insidePort()}/hook`)
      expect(outcome.error).toMatch(/^not sent: .* is not a public address$/)
    }
    expect((await inside).received).toEqual([])
  })

  it.each([
    '10.0.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '100.64.0.1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
  ])('a name that is %s', async (address) => {
    const outcome = await senderWith({ rules: CLOSED, resolve: answers([address]).resolve })(
      'https://evil.test/',
    )
    expect(outcome).toMatchObject({ status: null, error: `not sent: ${address} is not a public address` })
  })

  it('a name with one private address among public ones', async () => {
    const { resolve } = answers(['1.1.1.1', '10.0.0.1'])
    const outcome = await senderWith({ rules: CLOSED, resolve })('https://evil.test/')
    expect(outcome.error).toBe('not sent: 10.0.0.1 is not a public address')
  })

  it('a name that answers differently the second time is asked once a connection, and judged each time', async () => {
    const { resolve, asked } = answers(['127.0.0.1'], ['10.0.0.1'])
    const rebound = senderWith({ resolve })
    const receiver = await startReceiver(
      (response) => void response.writeHead(200, { connection: 'close' }).end(),
    )
    const url = `http://evil.test:${new URL(receiver.url).port}/hook`
    expect(await rebound(url)).toMatchObject({ status: 200 })
    expect(asked).toHaveLength(1)
    expect(await rebound(url)).toMatchObject({ error: 'not sent: 10.0.0.1 is not a public address' })
    expect(asked).toHaveLength(2)
  })

  it('a public address by http, or on another port', async () => {
    const closed = senderWith({ rules: CLOSED, resolve: answers(['1.1.1.1']).resolve })
    expect((await closed('http://merchant.test/')).error).toBe(
      'not sent: only https is spoken to public addresses',
    )
    expect((await closed('https://merchant.test:6379/')).error).toBe(
      'not sent: port 6379 is not open for webhooks',
    )
  })

  it('an address outside of allowed_ips, which open nothing (W4)', async () => {
    const url = (await inside).url
    expect((await send(url, { allowedIps: ['10.0.0.0/8'] })).error).toBe(
      'not sent: 127.0.0.1 is not in allowed_ips',
    )
    expect(await send(url, { allowedIps: ['127.0.0.0/8'] })).toMatchObject({ status: 200 })
    const closed = senderWith({ rules: CLOSED })
    expect((await closed(url, { allowedIps: ['127.0.0.0/8'] })).error).toBe(
      'not sent: 127.0.0.1 is not a public address',
    )
  })

  it('connections are not shared between those who may and those who may not', async () => {
    const receiver = await startReceiver()
    expect(await send(receiver.url)).toMatchObject({ status: 200 })
    expect((await send(receiver.url, { allowedIps: ['10.0.0.1'] })).error).toMatch(/allowed_ips/)
  })

  it('a name server that never answers', { timeout: 15_000 }, async () => {
    const slow = senderWith({ resolve: () => new Promise(() => {}) })
    expect((await slow('http://slow.test:3000/', { timeoutMs: TIMEOUT_MS })).error).toBe(
      'no answer within 0.7 s',
    )
    expect((await slow('http://slow.test:3000/', { timeoutMs: 10_000 })).error).toBe(
      'not sent: the name server does not answer',
    )
  })
})
