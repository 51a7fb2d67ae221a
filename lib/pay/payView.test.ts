import { describe, expect, test } from 'vitest'
import { INVOICE_STATUSES, EXCEPTIONS } from '@/lib/domain/invoice'
import { payView } from './payView'
import { EXPIRES, invoiceWith, minutes, NETWORKS, paymentWith, SCENES } from './testing'

const show = (view: Parameters<typeof payView>[0]) => payView(view, NETWORKS, 'en')
const scene = (name: string) => show(SCENES[name] ?? invoiceWith())

describe('what to send', () => {
  test('is one sentence with amount, token and network', () => {
    const { instruction, text } = scene('waiting')
    expect(instruction?.sentence).toBe('Send exactly 16.49\u00a0USDT on Ethereum to this address')
    expect(text.headline).toBe(instruction?.sentence)
  })

  test('is the rest once a part has arrived, at the same address', () => {
    const { instruction, text } = scene('partial')
    expect(text.headline).toBe('Send 6.49 more to the same address')
    expect(instruction).toMatchObject({
      amount: '6.49',
      sentence: 'Send exactly 6.49\u00a0USDT on Ethereum to the same address',
    })
  })

  test('keeps every digit that is owed, and groups none', () => {
    const ether = { network: 'ethereum', token: 'ETH', decimals: 18, requiredConfirmations: 12 }
    const units = 1_234_567_891_230_000_000_000n
    const base = invoiceWith()
    const { instruction } = show({
      ...base,
      option: { ...base.option, ...ether, quotedAmount: units },
      progress: { ...base.progress, required: units, remaining: units },
    })
    expect(instruction?.amount).toBe('1234.56789123')
  })

  test.each(Object.keys(SCENES))('%s shows its address once: to pay to, or to look back at', (name) => {
    const { instruction, pastAddress } = scene(name)
    expect([instruction?.address, pastAddress].filter(Boolean)).toEqual([
      '0x7cB57B5A97eAbe94205C07890BE4c1aD31E486A8',
    ])
  })

  test('is never shown once the time is over', () => {
    for (const status of INVOICE_STATUSES) {
      for (const open of EXCEPTIONS) {
        const view = show(invoiceWith({ invoice: { status }, open: [open], now: minutes(1, EXPIRES) }))
        expect(view.instruction).toBeNull()
        expect(view.timer).toBeNull()
      }
    }
  })
})

describe('the words', () => {
  test.each(Object.keys(SCENES))('%s says every part of it, without a gap', (name) => {
    const { text } = scene(name)
    for (const part of Object.values(text)) {
      expect(part.trim()).not.toBe('')
      expect(part).not.toMatch(/undefined|null|NaN|\[object/)
    }
  })

  test('a delayed network: do not pay again, whatever else is shown', () => {
    expect(scene('delayed').text.explanation).toContain('If you have paid, do not pay again')
    expect(scene('confirming-delayed').notices[0]?.text).toContain('If you have paid, do not pay again')
  })

  test('confirmations count up to what is asked', () => {
    expect(scene('confirming').text.headline).toBe('Confirming: 3 of 12')
    expect(scene('confirming').payments[0]?.status).toBe('3 of 12 confirmations')
    expect(scene('swept').payments[0]).toMatchObject({ status: 'Confirmed', confirmations: 12 })
  })

  test('the shallowest of several payments decides', () => {
    const payments = [
      paymentWith(14, { amount: 10_000_000n }),
      paymentWith(5, { id: 'pay_2', amount: 6_490_000n }),
    ]
    const view = show(invoiceWith({ invoice: { status: 'confirming' }, payments }))
    expect(view.text.headline).toBe('Confirming: 5 of 12')
  })

  test('paid says whether the money has reached the merchant', () => {
    expect(scene('paid').text.next).toContain('moves on to the wallet')
    expect(scene('swept').text.next).toContain('has reached the wallet')
  })

  test('on TRON it is paid into the merchant’s own wallet, and is called TRC-20', () => {
    const { option, ...rest } = invoiceWith({
      rail: 'xpub',
      invoice: { status: 'paid' },
      payments: [paymentWith(19)],
    })
    const paid = show({ ...rest, option: { ...option, network: 'tron' } })
    expect(paid.text.next).toBe('The money is in the wallet of Acme VPN Services. Nothing is left to do.')
    expect(paid.custody).toContain('belongs to the wallet of Acme VPN Services')
    const open = invoiceWith({ rail: 'xpub' })
    expect(show({ ...open, option: { ...open.option, network: 'tron' } }).instruction?.standard).toBe(
      'TRC-20',
    )
    expect(show({ ...open, option: { ...open.option, network: 'base' } }).instruction?.standard).toBeNull()
    expect(show({ ...open, option: { ...open.option, token: 'ETH' } }).instruction?.standard).toBeNull()
  })

  test.each([
    ['credited', 'credit'],
    ['refund_due', 'gives the excess back'],
    ['refunded', 'has given the excess back'],
    ['donated', 'donation'],
    ['needs_attention', 'contact them'],
  ] as const)('an excess that is %s', (overpayment, words) => {
    const payments = [paymentWith(15, { amount: 21_490_000n })]
    const { text } = show(invoiceWith({ invoice: { status: 'paid' }, payments, overpayment }))
    expect(text.headline).toBe('Paid, with 5.00\u00a0USDT too much')
    expect(text.rule).toContain(words)
  })

  test('an earlier payment’s credit stands in the order, and is taken off what to send', () => {
    const { order, instruction } = scene('with-credit')
    expect(order.credit).toEqual({ amount: '−5.00\u00a0USDT', left: '11.49\u00a0USDT' })
    expect(instruction).toMatchObject({
      amount: '11.49',
      credit: '16.49\u00a0USDT less your credit of 5.00\u00a0USDT',
    })
    expect(scene('paid-with-credit').text.explanation).toContain(
      'Your credit of 5.00\u00a0USDT paid the rest',
    )
    expect(scene('paid-by-credit').text.explanation).toContain('paid all of it')
  })

  test('what was paid elsewhere asks for nothing here, and claims no money on a chain', () => {
    const { state, text, instruction } = scene('paid-elsewhere')
    expect([state, instruction]).toEqual(['paid', null])
    expect(text.explanation).toBe(
      'Acme VPN Services has noted that you paid in another way. Please send nothing here.',
    )
    expect(text.next).toBe('You have nothing to send, and nothing left to do.')
  })

  test('each exception is said once: as the state, or beside it', () => {
    const { notices, text } = show(
      invoiceWith({
        invoice: { status: 'paid' },
        payments: [paymentWith(15, { amount: 21_490_000n })],
        open: ['overpaid', 'late', 'wrong_asset', 'held'],
      }),
    )
    expect(text.label).toBe('Paid, with an excess')
    expect(notices).toHaveLength(3)
  })
})

describe('where to go from here', () => {
  test('to the shop with the goods once paid, by another way before, nowhere in between', () => {
    expect(scene('paid').exit).toMatchObject({ url: 'https://shop.example/success', primary: true })
    expect(scene('waiting').exit).toMatchObject({
      url: 'https://shop.example/cancel',
      label: 'Cancel and return to Acme VPN Services',
    })
    expect(scene('confirming').exit).toBeNull()
    expect(scene('expired').exit?.label).toBe('Return to Acme VPN Services')
  })

  test('never to anything but the web', () => {
    const view = show(invoiceWith({ invoice: { cancelUrl: 'javascript:alert(1)' } }))
    expect(view.exit).toBeNull()
  })
})

test('news: live while something can happen, soon until it is swept, seldom after the end, never when all is done', () => {
  expect(scene('waiting').news).toBe('live')
  expect(scene('confirming').news).toBe('live')
  expect(scene('paid').news).toBe('soon')
  const later = SCENES.paid && { ...SCENES.paid, now: minutes(60) }
  expect(later && show(later).news).toBe('seldom')
  expect(scene('expired').news).toBe('seldom')
  expect(scene('swept').news).toBe('never')
  expect(scene('refunded').news).toBe('never')
})

test('a payment leads to the explorer where the network has one', () => {
  expect(scene('paid').payments[0]?.transaction?.url).toMatch(/^https:\/\/etherscan\.io\/tx\/0xa7b2/)
  const local = invoiceWith({ payments: [paymentWith(1, { network: 'local' })] })
  expect(show(local).payments[0]?.transaction).toMatchObject({ short: '0xa7b2c3…abcdef', url: null })
})
