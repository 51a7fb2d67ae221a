import type { Mail } from './port'

/** Shows that the mailbox is theirs (L3). */
export function verifyEmailMail(to: string, url: string): Mail {
  return {
    to,
    subject: 'Confirm your e-mail address',
    text: lines(
      'Please confirm that this e-mail address is yours, to use live mode:',
      url,
      'The link works once, for 24 hours. If you did not ask for an account, ignore this mail.',
    ),
  }
}

/** Lets its reader choose a new password (L3). */
export function resetPasswordMail(to: string, url: string): Mail {
  return {
    to,
    subject: 'Choose a new password',
    text: lines(
      'Somebody, hopefully you, asked for a new password for your account. Choose it here:',
      url,
      'The link works once, for one hour. If it was not you, ignore this mail: your password stays as it is.',
    ),
  }
}

/** Tells the owner of an address, and nobody else, that it is registered already. */
export function alreadyRegisteredMail(to: string, publicUrl: string): Mail {
  return {
    to,
    subject: 'You have an account already',
    text: lines(
      'Somebody, hopefully you, asked for an account with this e-mail address. There is one already. Sign in:',
      `${publicUrl}/login`,
      'Or choose a new password:',
      `${publicUrl}/forgot-password`,
      'If it was not you, ignore this mail: nothing was changed.',
    ),
  }
}

/** What a person should know when it was not them. */
export function passwordChangedMail(to: string, publicUrl: string): Mail {
  return {
    to,
    subject: 'Your password was changed',
    text: lines(
      'The password of your account was changed, and every session was ended.',
      'If it was not you, choose a new one at once:',
      `${publicUrl}/forgot-password`,
    ),
  }
}

export type DisabledWebhook = {
  url: string
  mode: 'live' | 'test'
  /** It answered 410, and not that it failed for days. */
  isGone: boolean
  days: number
  publicUrl: string
}

/** Says that events do not reach a merchant's server any more, and what brings them back. */
export function webhookDisabledMail(
  to: string,
  { url, mode, isGone, days, publicUrl }: DisabledWebhook,
): Mail {
  const why = isGone
    ? 'Your server answered 410 (gone), which means that it wants no more webhooks.'
    : `Every try to reach your server failed, for ${days} days.`
  return {
    to,
    subject: `A webhook endpoint in ${mode} mode was disabled`,
    text: lines(
      `${why} The endpoint is disabled, and what happens from now on is not sent to it:`,
      url,
      'Payments are credited and settled as before. What was still to be sent is kept. Once your server answers again, enable the endpoint, and it is sent at once:',
      `${publicUrl}/dashboard/webhooks`,
      'Invoices that changed while the endpoint was disabled are in the list of invoices:',
      `${publicUrl}/dashboard/invoices`,
    ),
  }
}

/** Where money goes: a treasury, or a wallet by the first of its addresses. */
export type PayoutPlace = { treasury: string } | { first: string }

export type PayoutChange = {
  mode: 'live' | 'test'
  network: string
  tokens: readonly string[]
  to: PayoutPlace
  /** Null is at once. */
  from: Date | null
  publicUrl: string
}

/** Tells owners that later invoices pay another wallet, while that can still be called off (F4). */
export function payoutChangedMail(
  owner: string,
  { mode, network, tokens, to, from, publicUrl }: PayoutChange,
): Mail {
  const [which, address] =
    'first' in to
      ? (['the wallet whose first address is', to.first] as const)
      : (['this treasury', to.treasury] as const)
  const when = from ? `From ${minuteOf(from)} on` : 'From now on'
  return {
    to: owner,
    subject: `New ${mode} invoices will be paid to another wallet`,
    text: lines(
      `${when} new invoices in ${tokens.join(', ')} on ${network} are paid to ${which}:`,
      address,
      'Invoices that exist already stay as they are. If it was not you, call the change off, and choose a new password:',
      `${publicUrl}/dashboard/payment-methods`,
      `${publicUrl}/forgot-password`,
    ),
  }
}

export type MailedInvoice = {
  /** Who it is from. */
  issuer: string
  product: string
  /** Such as `49.99 USD`. */
  amount: string
  payUrl: string
  payableUntil: Date
}

/** Leads a customer to their invoice. */
export function invoiceCreatedMail(to: string, invoice: MailedInvoice): Mail {
  const { issuer, product, amount, payUrl, payableUntil } = invoice
  return {
    to,
    subject: `${issuer}: ${amount} to pay`,
    text: lines(
      `${issuer} asks you for ${amount}: ${product}. It can be paid until ${minuteOf(payableUntil)}, here:`,
      payUrl,
      'If you do not know what this is about, ignore this mail.',
    ),
  }
}

/** Tells a customer that nothing is left to pay. */
export function invoicePaidMail(to: string, invoice: MailedInvoice): Mail {
  const { issuer, product, amount, payUrl } = invoice
  return {
    to,
    subject: `${issuer}: ${amount} paid`,
    text: lines(
      `Your payment of ${amount} to ${issuer} is complete: ${product}. What was received is here:`,
      payUrl,
    ),
  }
}

function minuteOf(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function lines(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n`
}
