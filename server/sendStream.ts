import type { ServerResponse } from 'node:http'
import { UNREAD_BYTES, type TextStream } from '@/lib/http/reply'

/** What was written last has so long to arrive; a client that reads nothing would hold its connection for ever. */
const LAST_WORDS_MS = 10_000

/** Writes a stream straight to the socket, and tells it when the client has gone. One that does not keep up is cut off. */
export function sendStream(
  status: number,
  headers: Record<string, string>,
  stream: TextStream,
  response: ServerResponse,
): void {
  response.writeHead(status, headers)
  response.socket?.setNoDelay(true)
  const close = stream.open({
    write(text) {
      response.write(text)
      return !response.destroyed && response.writableLength < UNREAD_BYTES
    },
    end() {
      if (response.writableLength >= UNREAD_BYTES) return response.destroy()
      response.end()
      const cut = setTimeout(() => response.destroy(), LAST_WORDS_MS)
      cut.unref()
      response.once('close', () => clearTimeout(cut))
    },
  })
  response.once('close', close)
}
