/**
 * A CSV file for the browser to keep, sent as it is read: one part is asked for when the one before it has gone. Where reading fails
 * half-way the connection breaks, so that nobody takes a part for the whole.
 */
export function csvDownload(name: string, head: string, parts: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(head))
    },
    async pull(controller) {
      const part = await parts.next()
      if (part.done) controller.close()
      else controller.enqueue(encoder.encode(part.value))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store, no-transform',
    },
  })
}

/** `invoices-live-2026-01-31.csv`. */
export function csvName(what: string, mode: string, now: Date): string {
  return `${what}-${mode}-${now.toISOString().slice(0, 10)}.csv`
}
