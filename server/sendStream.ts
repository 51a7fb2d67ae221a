import type { ServerResponse } from 'node:http'
import { UNREAD_BYTES, type TextStream } from '@/lib/http/reply'

/** Writes a stream straight to the socket, and tells it when the client has gone. */
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
    end: () => response.end(),
  })
  response.once('close', close)
}
