/** What a merchant's plan is called; the operator decides who has which (D5). */
export const PLANS = ['basic', 'pro', 'enterprise'] as const
export type Plan = (typeof PLANS)[number]

export type PlanLimits = {
  /** Keys that are neither revoked nor expired, of both modes together. */
  apiKeys: number
  /** Of each mode. */
  webhookEndpoints: number
  /** Invoices made in a calendar month (UTC), of each mode. */
  monthlyInvoices: number
}

/** The most that each plan allows; `pro` is document 004's example. */
export const PLAN_LIMITS: Readonly<Record<Plan, PlanLimits>> = {
  basic: { apiKeys: 5, webhookEndpoints: 3, monthlyInvoices: 1_000 },
  pro: { apiKeys: 10, webhookEndpoints: 5, monthlyInvoices: 10_000 },
  enterprise: { apiKeys: 100, webhookEndpoints: 25, monthlyInvoices: 10_000_000 },
}

export function isPlan(text: string): text is Plan {
  return PLANS.some((plan) => plan === text)
}
