import { z } from 'zod'
import { ASKED_FIELDS, ASKING, ASKS_NOTHING, SLUG_LENGTH } from '@/lib/domain/paymentLink'
import { text, wholeNumber } from '../fields'
import { fiatText, pageUrl, utcTime } from './fields'
import { listOf } from './page'

const MAX_USES = 1_000_000

const asking = z.enum(ASKING, { error: `must be one of ${ASKING.join(', ')}` })
const flag = z.boolean({ error: 'must be true or false' })

const title = text(1, 255)
const given = {
  description: text(0, 1000).nullish(),
  fiatCurrency: text(1, 10).optional().meta({ default: 'USD' }),
  successUrl: pageUrl.nullish(),
  cancelUrl: pageUrl.nullish(),
  active: flag.optional(),
  customerChoosesAmount: flag.optional(),
  minimumAmount: fiatText.nullish(),
  maxUses: wholeNumber(1, MAX_USES).nullish(),
  endsAt: utcTime.nullish(),
  collect: z
    .object({ email: asking.optional(), name: asking.optional(), note: asking.optional() })
    .optional(),
}

/** A new link. What else it names is ignored. */
export const createLinkBody = z.object({
  title,
  fiatAmount: fiatText,
  slug: text(SLUG_LENGTH.min, SLUG_LENGTH.max).optional(),
  ...given,
})

/** What is not named stays as it is. */
export const changeLinkBody = z.object({ title: title.optional(), fiatAmount: fiatText.optional(), ...given })

export const linkAnswer = z.strictObject({
  id: z.string(),
  object: z.literal('payment_link'),
  slug: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  fiatAmount: z.string(),
  fiatCurrency: z.string(),
  customerChoosesAmount: z.boolean(),
  minimumAmount: z.string().nullable(),
  maxUses: z.int().nullable(),
  usesLeft: z.int().nullable(),
  endsAt: z.iso.datetime().nullable(),
  collect: z.strictObject(Object.fromEntries(ASKED_FIELDS.map((field) => [field, z.enum(ASKING)]))),
  successUrl: z.string().nullable(),
  cancelUrl: z.string().nullable(),
  active: z.boolean(),
  checkoutUrl: z.string(),
  qrUrl: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

export const linkList = listOf(linkAnswer)

/** What a body says in the domain's terms. */
export function toLinkInput(body: z.output<typeof createLinkBody>) {
  return {
    slug: body.slug ?? null,
    title: body.title,
    description: body.description ?? null,
    amountHundredths: body.fiatAmount,
    currency: body.fiatCurrency ?? 'USD',
    customerChooses: body.customerChoosesAmount ?? false,
    minimumHundredths: body.minimumAmount ?? null,
    maxUses: body.maxUses ?? null,
    endsAt: body.endsAt ?? null,
    asked: { ...ASKS_NOTHING, ...named(body.collect ?? {}) },
    successUrl: body.successUrl ?? null,
    cancelUrl: body.cancelUrl ?? null,
    active: body.active ?? true,
  }
}

export function toLinkChange(body: z.output<typeof changeLinkBody>) {
  return named({
    title: body.title,
    description: body.description,
    amountHundredths: body.fiatAmount,
    currency: body.fiatCurrency,
    customerChooses: body.customerChoosesAmount,
    minimumHundredths: body.minimumAmount,
    maxUses: body.maxUses,
    endsAt: body.endsAt,
    asked: body.collect && named(body.collect),
    successUrl: body.successUrl,
    cancelUrl: body.cancelUrl,
    active: body.active,
  })
}

/** Without what was left out: null is an answer, nothing is none. */
function named<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }
}

/** A body that makes a link, for the reference. */
export const NEW_LINK = {
  title: 'House blend, 500 g',
  description: 'Roasted on Mondays, sent on Tuesdays',
  fiatAmount: '16.49',
  successUrl: 'https://merchant.com/thanks',
  collect: { email: 'required' },
}
