import type { Translator } from '@/lib/i18n/translator'
import type { PayInvoice } from './input'
import { isDelayed, openExceptions, type PayState } from './payState'
import type { Notice } from './view'
import type { Words } from './words'

/** Nobody waits for the network in these states. */
const AT_REST: readonly PayState[] = ['delayed', 'paid', 'overpaid', 'cancelled', 'refunded', 'undone']

/** What stands beside the state and is not already what the state says. */
export function noticesOf(view: PayInvoice, state: PayState, words: Words, t: Translator<'pay'>): Notice[] {
  const open = openExceptions(view)
  const notices: Notice[] = []
  const tell = (kind: Kind, title = t(`notices.${kind}.title`, words.args)) =>
    notices.push({ tone: 'careful', title, text: t(`notices.${kind}.text`, words.args) })
  if (isDelayed(view) && !AT_REST.includes(state)) tell('delayed')
  if (open.has('overpaid') && state !== 'overpaid') tell('overpaid')
  if (open.has('late') && state !== 'late') tell('late')
  if (open.has('wrong_asset') && state !== 'wrong_asset') {
    const { foreign } = words
    if (foreign) tell('wrong_asset', t('notices.wrong_asset.titleWhich', { foreign }))
    else tell('wrong_asset')
  }
  if (state === 'cancelled' && open.has('underpaid')) tell('underpaid')
  if (open.has('held')) tell('held')
  return notices
}

type Kind = 'delayed' | 'overpaid' | 'late' | 'wrong_asset' | 'underpaid' | 'held'
