'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { readForm, refusal } from '@/app/(auth)/form'
import { found } from '@/app/dashboard/found'
import { EMPTY, type FormState } from '@/components/auth/formState'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { followHref } from '@/lib/dashboard/withdrawals'
import { isDomainError, type DomainError } from '@/lib/domain/errors'
import { getApp } from '@/lib/server/app'
import { confirmWithdrawals } from '@/lib/services/withdrawals/confirmWithdrawals'

const HOME = '/dashboard/withdrawals'
const told = z.object({
  network: z.string().regex(/^[a-z0-9-]{1,40}$/),
  tx: z
    .string()
    .trim()
    .regex(/^0x[0-9a-f]{64}$/i, {
      error: 'Enter the whole hash: 0x and 64 digits, as your wallet or the explorer shows it.',
    }),
})

/** Leads to where a transaction is followed. */
export async function follow(_before: FormState, data: FormData): Promise<FormState> {
  await requireSession(HOME)
  const form = readForm(told, data)
  if (!form.ok) return form.state
  redirect(followHref(form.input.network, form.input.tx.toLowerCase()))
}

/** Looks for a transaction on its network; the page shows it once it is there. */
export async function look(_before: FormState, data: FormData): Promise<FormState> {
  const session = await requireSession(HOME)
  const form = readForm(told, data)
  if (!form.ok) return form.state
  const { network, tx } = form.input
  try {
    await found(confirmWithdrawals(getApp(), sessionActor(session), { network, txHashes: [tx] }))
  } catch (error) {
    if (!isDomainError(error)) throw error
    if (error.code !== 'TRANSACTION_ALREADY_USED') return answerTo(error, data)
  }
  redirect(`${followHref(network, tx.toLowerCase())}?did=confirmed`)
}

const FINAL: Readonly<Record<string, string>> = {
  failed: 'The network took this transaction, but it failed: it moved nothing. Prepare the withdrawal again.',
  foreign: 'This transaction moves nothing from your addresses. Check the hash and the network.',
}

/** What only has to be waited for is no error. */
function answerTo(error: DomainError, data: FormData): FormState {
  const reason = error.detail.constraints?.reason
  const final = typeof reason === 'string' ? FINAL[reason] : undefined
  if (final) return refusal(final, data)
  const text =
    error.code === 'NETWORK_UNREACHABLE'
      ? `${error.message}. Your transaction is not lost.`
      : 'Not in a block yet. This page goes on looking; you can leave it, and come back to this address.'
  return { ...EMPTY, message: { tone: 'careful', text } }
}
