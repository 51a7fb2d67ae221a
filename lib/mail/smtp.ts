import { createTransport } from 'nodemailer'
import type { Mailer } from './port'

const PATIENCE_MS = 10_000

/** Sends over an SMTP server, such as `smtps://user:password@mail.example.com`; TLS wherever the server offers it. */
export function smtpMailer(options: { url: string; from: string }): Mailer {
  const transport = createTransport(
    {
      url: options.url,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: options.from },
  )
  return {
    async send({ to, subject, text }) {
      // As an address and no text: what a mailbox's name holds must not be read as several.
      await transport.sendMail({ to: { name: '', address: to }, subject, text })
    },
  }
}
