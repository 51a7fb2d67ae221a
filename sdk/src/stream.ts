/** One message of a stream of Server-Sent Events. */
export type StreamMessage = { id: string | null; data: string }

/** The server says something every 15 seconds, if only that it is there. */
const SILENCE_MS = 45_000

/**
 * The messages of a stream, each as it comes, until it ends or the signal ends it; comments, such as heartbeats, are left out. Rejects when
 * it breaks off, or nothing at all has come for too long.
 */
export async function* messagesOf(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
  silence = SILENCE_MS,
): AsyncGenerator<StreamMessage, void, undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  const end = () => void reader.cancel().catch(() => undefined)
  signal?.addEventListener('abort', end, { once: true })
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader, silence)
      if (done) return
      const blocks = (rest + decoder.decode(value, { stream: true })).replaceAll('\r\n', '\n').split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const message = messageIn(block)
        if (message) yield message
      }
    }
  } finally {
    signal?.removeEventListener('abort', end)
    end()
  }
}

/** What is read next; a server that is gone without a word is not waited for longer. */
async function withinSilence(reader: ReadableStreamDefaultReader<Uint8Array>, silence: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silent = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came for ${silence} ms`)), silence)
  })
  try {
    return await Promise.race([reader.read(), silent])
  } finally {
    clearTimeout(timer)
  }
}

function messageIn(block: string): StreamMessage | null {
  const lines = block.split('\n')
  const valuesOf = (name: string) =>
    lines.flatMap((line) =>
      line.startsWith(`${name}:`) ? [line.slice(name.length + 1).replace(/^ /, '')] : [],
    )
  const data = valuesOf('data')
  return data.length === 0 ? null : { id: valuesOf('id').at(-1) ?? null, data: data.join('\n') }
}
