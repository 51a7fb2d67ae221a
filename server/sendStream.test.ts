import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { toResponse, UNREAD_BYTES, type Sink, type TextStream } from '@/lib/http/reply'
import { sendStream } from './sendStream'

const CHUNK = 'x'.repeat(16 * 1024)
/** What the kernel keeps for a client on top, generously. */
const KERNEL_BYTES = 16 * 1024 * 1024

/** Writes until it is told that the reader does not keep up, and ends then, as an invoice's stream does. */
function floods(): { stream: TextStream; written: () => number; left: Promise<void> } {
  let written = 0
  let leave = () => {}
  const left = new Promise<void>((resolve) => (leave = resolve))
  const pour = (sink: Sink) => {
    written += CHUNK.length
    if (sink.write(CHUNK)) setImmediate(pour, sink)
    else sink.end()
  }
  const stream: TextStream = {
    open(sink) {
      pour(sink)
      return leave
    },
  }
  return { stream, written: () => written, left }
}

test('a client that reads nothing is cut off, with what was kept for it', async () => {
  const { stream, written, left } = floods()
  const server = createServer((_request, response) => sendStream(200, {}, stream, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => {})
  client.pause()
  client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await left
  expect(written()).toBeLessThan(KERNEL_BYTES)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  client.destroy()
})

test('through Next nothing is kept for it either', async () => {
  const { stream, written } = floods()
  const reader = toResponse({ status: 200, headers: {}, body: null, stream }).body?.getReader()
  await expect.poll(written).toBeGreaterThanOrEqual(UNREAD_BYTES)
  await expect(reader?.closed).rejects.toThrow('does not keep up')
  expect(written()).toBeLessThanOrEqual(UNREAD_BYTES + CHUNK.length)
})
