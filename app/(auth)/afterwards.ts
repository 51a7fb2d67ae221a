import { after } from 'next/server'
import { describeError } from '@/lib/describeError'
import { getApp, type App } from '@/lib/server/app'
import { deliverMails } from '@/lib/services/mail/deliverMails'

/** Once the answer is out: does `work`, then sends the mail that was written. Nobody waits for a mail server. */
export function afterwards(work: (app: App) => Promise<unknown> = () => Promise.resolve()): void {
  const app = getApp()
  after(async () => {
    try {
      await work(app)
      await deliverMails(app, app.mailer)
    } catch (error) {
      app.log.error({ error: describeError(error) }, 'what follows an answer was not done')
    }
  })
}
