import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Received = { from: string; to: string[]; text: string }

/** A real SMTP server on a port of its own, which keeps what it gets. */
export async function startMailbox() {
  const received: Received[] = []
  let refusing = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refusing) return callback(new Error('try again later'))
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          text: readable(Buffer.concat(chunks).toString('utf8')),
        })
        callback()
      })
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    refuse(yes: boolean): void {
      refusing = yes
    },
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}

/** The link of a mail to a page of this site. */
export function linkIn(text: string, page: string): URL {
  const link = new RegExp(`https?://\\S+/${page}\\S*`).exec(text)?.[0]
  if (!link) throw new Error(`no link to ${page} in: ${text}`)
  return new URL(link)
}

/** A mail as it is read: soft line breaks joined, escapes undone. */
function readable(raw: string): string {
  return raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
