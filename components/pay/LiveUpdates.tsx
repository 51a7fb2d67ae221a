'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { PayView } from '@/lib/pay/view'
import { follow } from './follow'
import { countOut } from './countOut'

type Props = {
  invoiceId: string
  news: PayView['news']
  /** The number of the last event that this rendering knows. */
  after: number
  /** Changes when the state does. Ticks of confirmations do not change it, so that they are not read out. */
  state: string
  announcement: string
  timer: PayView['timer']
  /** When the amount is quoted anew; null where it is not. */
  lock: NonNullable<PayView['instruction']>['lock']
  /** What is to be sent; null where nothing is. */
  amount: string | null
}

/**
 * Keeps the page true without a reload, and tells screen readers when its state has changed and when the time runs short. Stays
 * when there is no more news, so that the last change is still spoken.
 */
export function LiveUpdates(props: Props) {
  const { invoiceId, news, after, state, announcement, timer, lock, amount } = props
  const router = useRouter()
  const [lost, setLost] = useState(false)

  // Where a stream begins; a later rendering does not begin it anew.
  const known = useRef(after)
  useEffect(() => {
    known.current = after
  }, [after])

  useEffect(() => {
    if (news === 'never') return
    return follow({
      invoiceId,
      news,
      after: known.current,
      onChange: () => router.refresh(),
      onConnection: (ok) => setLost(!ok),
    })
  }, [invoiceId, news, router])

  const announced = useRef(state)
  const [spoken, setSpoken] = useState('')
  useEffect(() => {
    if (announced.current === state) return
    announced.current = state
    setSpoken(announcement)
  }, [state, announcement])

  // A new amount in the same state is said calmly, as itself.
  const asked = useRef({ state, amount })
  useEffect(() => {
    const before = asked.current
    asked.current = { state, amount }
    if (before.state !== state || before.amount === amount || amount === null) return
    setSpoken(`The amount to send is now ${amount}.`)
  }, [state, amount])

  const lockEnds = lock?.endsAt ?? null
  const lockNow = lock?.now ?? null
  useEffect(() => {
    if (lockEnds === null || lockNow === null) return
    return countOut(lockEnds - lockNow, { onShort: () => {}, onEnd: () => router.refresh() })
  }, [lockEnds, lockNow, router])

  const expiresAt = timer?.expiresAt ?? null
  const now = timer?.now ?? null
  useEffect(() => {
    if (expiresAt === null || now === null) return
    return countOut(expiresAt - now, { onShort: setSpoken, onEnd: () => router.refresh() })
  }, [expiresAt, now, router])

  return (
    <>
      <output aria-live="polite" className="sr-only" data-live="">
        {spoken}
      </output>
      {lost && news !== 'never' && (
        <p className="rounded-xl bg-tone-soft p-4 text-sm text-tone" data-tone="careful">
          The connection is interrupted. This page tries again by itself; your payment does not need it.
        </p>
      )}
    </>
  )
}
