import { expect, it } from 'vitest'
import { mails } from '@/db/schema'
import { smtpMailer } from '@/lib/mail/smtp'
import { deliverMails } from '@/lib/services/mail/deliverMails'
import { postMail } from '@/lib/services/mail/postMail'
import { inTransaction } from '@/lib/services/transaction'
import { accountsWorld } from './world'

const world = await accountsWorld()
const { app, mailbox } = world
const mail = {
  to: 'somebody@example.com',
  subject: 'Grüße',
  text: 'A secret link: https://x.example/y?token=z\n',
}
const left = () => app.db.select().from(mails)

it('sends nothing of a transaction that failed, and keeps what waits unreadable', async () => {
  await expect(
    inTransaction(app, async (tx) => {
      await postMail(tx, mail)
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await left()).toEqual([])
  await postMail(app, mail)
  expect(JSON.stringify(await left())).not.toMatch(/somebody|secret/)
  expect(await world.deliver()).toEqual({ sent: 1 })
  expect(mailbox.received.at(-1)).toMatchObject({ from: 'no-reply@checkout.example', to: [mail.to] })
  expect(await left()).toEqual([])
})

it('sends each once, however many look for it', async () => {
  const before = mailbox.received.length
  for (let index = 0; index < 10; index++) await postMail(app, mail)
  const sent = await Promise.all([world.deliver(), world.deliver(), world.deliver()])
  expect(sent.reduce((sum, one) => sum + one.sent, 0)).toBe(10)
  expect(mailbox.received).toHaveLength(before + 10)
})

it('tries again later what the server does not take, and gives up in the end', async () => {
  mailbox.refuse(true)
  await postMail(app, mail)
  expect(await world.deliver()).toEqual({ sent: 0 })
  expect(await world.deliver()).toEqual({ sent: 0 })
  expect(await left()).toMatchObject([{ tries: 1 }])
  for (let index = 1; index < 8; index++) {
    world.advance(128 * 60_000)
    await world.deliver()
  }
  expect(await left()).toEqual([])
  mailbox.refuse(false)
})

it('goes on with what a process took and did not send', async () => {
  await postMail(app, mail)
  const never = { send: () => new Promise<void>(() => {}) }
  void deliverMails(app, never)
  await expect.poll(async () => (await left())[0]?.claimedUntil).toBeTruthy()
  expect(await world.deliver()).toEqual({ sent: 0 })
  world.advance(5 * 60_000)
  expect(await world.deliver()).toEqual({ sent: 1 })
})

it('waits no longer than told for a server that says nothing', async () => {
  const nowhere = smtpMailer({ url: 'smtp://127.0.0.1:1', from: 'a@example.com' })
  await expect(nowhere.send(mail)).rejects.toThrow(/ECONNREFUSED/)
})
