/** What the pipeline's core answers: plain, so that a server can write it as it is. */
export type Reply = {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array | null
  /** Instead of a body: text that comes as things happen. */
  stream?: TextStream
  /** Instead of a body: one long text, part by part, each asked for when the one before it has gone. */
  parts?: TextParts
}

/** Where reading fails half-way the connection breaks, so that nobody takes a part for the whole. */
export type TextParts = AsyncGenerator<string, void, undefined>

/** Where a stream's text goes. */
export type Sink = {
  /** False when the reader does not keep up, or is gone: the stream should end. */
  write(text: string): boolean
  end(): void
}

/** Begins to write when opened, which happens once; the function given back is called when the reader has gone. */
export type TextStream = { open(sink: Sink): () => void }

/** What a reader may leave unread before it is let go of. */
export const UNREAD_BYTES = 64 * 1024

export function jsonReply(status: number, text: string, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: text }
}

/** Bytes of a body as it is sent. */
export function lengthOf(body: Reply['body']): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : (body?.byteLength ?? 0)
}

/** The reply as Next wants it. */
export function toResponse({ status, headers, body, stream, parts }: Reply): Response {
  if (parts) return new Response(pulled(parts), { status, headers })
  if (stream) return new Response(readable(stream), { status, headers })
  const content = typeof body === 'string' || body === null ? body : new Uint8Array(body)
  return new Response(content, { status, headers })
}

/** A stream that nobody will read: opened and ended, so that it gives back what it holds. */
export function discard({ stream, parts }: Reply): void {
  stream?.open({ write: () => false, end: () => {} })()
  void parts?.return()
}

function pulled(parts: TextParts): ReadableStream {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const part = await parts.next()
      if (part.done) controller.close()
      else controller.enqueue(encoder.encode(part.value))
    },
    async cancel() {
      await parts.return()
    },
  })
}

function readable(stream: TextStream): ReadableStream {
  const encoder = new TextEncoder()
  let close = () => {}
  return new ReadableStream(
    {
      start(controller) {
        close = stream.open({
          write(text) {
            controller.enqueue(encoder.encode(text))
            return (controller.desiredSize ?? 0) > 0
          },
          end() {
            // Closing would keep what is unread for a reader who may never come.
            if ((controller.desiredSize ?? 0) > 0) controller.close()
            else controller.error(new Error('the reader does not keep up'))
          },
        })
      },
      cancel: () => close(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: UNREAD_BYTES }),
  )
}
