'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { PayView } from '@/lib/pay/view'
import { follow } from './follow'
import { countOut, type ShortWords } from './countOut'

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
  /** What is said of a new amount; null where there is none. */
  amountNow: string | null
  /** What is said while nothing comes through. */
  lostWords: string
  shortWords: ShortWords
}

/**
 * Keeps the page true without a reload, and tells screen readers when its state has changed and when the time runs short. Stays
 * when there is no more news, so that the last change is still spoken.
 */
export function LiveUpdates(props: Props) {
  const {
    invoiceId,
    news,
    after,
    state,
    announcement,
    timer,
    lock,
    amount,
    amountNow,
    lostWords,
    shortWords,
  } = props
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
    if (before.state !== state || before.amount === amount || amountNow === null) return
    setSpoken(amountNow)
  }, [state, amount, amountNow])

  const lockEnds = lock?.endsAt ?? null
  const lockNow = lock?.now ?? null
  useEffect(() => {
    if (lockEnds === null || lockNow === null) return
    return countOut(lockEnds - lockNow, { onEnd: () => router.refresh() })
  }, [lockEnds, lockNow, router])

  const { fiveMinutes, oneMinute } = shortWords
  const expiresAt = timer?.expiresAt ?? null
  const now = timer?.now ?? null
  useEffect(() => {
    if (expiresAt === null || now === null) return
    return countOut(expiresAt - now, {
      words: { fiveMinutes, oneMinute },
      onShort: setSpoken,
      onEnd: () => router.refresh(),
    })
  }, [expiresAt, now, router, fiveMinutes, oneMinute])

  return (
    <>
      <output aria-live="polite" className="sr-only" data-live="">
        {spoken}
      </output>
      {lost && news !== 'never' && (
        <p className="rounded-xl bg-tone-soft p-4 text-sm text-tone" data-tone="careful">
          {lostWords}
        </p>
      )}
    </>
  )
}
