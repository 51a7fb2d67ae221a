import { expect, inject, it } from 'vitest'
import { invoices } from '@/db/schema'
import { createClients } from '../world/clients'
import { QUIET } from '../world/plan'
import { startSimulation } from '../world/simulation'
import { row } from './row'

it('row 25: 50 parallel idempotent creates make one invoice, and another body is refused', async () => {
  const simulation = await startSimulation({ seed: 'parallel', plan: QUIET, adminUrl: inject('adminUrl') })
  const clients = createClients(simulation)
  const wanted = clients.draw('one key')
  const other = { ...wanted, body: { ...wanted.body, title: 'Another' } }
  const asked = [...Array.from({ length: 50 }, () => wanted), other].map((one) => clients.send(one))
  while (asked.some(({ job }) => job.state === 'running')) await simulation.step()

  const told = asked.flatMap(({ job }) => (job.result ? [job.result] : []))
  const taken = told.filter(({ status }) => status === 201)
  // Whichever of the two bodies came first is the one that counts.
  expect([1, 50]).toContain(taken.length)
  expect(new Set(taken.map(({ json }) => json['id'])).size).toBe(1)
  expect(taken.filter(({ replayed }) => !replayed)).toHaveLength(1)
  const refused = told.filter(({ status }) => status !== 201)
  expect(refused).toHaveLength(51 - taken.length)
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([409]))
  expect(await simulation.connections.books.select().from(invoices)).toHaveLength(1)
  await simulation.close()
}, 120_000)

row(25, 'idempotent creates asked again after crashes and lost commits', {
  plan: { kills: 0.6, cuts: 0.3, invoices: 10, events: 30 },
  struck: ['create again', 'replayed', 'kill'],
})

row(26, "cancelling and expiry racing a payment; a stranger's sweep", {
  plan: { cancels: true, edges: true, strangers: true, workers: 3, events: 40, invoices: 8, amounts: true },
  struck: ['cancel', 'stranger', 'overlap', 'swept'],
})

row(24, 'crash between recording a sweep and sending it', {
  plan: { killAt: ['eth_sendRawTransaction'], events: 40, invoices: 6 },
  struck: ['killed at eth_sendRawTransaction', 'swept'],
})

row(24, 'crash between sending a sweep and noting it', {
  plan: { killAt: ['update "sweeps"'], events: 40, invoices: 6 },
  struck: ['killed at update "sweeps"', 'swept'],
})
