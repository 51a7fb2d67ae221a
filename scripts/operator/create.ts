import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readEnv } from '@/lib/env'
import { createApp } from '@/lib/server/app'
import { appointOperator } from '@/lib/services/users/appointOperator'

const USAGE = `npm run operator:create -- --email EMAIL [--name BUSINESS]

Lets a person run this instance (its environment names the database). Somebody with an account keeps it and becomes an
operator; for anybody else an account is made, and a link printed with which they choose a password within an hour.

  --name   the business of a new account (Operator)`

const { values } = parseArgs({
  options: { email: { type: 'string' }, name: { type: 'string', default: 'Operator' } },
})

async function main(): Promise<void> {
  const email = z.email().safeParse(values.email)
  if (!email.success) throw new Error(USAGE)
  const app = createApp(readEnv())
  try {
    const { link } = await appointOperator(app, { email: email.data, businessName: values.name })
    console.log(`operator   ${email.data}`)
    console.log(link ? `password   ${link}   (works once, for an hour)` : 'password   as it was')
  } finally {
    await app.pool.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
