import type { Answer, Api } from '../load/api'
import type { Told } from '../load/told'
import type { Tally } from '../tally'
import type { Stored } from './stored'

/** What clients were told is what is stored, and is what they are told when they ask once more. */
export async function checkTold(
  told: readonly Told[],
  stored: Stored,
  api: Api,
  tally: Tally,
): Promise<void> {
  const byId = new Map(stored.invoices.map((row) => [row.id, row]))
  tally.count('invoices told', told.length)
  tally.count('invoices stored', stored.invoices.length)
  if (byId.size !== told.length) tally.object(`${told.length} invoices were told, ${byId.size} are stored`)
  for (const one of told) {
    const row = byId.get(one.id)
    if (!row) tally.object(`${one.id} was told and is not stored`)
    else if (row.address !== one.address) tally.object(`${one.id} was told another address than is stored`)
    await askAgain(one, api, tally)
    await readAgain(one, row?.status, api, tally)
  }
}

/** A busy machine may take longer than one request, or one of its statements, is given; what is answered then counts. */
async function patiently(ask: () => Promise<Answer | null>, tally: Tally): Promise<Answer | null> {
  for (let tries = 1; tries < 3; tries += 1) {
    const answer = await ask()
    if (answer && answer.status < 500) return answer
    tally.count('answers that took too long, at rest')
  }
  return ask()
}

/** Q2: the same key and body get the same bytes; with another body it is a conflict. */
async function askAgain({ key, body, answer, id }: Told, api: Api, tally: Tally): Promise<void> {
  const again = await patiently(() => api.tryCreate(key, body), tally)
  if (again?.status !== 201 || !again.replayed || again.text !== answer)
    tally.object(`${id} is told otherwise to whoever asks again: ${again?.status} ${again?.text}`)
  else tally.count('keys asked again, same answer')
  const other = JSON.stringify({ ...(JSON.parse(body) as object), title: 'another' })
  const refused = await patiently(() => api.tryCreate(key, other), tally)
  if (refused?.status !== 409)
    tally.object(`another body for the key of ${id} is answered ${refused?.status}`)
  else tally.count('keys asked with another body, refused')
}

async function readAgain(
  { id, status: lastTold }: Told,
  stored: string | undefined,
  api: Api,
  tally: Tally,
): Promise<void> {
  const answer = await patiently(() => api.read(id), tally)
  if (answer?.status !== 200) return tally.object(`${id} is answered ${answer?.status} ${answer?.text}`)
  const { status } = JSON.parse(answer.text) as { status: string }
  if (status !== stored) tally.object(`${id} is told to be ${status} and stored as ${stored}`)
  if (lastTold === 'paid' && status !== 'paid') tally.object(`${id} was told to be paid and is ${status}`)
}
