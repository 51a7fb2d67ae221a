import { customType, text, timestamp } from 'drizzle-orm/pg-core'

/** Base units of an asset, up to 2^256-1, as bigint; never a float, never rounded. */
export const units = customType<{ data: bigint; driverData: string }>({
  dataType: () => 'numeric(78,0)',
  fromDriver: (value) => BigInt(value),
  toDriver: (value) => value.toString(),
})

/**
 * Sums of amounts, and what they are worth: one transfer can be 2^256-1, and a worthless token's holder can send it as often as
 * they like. A sum that did not fit would stop its whole network.
 */
export const sums = customType<{ data: bigint; driverData: string }>({
  dataType: () => 'numeric(200,0)',
  fromDriver: (value) => BigInt(value),
  toDriver: (value) => value.toString(),
})

/** A point in time, always with its zone. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** Every row's creation, written by the service from its clock. */
export const createdAt = () => instant('created_at').notNull()

/** Live and test rows never meet (Q1). */
export const MODES = ['live', 'test'] as const
export type Mode = (typeof MODES)[number]
export const mode = () => text('mode', { enum: MODES }).notNull()
