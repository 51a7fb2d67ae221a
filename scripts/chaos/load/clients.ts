import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@/tests/simulation/engine/random'
import type { Tally } from '../tally'
import type { Api } from './api'
import type { Payer } from './payer'
import { toldOf, type Asset, type Told } from './told'

/** The order in which an invoice's statuses come, on a chain that is never reorganised. */
const LADDER = ['pending', 'partial', 'confirming', 'paid']

type Parts = {
  api: Api
  payer: Payer
  assets: readonly Asset[]
  receiverUrl: string
  random: Random
  tally: Tally
  told: Told[]
}

/** One customer after the other at one shop: the shop creates an invoice, the customer pays it, somebody looks at some invoice. */
export async function runClient(name: string, parts: Parts, isOver: () => boolean): Promise<void> {
  const { random, told } = parts
  for (let number = 1; !isOver(); number += 1) {
    const invoice = await create(`${name}-${number}`, parts)
    told.push(invoice)
    await payFor(invoice, parts)
    await look(random.pick(told), parts)
    await pause(random.between(0, 200))
  }
}

async function create(key: string, { api, assets, receiverUrl, random, tally }: Parts): Promise<Told> {
  const asset = random.pick(assets)
  const body = JSON.stringify({
    title: key,
    items: [{ name: 'Thing', quantity: 1, unit_price: random.between(200, 9_900) / 100 }],
    currency: 'USD',
    crypto_currency: asset.symbol,
    expires_in: 86_400,
    webhook_url: receiverUrl,
    confirmation_settings: { merchant_override: 2 },
  })
  // Some ask twice at once, of two servers perhaps.
  const answers = await Promise.all(
    Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => api.create(key, body)),
  )
  const [first, second] = answers
  if (!first) throw new Error('a create ends with an answer')
  for (const { replayed } of answers) tally.count(replayed ? 'creates answered again' : 'creates answered')
  if (second && second.text !== first.text) tally.object(`${key} was told two different things`)
  return toldOf(key, body, first.text, asset)
}

/** In one transfer or two, too much, or not at all. */
async function payFor(invoice: Told, { payer, random, tally }: Parts): Promise<void> {
  const { quoted } = invoice
  const half = quoted / 2n
  const amounts = random.pick([[quoted], [quoted], [quoted], [half, quoted - half], [quoted * 2n], []])
  for (const amount of amounts) {
    const txHash = await payer.pay(invoice.address, invoice.asset, amount)
    invoice.sent.push({ txHash, amount })
    tally.count('transfers sent')
  }
}

async function look(invoice: Told, { api, tally }: Parts): Promise<void> {
  const answer = await api.read(invoice.id)
  tally.count(answer ? `reads answered ${answer.status}` : 'reads not answered')
  if (!answer || answer.status >= 500) return
  if (answer.status !== 200) return tally.object(`${invoice.id} was told and is ${answer.status}`)
  const { status } = JSON.parse(answer.text) as { status: string }
  const [before, now] = [LADDER.indexOf(invoice.status), LADDER.indexOf(status)]
  // Reads of one invoice may overtake each other by a moment; what was paid stays paid.
  if (now < 0 || (invoice.status === 'paid' && now < before))
    tally.object(`${invoice.id} was told to be ${invoice.status}, and then ${status}`)
  if (now > before) invoice.status = status
}
