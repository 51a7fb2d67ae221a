/** A new invoice, as document 004 shows it. */
export const NEW_INVOICE = {
  title: 'VPN Service Order',
  description: 'Monthly VPN subscription with premium features',
  items: [
    {
      name: 'VPN Premium Plan',
      description: 'Monthly subscription with unlimited bandwidth',
      quantity: 1,
      unit_price: 9.99,
    },
    { name: 'Additional Static IP', quantity: 2, unit_price: 2.5 },
  ],
  tax: 1.5,
  currency: 'USD',
  crypto_currency: 'USDT',
  expires_in: 1800,
  webhook_url: 'https://merchant.com/webhook',
  return_url: 'https://merchant.com/success',
  cancel_url: 'https://merchant.com/cancel',
  metadata: { customer_id: 'cust_456', order_id: 'ord_789', customer_email: 'customer@example.com' },
}

/** A new merchant, as document 004 shows it. */
export const NEW_MERCHANT = {
  business_name: 'Acme VPN Services',
  contact_email: 'admin@acmevpn.com',
  plan_type: 'pro',
  settings: {
    default_currency: 'USD',
    default_crypto_currency: 'USDT',
    invoice_expiry_minutes: 30,
    platform_fee_percentage: 1.0,
    payment_tolerance: {
      underpayment_threshold: 0.01,
      overpayment_threshold: 1.0,
      overpayment_action: 'credit_account',
    },
    confirmation_settings: { merchant_override: null, use_amount_based_defaults: true },
  },
}

/** A new webhook endpoint that makes its own secret. */
export const NEW_WEBHOOK_ENDPOINT = {
  url: 'https://merchant.com/webhook',
  events: ['invoice.paid', 'settlement.completed', 'invoice.expired'],
  max_retries: 5,
  retry_backoff: 'exponential',
  timeout: 30,
}
