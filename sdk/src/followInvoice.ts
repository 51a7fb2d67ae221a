import { backoff, mayPass, pause } from './backoff.js'
import { isCheckoutError } from './errors.js'
import { readJson } from './json.js'
import type { InvoiceMessage } from './openapi.gen.js'
import { OPERATIONS } from './operations.gen.js'
import { messagesOf } from './stream.js'
import type { Transport } from './transport.js'

const OPERATION = 'get_v1_public_invoice_id_events'

/** What happened, and the number to go on `after`; null for what is told while it goes on and is kept nowhere. */
export type FollowedMessage = InvoiceMessage & { id: string | null }

export type FollowOptions = {
  /** The number of the last message that was seen; everything from the first one on is told unless given. */
  after?: string
  signal?: AbortSignal
}

/**
 * What happens to an invoice, as it happens, until there is nothing more to tell. A stream that breaks off is opened again behind its last
 * message, for as long as that takes.
 */
export async function* followInvoice(
  transport: Transport,
  id: string,
  { after, signal }: FollowOptions,
): AsyncGenerator<FollowedMessage, void, undefined> {
  let last = after
  let fruitless = 0
  for (;;) {
    if (fruitless > 0) await pause(backoff(fruitless), signal)
    fruitless += 1
    try {
      const body = await transport.send(
        OPERATION,
        { path: { id }, query: { after: last } },
        { signal },
        bodyOf,
      )
      if (body === null) return
      for await (const message of messagesOf(body, signal)) {
        fruitless = 0
        last = message.id ?? last
        yield { ...(readJson(message.data, OPERATIONS[OPERATION].tells) as InvoiceMessage), id: message.id }
      }
    } catch (error) {
      signal?.throwIfAborted()
      // What breaks off in the middle of a stream is none of the client's errors.
      if (isCheckoutError(error) && !mayPass(error)) throw error
    }
    signal?.throwIfAborted()
  }
}

/** Null where there is nothing more to tell. */
function bodyOf(response: Response): Promise<ReadableStream<Uint8Array> | null> {
  return Promise.resolve(response.status === 204 ? null : response.body)
}
