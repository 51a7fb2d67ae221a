import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { TextParts } from '@/lib/http/reply'

/** Writes a long text as fast as the client takes it. One that fails half-way, or whose client has gone, is cut off. */
export function sendParts(
  status: number,
  headers: Record<string, string>,
  parts: TextParts,
  response: ServerResponse,
): void {
  response.writeHead(status, headers)
  void pipeline(Readable.from(parts), response).catch(() => response.destroy())
}
