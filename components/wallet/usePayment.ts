import { useEffect, useRef, useState } from 'react'
import type { Config, Connector } from 'wagmi'
import { watchConnectors } from 'wagmi/actions'
import type { WalletOffer } from '@/lib/pay/walletOffer'
import { follow, type Outcome } from './follow'
import { forget, keep, type Kept } from './keep'
import { problemOf, type WalletProblem } from './problem'
import { balanceOf } from './reads'
import { tellServer } from './tell'
import { inUnits, walk } from './walk'
import { clientOn, connectAgain, connectTo, openWallets, walletsOf, type Connected } from './wallets'
import type { Step } from './way'

export type Phase =
  | { at: 'choosing' }
  | { at: 'connecting'; name: string }
  /** What it holds in words; null while it is on another network. */
  | { at: 'ready'; connected: Connected; held: string | null }
  | { at: 'walking'; connected: Connected; step: Step }
  | { at: 'sent'; kept: Kept; became: Outcome['became'] | null }

/** A payment from a wallet, from choosing the wallet to what became of the transaction. */
export function usePayment(offer: WalletOffer, before: Kept | null, seen: readonly string[]) {
  const [config] = useState<Config>(() => openWallets(offer))
  const [wallets, setWallets] = useState<Connector[]>(() => walletsOf(config))
  const [own, setPhase] = useState<Phase>(
    before ? { at: 'sent', kept: before, became: null } : { at: 'choosing' },
  )
  // Once the page shows it, there is another one to be paid, if any.
  const isSeen = own.at === 'sent' && own.kept.hash !== null && seen.includes(own.kept.hash)
  const phase: Phase = isSeen ? { at: 'choosing' } : own
  const [problem, setProblem] = useState<WalletProblem | null>(null)
  const { invoiceId, chain } = offer

  useEffect(() => watchConnectors(config, { onChange: () => setWallets(walletsOf(config)) }), [config])

  const connect = async (connector: Connector) => {
    setProblem(null)
    setPhase({ at: 'connecting', name: connector.name })
    try {
      await ready(await connectTo(config, connector))
    } catch (error) {
      setProblem(problemOf(error))
      setPhase({ at: 'choosing' })
    }
  }

  /** Connected: looks at what it holds, where it is on the network already. */
  const ready = async (connected: Connected) => {
    const isThere = (await connected.connector.getChainId()) === chain.id
    const client = isThere ? await clientOn(config, connected, chain.id, () => {}) : null
    const held = client && inUnits(await balanceOf(client, offer), offer)
    setPhase({ at: 'ready', connected, held })
  }

  const pay = async (connected: Connected) => {
    setProblem(null)
    const onStep = (step: Step) => setPhase({ at: 'walking', connected, step })
    onStep('reading')
    try {
      const onSent = (kept: Kept) => keep(invoiceId, kept)
      const kept = await walk({ config, connected, offer, onStep, onSent })
      setPhase({ at: 'sent', kept, became: null })
      await watch(kept, connected)
    } catch (error) {
      setProblem(problemOf(error))
      setPhase({ at: 'ready', connected, held: null })
    }
  }

  /** Follows what was sent; without a hash, or a wallet to ask, the page's own news tells what became of it. */
  const watch = async (kept: Kept, connected: Connected) => {
    if (kept.hash === null) return
    const client = await clientOn(config, connected, kept.chainId, () => {})
    const { became, hash } = await follow(client, kept.hash)
    const known = { ...kept, hash }
    if (became === 'mined' || became === 'repriced') {
      keep(invoiceId, known)
      // Only now: of one that is in no block yet the server can say nothing.
      void tellServer(invoiceId, known)
    }
    setPhase({ at: 'sent', kept: known, became })
  }

  /** After a reload, or when it was not found: by the wallet, if it lets itself be asked without a question. */
  const look = async (kept: Kept) => {
    setPhase({ at: 'sent', kept, became: null })
    try {
      const connected = await connectAgain(config, kept.connector)
      if (connected && connected.chainId === kept.chainId) await watch(kept, connected)
      else await tellServer(invoiceId, kept)
    } catch {
      setPhase({ at: 'sent', kept, became: 'lost' })
    }
  }

  useEffect(() => {
    if (isSeen) forget(invoiceId)
  }, [isSeen, invoiceId])

  const resumed = useRef(false)
  useEffect(() => {
    if (!before || resumed.current) return
    resumed.current = true
    void look(before)
  })

  const anew = () => {
    forget(invoiceId)
    setProblem(null)
    setPhase({ at: 'choosing' })
  }
  return { phase, problem, wallets, connect, pay, look, anew }
}
