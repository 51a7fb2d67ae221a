import postgres from 'postgres'

type Hears = {
  onMessage: (message: string) => void
  /** Each time that listening has begun, also again after the connection was lost: what came in between was not heard. */
  onListening: () => void
}

export type Listener = { close(): void }

/** LISTENs to a channel over a connection of its own, which comes back by itself where the server does. */
export function openListener(url: string, channel: string, { onMessage, onListening }: Hears): Listener {
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    fetch_types: false,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: 'crypto-checkout-live' },
  })
  // Whoever does not hear its own messages opens another listener: a failure needs no other answer.
  sql.listen(channel, onMessage, onListening).catch(() => {})
  return { close: () => void sql.end({ timeout: 0 }).catch(() => {}) }
}
