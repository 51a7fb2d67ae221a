import { expect, it, vi } from 'vitest'
import { messagesOf, type StreamMessage } from './stream.js'

const TEXT = ':\n\nid: 1\ndata: {"a":"ü"}\n\n:\n\nid:2\ndata:b\ndata: c\n\nretry: 5\n\ndata: tick\n\n'
const MESSAGES = [
  { id: '1', data: '{"a":"ü"}' },
  { id: '2', data: 'b\nc' },
  { id: null, data: 'tick' },
]

function streamOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

async function read(body: ReadableStream<Uint8Array>): Promise<StreamMessage[]> {
  const messages: StreamMessage[] = []
  for await (const message of messagesOf(body, undefined)) messages.push(message)
  return messages
}

const bytes = (text: string) => new TextEncoder().encode(text)

it.each([
  ['whole', [bytes(TEXT)]],
  ['byte by byte', [...bytes(TEXT)].map((byte) => Uint8Array.of(byte))],
  [
    'with the ends of lines of Windows, byte by byte',
    [...bytes(TEXT.replaceAll('\n', '\r\n'))].map((byte) => Uint8Array.of(byte)),
  ],
])('reads a stream that comes %s', async (_, chunks) => {
  expect(await read(streamOf(chunks))).toEqual(MESSAGES)
})

it('leaves out a message that did not come to its end', async () => {
  expect(await read(streamOf([bytes('data: one\n\ndata: tw')]))).toEqual([{ id: null, data: 'one' }])
})

it('does not wait for a server that is gone without a word, and lets go of it', async () => {
  const cancel = vi.fn<() => void>()
  const silent = new ReadableStream<Uint8Array>({ cancel })
  await expect(messagesOf(silent, undefined, 20).next()).rejects.toThrow('nothing came for 20 ms')
  expect(cancel).toHaveBeenCalled()
})

it('lets go of a stream that is left, and of one whose signal ends it', async () => {
  const cancel = vi.fn<() => void>()
  const endless = () =>
    new ReadableStream<Uint8Array>({ start: (it) => it.enqueue(bytes('data: one\n\n')), cancel })
  for await (const _ of messagesOf(endless(), undefined)) break
  expect(cancel).toHaveBeenCalledTimes(1)
  const ending = new AbortController()
  for await (const _ of messagesOf(endless(), ending.signal)) ending.abort()
  expect(cancel).toHaveBeenCalledTimes(2)
})
