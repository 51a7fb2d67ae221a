import type { Reply, TextStream } from './reply'

export const EVENT_STREAM = 'text/event-stream'

/** A comment, which clients ignore: it opens a stream and shows that it lives. */
export const COMMENT = ':\n\n'

/** A message of Server-Sent Events: data on one line, and the number from which a client resumes, where it has one. */
export function sseMessage(json: string, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}data: ${json}\n\n`
}

/** The stream as a reply; 204 tells a client that there is nothing more, so that it does not come back. */
export function streamReply(stream: TextStream | null): Reply {
  if (!stream) return { status: 204, headers: { 'cache-control': 'no-store' }, body: null }
  return {
    status: 200,
    headers: {
      'content-type': `${EVENT_STREAM}; charset=utf-8`,
      // Whoever compresses or keeps a stream holds back its events; nginx asks for a header of its own.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
    body: null,
    stream,
  }
}
