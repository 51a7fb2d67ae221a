// Written by `npm run gen` from server/openapi.json; a test fails when it is stale.

/** A number as its digits, such as `16.49`: nothing is lost, however long it is. */
export type Decimal = string

export type InvoiceStatus = 'pending' | 'partial' | 'confirming' | 'paid' | 'expired' | 'cancelled' | 'refunded'

export type SessionStatus = 'pending' | 'detected' | 'underpaid' | 'overpaid' | 'paid' | 'paid_late' | 'expired' | 'failed'

export type InvoiceEventType = 'invoice.created' | 'invoice.expired' | 'invoice.cancelled' | 'invoice.paid' | 'invoice.refunded' | 'invoice.overpaid' | 'payment.detected' | 'payment.confirming' | 'payment.confirmed' | 'payment.failed' | 'settlement.completed' | 'invoice.pending' | 'invoice.partial' | 'invoice.confirming' | 'invoice.reopened' | 'invoice.requoted' | 'invoice.credit_applied' | 'invoice.credit_released' | 'invoice.exception_opened' | 'invoice.exception_closed' | 'payment.reverted' | 'payment.corrected' | 'payment.held' | 'payment.released' | 'transfer.misdirected' | 'transfer.confirmed' | 'transfer.reverted' | 'transfer.accepted' | 'transfer.swept' | 'settlement.pending' | 'settlement.failed' | 'settlement.adjusted' | 'settlement.reversed' | 'settlement.swept' | 'invoice.completed' | 'invoice.paid_outside' | 'refund.prepared' | 'refund.reported' | 'refund.sent' | 'refund.completed' | 'refund.reverted' | 'refund.cancelled' | 'refund.expired'

export type SessionEventType = 'session.created' | 'session.pending' | 'session.detected' | 'session.paid' | 'session.underpaid' | 'session.overpaid' | 'session.expired' | 'session.paid_late' | 'session.failed'

export type Scope = 'merchants:read' | 'merchants:write' | 'api_keys:manage' | 'invoices:create' | 'invoices:read' | 'invoices:read_one' | 'invoices:cancel' | 'invoices:refund' | 'invoices:complete' | 'invoices:record_payment' | 'analytics:read' | 'webhooks:manage' | 'settlements:read' | 'links:read' | 'links:write' | 'sessions:read' | 'sessions:write' | 'webhooks:read' | 'webhooks:write' | 'events:read' | 'customers:read' | 'customers:write' | 'config:read' | 'config:write' | 'payment_methods:read' | 'payment_methods:write' | 'withdrawals:write'

export interface Invoice {
  /** Its id. */
  id: string
  /** What your customer reads first. */
  title: string
  /** More about it. */
  description: string | null
  /** What is paid for. */
  items: InvoiceItem[]
  /** The sum of the items. */
  subtotal: Decimal
  /** Added to the subtotal. */
  tax: Decimal
  /** The whole. */
  total: Decimal
  /** The currency of the amounts. */
  currency: string
  /** The asset’s symbol, such as USDT. */
  crypto_currency: string
  /** What is to be paid, in the asset: text, exact to the last place. */
  crypto_amount: string
  /** What is to be paid, as a number; only where the asset is USDT. */
  usdt_amount?: Decimal
  /** What the credit of an earlier overpayment pays of it, in the asset; it is no part of what is to be sent. */
  credit_applied: Decimal
  /** The network’s id, such as base. */
  network: string
  /** The deposit address, which belongs to this invoice alone. */
  address: string
  /** Where it stands. */
  status: InvoiceStatus
  /** When it ends. */
  expires_at: string
  /** An image of the address to scan. */
  qr_code_url: string
  /** The page to send your customer to. */
  customer_url: string
  /** When it was made. */
  created_at: string
  /** Your own names and values, given back as they are. */
  metadata: Record<string, string>
  /** The rate at which the amount was quoted. */
  exchange_rate: ExchangeRate
  /** How deep a payment must lie before it counts. */
  confirmation_settings: {
    /** How deep a payment must lie before it counts. */
    required_confirmations: number
    /** Your own number of confirmations, which wins. */
    merchant_override: number | null
    /** The confirmations that the amount asks for. */
    amount_based_default: number
  }
  /** What the settlement will say if it is paid as asked. */
  settlement_preview: {
    /** All that was paid. */
    gross_amount: Decimal
    /** What the operator of this server takes. */
    platform_fee_amount: Decimal
    /** The same in percent, which is the operator’s to change. */
    platform_fee_percentage: Decimal
    /** What is yours: gross less the fee. */
    net_amount: Decimal
  }
  /** When it was paid. */
  paid_at: string | null
  /** When it was cancelled. */
  cancelled_at: string | null
  /** The transfers that were credited to it. */
  payments: Payment[]
  /** What stands beside the status and waits for somebody. */
  exceptions: {
    /** Its kind. */
    type: 'underpaid' | 'overpaid' | 'late' | 'wrong_asset' | 'reverted' | 'held' | 'refund_due'
    /** Since when it stands. */
    opened_at: string
  }[]
  /** Who pays it: the customer’s id, or the customer. */
  customer: {
    /** Its id. */
    id: string
    /** The customer’s e-mail, in lower case; null once it is erased. */
    email: string | null
    /** Your own id of the customer. */
    customer_id: string | null
  } | null
  /** What came beyond the tolerance, and what became of it; null without an excess. */
  overpayment: {
    /** How much, in the asset. */
    amount: Decimal
    /** The asset’s symbol, such as USDT. */
    crypto_currency: string
    /** What is to become of it. */
    action: 'credit_account' | 'refund' | 'donate'
    /** Where it stands. */
    status: 'pending' | 'credited' | 'donated' | 'refund_due' | 'refunded' | 'needs_attention'
    /** What the customer got of it, and what later invoices have used; null where nobody got a credit. */
    customer_credit: {
      /** Who pays it: the customer’s id, or the customer. */
      customer: string
      /** How much, in the asset. */
      amount: Decimal
      /** What later invoices have taken of it. */
      used: Decimal
    } | null
  } | null
  /** The accounting; null before it is paid. */
  settlement: {
    /** Its id. */
    id: string
    /** All that was paid. */
    gross_amount: Decimal
    /** What the operator of this server takes. */
    platform_fee_amount: Decimal
    /** The same in percent, which is the operator’s to change. */
    platform_fee_percentage: Decimal
    /** What is yours: gross less the fee. */
    net_amount: Decimal
    /** What the credit of an earlier overpayment pays of it, in the asset; it is no part of what is to be sent. */
    credit_applied: Decimal
    /** Where it stands. */
    status: 'pending' | 'completed' | 'failed'
    /** When the accounting was final. */
    settled_at: string | null
  } | null
  /** What your servers were told of it. */
  webhook_deliveries: InvoiceDelivery[]
  /** Who did what to it, when, and from where. */
  audit_log: {
    /** Its id. */
    id: string
    /** What happened. */
    event: string
    /** When it happened. */
    timestamp: string
    /** Who did it, such as api_key:sk_live_***123. */
    actor: string
    /** The address it came from. */
    ip_address: string | null
    /** The program it came from. */
    user_agent: string | null
    /** The request that did it, for support. */
    request_id: string | null
  }[]
}

export interface InvoiceSummary {
  /** Its id. */
  id: string
  /** What your customer reads first. */
  title: string
  /** More about it. */
  description: string | null
  /** What is paid for. */
  items: InvoiceItem[]
  /** The sum of the items. */
  subtotal: Decimal
  /** Added to the subtotal. */
  tax: Decimal
  /** The whole. */
  total: Decimal
  /** The currency of the amounts. */
  currency: string
  /** The asset’s symbol, such as USDT. */
  crypto_currency: string
  /** What is to be paid, in the asset: text, exact to the last place. */
  crypto_amount: string
  /** What is to be paid, as a number; only where the asset is USDT. */
  usdt_amount?: Decimal
  /** What the credit of an earlier overpayment pays of it, in the asset; it is no part of what is to be sent. */
  credit_applied: Decimal
  /** The network’s id, such as base. */
  network: string
  /** The deposit address, which belongs to this invoice alone. */
  address: string
  /** Where it stands. */
  status: InvoiceStatus
  /** When it ends. */
  expires_at: string
  /** An image of the address to scan. */
  qr_code_url: string
  /** The page to send your customer to. */
  customer_url: string
  /** When it was made. */
  created_at: string
  /** Your own names and values, given back as they are. */
  metadata: Record<string, string>
  /** When it was paid. */
  paid_at: string | null
}

export interface NewInvoice {
  /** What your customer reads first. */
  title: string
  /** More about it. */
  description?: string | null
  /** What is paid for. */
  items: {
    /** Its name. */
    name: string
    /** More about it. */
    description?: string | null
    /** How many of it. */
    quantity: Decimal
    /** The price of one. */
    unit_price: Decimal
  }[]
  /** Added to the subtotal. */
  tax?: Decimal | null
  /** The currency of the amounts. */
  currency?: string | null
  /** The asset’s symbol, such as USDT. */
  crypto_currency?: string | null
  /** Seconds for which the quote of a volatile asset holds; then it is quoted anew at the same address. */
  price_lock_duration?: number | null
  /** Seconds until it ends. */
  expires_in?: number | null
  /** How exactly it must be paid. */
  payment_tolerance?: {
    /** The fraction of the amount that may be missing: 0.01 is one percent. */
    underpayment_threshold?: Decimal | null
    /** An excess up to this amount is no matter. */
    overpayment_threshold?: Decimal | null
    /** What becomes of an excess. */
    overpayment_action?: 'credit_account' | 'refund' | 'donate' | null
  } | null
  /** How deep a payment must lie before it counts. */
  confirmation_settings?: {
    /** Your own number of confirmations, which wins. */
    merchant_override?: number | null
  } | null
  /** Told of everything that happens to this invoice. */
  webhook_url?: string | null
  /** Where the page leads a customer who has paid. */
  return_url?: string | null
  /** Where the page leads a customer who gives up. */
  cancel_url?: string | null
  /** Whether the credit of the customer pays of it; true unless given */
  apply_credit?: boolean | null
  /** Your own names and values, given back as they are. */
  metadata?: Record<string, string | number | boolean> | null
}

export interface CreatedInvoice {
  /** Its id. */
  id: string
  /** What your customer reads first. */
  title: string
  /** More about it. */
  description: string | null
  /** What is paid for. */
  items: InvoiceItem[]
  /** The sum of the items. */
  subtotal: Decimal
  /** Added to the subtotal. */
  tax: Decimal
  /** The whole. */
  total: Decimal
  /** The currency of the amounts. */
  currency: string
  /** The asset’s symbol, such as USDT. */
  crypto_currency: string
  /** What is to be paid, in the asset: text, exact to the last place. */
  crypto_amount: string
  /** What is to be paid, as a number; only where the asset is USDT. */
  usdt_amount?: Decimal
  /** What the credit of an earlier overpayment pays of it, in the asset; it is no part of what is to be sent. */
  credit_applied: Decimal
  /** The network’s id, such as base. */
  network: string
  /** The deposit address, which belongs to this invoice alone. */
  address: string
  /** Where it stands. */
  status: InvoiceStatus
  /** When it ends. */
  expires_at: string
  /** An image of the address to scan. */
  qr_code_url: string
  /** The page to send your customer to. */
  customer_url: string
  /** When it was made. */
  created_at: string
  /** Your own names and values, given back as they are. */
  metadata: Record<string, string>
  /** The rate at which the amount was quoted. */
  exchange_rate: ExchangeRate
  /** How deep a payment must lie before it counts. */
  confirmation_settings: {
    /** How deep a payment must lie before it counts. */
    required_confirmations: number
    /** Your own number of confirmations, which wins. */
    merchant_override: number | null
    /** The confirmations that the amount asks for. */
    amount_based_default: number
  }
  /** What the settlement will say if it is paid as asked. */
  settlement_preview: {
    /** All that was paid. */
    gross_amount: Decimal
    /** What the operator of this server takes. */
    platform_fee_amount: Decimal
    /** The same in percent, which is the operator’s to change. */
    platform_fee_percentage: Decimal
    /** What is yours: gross less the fee. */
    net_amount: Decimal
  }
}

export interface InvoiceItem {
  /** Its name. */
  name: string
  /** More about it. */
  description: string | null
  /** How many of it. */
  quantity: Decimal
  /** The price of one. */
  unit_price: Decimal
}

export interface Payment {
  /** Its id. */
  id: string
  /** How much, in the asset. */
  amount: Decimal
  /** The asset’s symbol, such as USDT. */
  crypto_currency: string
  /** The network’s id, such as base. */
  network: string
  /** The transaction. */
  tx_hash: string | null
  /** Where it stands. */
  status: 'detected' | 'confirming' | 'confirmed' | 'orphaned' | 'failed'
  /** Blocks from the payment’s own to the newest, both counted. */
  confirmations: number
  /** How deep a payment must lie before it counts. */
  required_confirmations: number
  /** The block that holds the transfer. */
  block_number: number
  /** The sender, where the chain names one. */
  from_address: string | null
  /** When it was first seen. */
  detected_at: string
  /** When it was deep enough. */
  confirmed_at: string | null
  /** Null: what the sender paid the network is no part of what they sent you. */
  network_fee: Decimal | null
}

export interface ExchangeRate {
  /** Units of the currency for one of the asset. */
  rate: Decimal
  /** Where the rate is from. */
  source: string
  /** When the rate was taken. */
  locked_at: string
  /** When it ends. */
  expires_at: string
  /** What the rate was made of: one price, or two of which the first was divided by the second. */
  inputs: {
    /** What is priced in what, such as ETH/USD. */
    pair: string
    /** What it is by: operator (written down), par (a stablecoin whose peg holds), median (of the sources). */
    kind: 'operator' | 'par' | 'median'
    /** What of the network’s own coin goes with it, in wei. */
    value: string | null
    /** The middle of what the sources said; null where none was asked. */
    median: string | null
    /** What each source said. */
    sources: {
      /** Where the rate is from. */
      source: string
      /** What of the network’s own coin goes with it, in wei. */
      value: string
      /** When it happened, by the invoice’s own clock. */
      at: string
      /** Why a source took no part: too old, or away from the others; null where it did. */
      left_out: 'stale' | 'deviates' | null
    }[]
  }[]
}

export interface InvoiceDelivery {
  /** Its id. */
  id: string
  /** The event that it tells of. */
  event_id: string
  /** What happened. */
  event_type: InvoiceEventType
  /** The invoice’s id. */
  invoice_id: string
  /** Where it stands. */
  status: 'pending' | 'delivered' | 'parked' | 'dropped'
  /** How often it was tried. */
  attempts: number
  /** What your server answered to the last try. */
  response_code: number | null
  /** When it is tried next. */
  next_attempt_at: string | null
  /** When your server took it. */
  delivered_at: string | null
  /** When it was made. */
  created_at: string
}

export interface PublicInvoice {
  /** Its id. */
  id: string
  /** What your customer reads first. */
  title: string
  /** More about it. */
  description: string | null
  /** What is paid for. */
  items: InvoiceItem[]
  /** The sum of the items. */
  subtotal: Decimal
  /** Added to the subtotal. */
  tax: Decimal
  /** The whole. */
  total: Decimal
  /** The currency of the amounts. */
  currency: string
  /** The asset’s symbol, such as USDT. */
  crypto_currency: string
  /** What is to be paid, in the asset: text, exact to the last place. */
  crypto_amount: string
  /** What is to be paid, as a number; only where the asset is USDT. */
  usdt_amount?: Decimal
  /** What the credit of an earlier overpayment pays of it, in the asset; it is no part of what is to be sent. */
  credit_applied: Decimal
  /** The network’s id, such as base. */
  network: string
  /** The deposit address, which belongs to this invoice alone. */
  address: string
  /** Where it stands. */
  status: InvoiceStatus
  /** When it ends. */
  expires_at: string
  /** The transfers that were credited to it. */
  payments: {
    /** How much, in the asset. */
    amount: Decimal
    /** The asset’s symbol, such as USDT. */
    crypto_currency: string
    /** Where it stands. */
    status: 'detected' | 'confirming' | 'confirmed' | 'orphaned' | 'failed'
    /** Blocks from the payment’s own to the newest, both counted. */
    confirmations: number
    /** How deep a payment must lie before it counts. */
    required_confirmations: number
    /** When it was deep enough. */
    confirmed_at: string | null
  }[]
  /** How much of the whole is there, in the asset. */
  payment_progress: {
    /** What was seen so far. */
    received: Decimal
    /** What is to be paid in all. */
    required: Decimal
    /** What is still owed. */
    remaining: Decimal
    /** The share of the whole, in percent. */
    percent: Decimal
  }
  /** Where the page leads a customer who has paid. */
  return_url: string | null
  /** Where the page leads a customer who gives up. */
  cancel_url: string | null
  /** Seconds until it expires. */
  time_remaining: number
  /** When the amount is quoted anew, if it is not paid before. */
  quote_expires_at: string
  /** Why there is no amount to send now; null where there is one. */
  paused_reason: 'too_few_sources' | 'sources_disagree' | 'price_jumped' | 'off_peg' | 'no_source' | null
}

export type InvoiceMessage = {
  /** What happened. */
  event: 'payment.detected' | 'payment.reverted' | 'payment.corrected'
  /** The payment it is about. */
  payment: {
    /** How much, in the asset. */
    amount: Decimal
    /** The asset’s symbol, such as USDT. */
    crypto_currency: string
    /** Where it stands. */
    status: 'detected' | 'confirming' | 'confirmed' | 'orphaned' | 'failed'
    /** Blocks from the payment’s own to the newest, both counted. */
    confirmations?: number
    /** How deep a payment must lie before it counts. */
    required_confirmations?: number
  }
  /** How much of the whole is there, in the asset. */
  payment_progress: {
    /** What was seen so far. */
    received: Decimal
    /** What is to be paid in all. */
    required: Decimal
    /** The share of the whole, in percent. */
    percent: Decimal
  }
} | {
  /** What happened. */
  event: 'payment.confirming' | 'payment.confirmed'
  /** The payment it is about. */
  payment: {
    /** How much, in the asset. */
    amount: Decimal
    /** The asset’s symbol, such as USDT. */
    crypto_currency: string
    /** Where it stands. */
    status: 'detected' | 'confirming' | 'confirmed' | 'orphaned' | 'failed'
    /** Blocks from the payment’s own to the newest, both counted. */
    confirmations?: number
    /** How deep a payment must lie before it counts. */
    required_confirmations?: number
  }
} | {
  /** What happened. */
  event: 'invoice.paid'
  /** Where it stands. */
  status: 'paid'
  /** When it was paid. */
  paid_at: string | null
} | {
  /** What happened. */
  event: 'invoice.requoted'
  /** When it ends. */
  expires_at: string
} | {
  /** What happened. */
  event: 'invoice.created' | 'invoice.pending' | 'invoice.partial' | 'invoice.confirming' | 'invoice.expired' | 'invoice.cancelled' | 'invoice.reopened' | 'invoice.refunded'
  /** Where it stands. */
  status: InvoiceStatus
} | {
  /** What happened. */
  event: 'invoice.exception_opened' | 'invoice.exception_closed'
  /** What came to stand beside the status. */
  exception: 'underpaid' | 'overpaid' | 'late' | 'wrong_asset' | 'reverted' | 'held' | 'refund_due'
}

export interface CancelledInvoice {
  /** Its id. */
  id: string
  /** Where it stands. */
  status: InvoiceStatus
  /** Why, in your words. */
  reason: string | null
  /** When it was cancelled. */
  cancelled_at: string | null
  /** Money that arrived is to be given back. */
  refund_due?: boolean
}

export interface Refund {
  /** Its id. */
  id: string
  /** The invoice’s id. */
  invoice_id: string
  /** Where it stands. */
  status: 'prepared' | 'sent' | 'completed' | 'cancelled' | 'expired'
  /** What was asked for: all that was left, a part, or the excess. */
  type: 'full' | 'partial' | 'excess'
  /** Why, in your words. */
  reason: string | null
  /** The network’s id, such as base. */
  network: string
  /** The chain that the wallet has to be on. */
  chain_id: number
  /** The asset’s symbol, such as USDT. */
  crypto_currency: string
  /** The token’s contract; null for the network’s own coin. */
  token_address: string | null
  /** Places of the token’s smallest unit. */
  token_decimals: number
  /** How much, in the asset. */
  amount: Decimal
  /** What is to be paid, in the asset: text, exact to the last place. */
  crypto_amount: string
  /** The amount in the token’s smallest unit. */
  amount_base_units: string
  /** Whom it goes to: what the customer gave. */
  to: string
  /** The wallets of yours from which it counts. */
  from_wallets: string[]
  /** What your wallet signs, as eth_sendTransaction takes it. */
  transaction: {
    /** The token’s contract, or whom the network’s own coin goes to. */
    to: string
    /** What of the network’s own coin goes with it, in wei. */
    value: string
    /** The call of the token’s contract. */
    data: string
  }
  /** The transfer as a link for wallets (ERC-681; on TRON, whose wallets have no common form, one that names token and amount). */
  payment_uri: string
  /** When it ends. */
  expires_at: string
  /** The transaction. */
  tx_hash: string | null
  /** What you said you sent, until the chain shows it. */
  reported_tx_hash: string | null
  /** The sender, where the chain names one. */
  from_address: string | null
  /** The block that holds the transfer. */
  block_number: number | null
  /** Blocks from the payment’s own to the newest, both counted. */
  confirmations: number
  /** How deep a payment must lie before it counts. */
  required_confirmations: number
  /** When it was made. */
  created_at: string
  /** When its transfer was seen. */
  sent_at: string | null
  /** When it was deep enough. */
  completed_at: string | null
  /** When it was cancelled. */
  cancelled_at: string | null
}

export interface RefundList {
  /** The refunds of the invoice, oldest first. */
  refunds: Refund[]
  /** What can still be given back. */
  refundable: {
    /** The network’s id, such as base. */
    network: string
    /** The asset’s symbol, such as USDT. */
    crypto_currency: string
    /** What arrived and is confirmed. */
    received: Decimal
    /** What refunds take of it, those that are only prepared included. */
    allotted: Decimal
    /** What can still be given back. */
    refundable: Decimal
    /** What of it nobody owed. */
    excess: Decimal
  }[]
}

export interface NewRefund {
  /** An address that the customer gave you; never the sender of the payment unasked. */
  to: string
  /** must be "full", "excess" or a positive amount such as "6.49" */
  amount: string
  /** Which of the tokens that arrived, where there are several */
  crypto_currency?: string | null
  /** The network’s id, such as base. */
  network?: string | null
  /** Why, in your words. */
  reason?: string | null
  /** Seconds until nobody should sign it any more; an hour unless said */
  expires_in?: number | null
}

export interface Settlement {
  /** Its id. */
  id: string
  /** All that was paid. */
  gross_amount: Decimal
  /** What the operator of this server takes. */
  platform_fee_amount: Decimal
  /** The same in percent, which is the operator’s to change. */
  platform_fee_percentage: Decimal
  /** What is yours: gross less the fee. */
  net_amount: Decimal
  /** What the credit of an earlier overpayment pays of it, in the asset; it is no part of what is to be sent. */
  credit_applied: Decimal
  /** Where it stands. */
  status: 'pending' | 'completed' | 'failed'
  /** When the accounting was final. */
  settled_at: string | null
  /** deducted where the contract splits it off; owed where customers pay to addresses of your own wallet. */
  platform_fee_status: 'deducted' | 'owed'
  /** The invoice’s id. */
  invoice_id: string
  /** The merchant’s id. */
  merchant_id: string
  /** The currency of the amounts. */
  currency: string
  /** The transfer to your treasury; null until it has happened. */
  payout_details: {
    /** The transaction of that transfer. */
    payout_tx_hash: string
    /** 0.00: what that transfer cost is not taken from you. */
    payout_network_fee: Decimal
    /** What reached your treasury. */
    net_received: Decimal
  } | null
  /** When it was made. */
  created_at: string
}

export interface SettlementSummary {
  /** Its id. */
  id: string
  /** All that was paid. */
  gross_amount: Decimal
  /** What the operator of this server takes. */
  platform_fee_amount: Decimal
  /** The same in percent, which is the operator’s to change. */
  platform_fee_percentage: Decimal
  /** What is yours: gross less the fee. */
  net_amount: Decimal
  /** What the credit of an earlier overpayment pays of it, in the asset; it is no part of what is to be sent. */
  credit_applied: Decimal
  /** Where it stands. */
  status: 'pending' | 'completed' | 'failed'
  /** When the accounting was final. */
  settled_at: string | null
  /** The invoice’s id. */
  invoice_id: string
  /** The currency of the amounts. */
  currency: string
}

export interface Analytics {
  /** The period that was asked for; custom for named days. */
  period: '24h' | '7d' | '30d' | '90d' | '1y' | 'custom'
  /** The time zone that was counted in. */
  timezone: string
  /** The currency of the amounts. */
  currency: string
  /** The whole period. */
  metrics: {
    /** Invoices made in the period. */
    total_invoices: number
    /** All that was paid. */
    total_gross_amount: Decimal
    /** What of it the operator took. */
    total_platform_fees: Decimal
    /** What of it was yours. */
    total_net_payouts: Decimal
    /** Invoices settled in the period, whenever they were made. */
    paid_invoices: number
    /** How many of a hundred invoices made in the time are paid by now. */
    conversion_rate: Decimal
    /** What was paid, over all invoices that were made. */
    average_gross_amount: Decimal
    /** What of it was yours, over the same. */
    average_net_amount: Decimal
    /** Fees of a hundred of gross. */
    effective_fee_rate: Decimal
    /** Seconds from making an invoice to the block that brought the last of its money. */
    average_payment_time: number
    /** Seconds from that block to the settlement. */
    average_settlement_time: number
  }
  /** Each part of the period, empty ones too. */
  time_series: {
    /** The first day of it; of an hour, when it begins. */
    date: string
    /** Invoices made in it. */
    invoices_created: number
    /** Invoices settled in it. */
    invoices_paid: number
    /** All that was paid. */
    gross_amount: Decimal
    /** What the operator took. */
    platform_fees: Decimal
    /** What was yours. */
    net_payouts: Decimal
    /** How many of a hundred invoices made in the time are paid by now. */
    conversion_rate: Decimal
  }[]
  /** By the token that was settled in. */
  payment_methods: Record<string, {
    /** How many. */
    count: number
    /** All that was paid. */
    gross_amount: Decimal
    /** What the operator took. */
    platform_fees: Decimal
    /** What is yours: gross less the fee. */
    net_amount: Decimal
  }>
}

export interface AuditEntry {
  /** Its id. */
  id: string
  /** What happened. */
  event: string
  /** When it happened. */
  timestamp: string
  /** Who did it, such as api_key:sk_live_***123. */
  actor: string
  /** From where; null where that is not known, or was erased. */
  ip_address: string | null
  /** The program it came from. */
  user_agent: string | null
  /** The request that did it, for support. */
  request_id: string | null
  /** Null for what concerns the merchant as a whole. */
  mode: 'live' | 'test' | null
  /** The id of what was changed. */
  subject: string | null
  /** By name: a value, or what it was before and after. */
  changes: Record<string, string | number | boolean | null | string[] | {
    /** The first block that was read. */
    from: string | number | boolean | null | string[]
    /** The last block that was read. */
    to: string | number | boolean | null | string[]
  }>
  /** Its place in the merchant’s hash chain; null for some seconds, until it has one. */
  chain: {
    /** Its number in the chain, from 1. */
    position: number
    /** SHA-256 of the hash before it and the line, in hexadecimal digits. */
    hash: string
  } | null
}

export interface ApiKey {
  /** Its id. */
  id: string
  /** Its name. */
  name: string
  /** The mode it acts in. */
  key_type: 'live' | 'test'
  /** How the key begins, to tell it from others. */
  key_prefix: string
  /** The scopes it holds. */
  permissions: ('*' | 'merchants:read' | 'merchants:write' | 'api_keys:manage' | 'invoices:create' | 'invoices:read' | 'invoices:read_one' | 'invoices:cancel' | 'invoices:refund' | 'invoices:complete' | 'invoices:record_payment' | 'analytics:read' | 'webhooks:manage' | 'settlements:read' | 'links:read' | 'links:write' | 'sessions:read' | 'sessions:write' | 'webhooks:read' | 'webhooks:write' | 'events:read' | 'customers:read' | 'customers:write' | 'config:read' | 'config:write' | 'payment_methods:read' | 'payment_methods:write' | 'withdrawals:write')[]
  /** Where it stands. */
  status: 'active' | 'revoked' | 'expired'
  /** When it ends. */
  expires_at: string | null
  /** When it was last used, exact to five minutes. */
  last_used_at: string | null
  /** When it was made. */
  created_at: string
}

export interface NewApiKey {
  /** Its name. */
  name: string
  /** The mode of the key that asks, unless said */
  key_type?: 'live' | 'test' | null
  /** All that the key that asks holds, unless said */
  permissions?: ('*' | 'merchants:read' | 'merchants:write' | 'api_keys:manage' | 'invoices:create' | 'invoices:read' | 'invoices:read_one' | 'invoices:cancel' | 'invoices:refund' | 'invoices:complete' | 'invoices:record_payment' | 'analytics:read' | 'webhooks:manage' | 'settlements:read' | 'links:read' | 'links:write' | 'sessions:read' | 'sessions:write' | 'webhooks:read' | 'webhooks:write' | 'events:read' | 'customers:read' | 'customers:write' | 'config:read' | 'config:write' | 'payment_methods:read' | 'payment_methods:write' | 'withdrawals:write')[] | null
  /** When it ends. */
  expires_at?: string | null
}

export interface CreatedApiKey {
  /** Its id. */
  id: string
  /** Its name. */
  name: string
  /** The mode it acts in. */
  key_type: 'live' | 'test'
  /** How the key begins, to tell it from others. */
  key_prefix: string
  /** The scopes it holds. */
  permissions: ('*' | 'merchants:read' | 'merchants:write' | 'api_keys:manage' | 'invoices:create' | 'invoices:read' | 'invoices:read_one' | 'invoices:cancel' | 'invoices:refund' | 'invoices:complete' | 'invoices:record_payment' | 'analytics:read' | 'webhooks:manage' | 'settlements:read' | 'links:read' | 'links:write' | 'sessions:read' | 'sessions:write' | 'webhooks:read' | 'webhooks:write' | 'events:read' | 'customers:read' | 'customers:write' | 'config:read' | 'config:write' | 'payment_methods:read' | 'payment_methods:write' | 'withdrawals:write')[]
  /** Where it stands. */
  status: 'active' | 'revoked' | 'expired'
  /** When it ends. */
  expires_at: string | null
  /** When it was last used, exact to five minutes. */
  last_used_at: string | null
  /** When it was made. */
  created_at: string
  /** The key itself, shown this once. */
  key: string
}

export interface AccessToken {
  /** Send it as Authorization: Bearer, wherever a key works. */
  access_token: string
  /** Always Bearer. */
  token_type: 'Bearer'
  /** Seconds until it ends. */
  expires_in: number
  /** What the token may do. */
  scope: Scope[]
}

export interface Merchant {
  /** Its id. */
  id: string
  /** How customers see you. */
  business_name: string
  /** Where notices go; unique on this server. */
  contact_email: string
  /** Where it stands. */
  status: 'active' | 'suspended' | 'closed'
  /** The plan, which is the operator’s to change. */
  plan_type: 'basic' | 'pro' | 'enterprise'
  /** Defaults of later invoices. */
  settings: {
    /** The currency of invoices that name none. */
    default_currency: string
    /** The asset of invoices that name none. */
    default_crypto_currency: string
    /** How long invoices can be paid that do not say. */
    invoice_expiry_minutes: Decimal
    /** The same in percent, which is the operator’s to change. */
    platform_fee_percentage: Decimal
    /** How exactly it must be paid. */
    payment_tolerance: {
      /** The fraction of the amount that may be missing: 0.01 is one percent. */
      underpayment_threshold: Decimal
      /** An excess up to this amount is no matter. */
      overpayment_threshold: Decimal
      /** What becomes of an excess. */
      overpayment_action: 'credit_account' | 'refund' | 'donate'
    }
    /** How deep a payment must lie before it counts. */
    confirmation_settings: {
      /** Your own number of confirmations, which wins. */
      merchant_override: number | null
      /** Whether larger amounts must lie deeper. */
      use_amount_based_defaults: boolean
    }
  }
  /** When it was made. */
  created_at: string
  /** When it was last changed. */
  updated_at: string
  /** Where its logo is; null without one */
  logo_url: string | null
  /** What the plan allows. */
  plan_limits: {
    /** Active API keys that the plan allows. */
    max_api_keys: number
    /** Webhook endpoints of each mode that the plan allows. */
    max_webhook_endpoints: number
    /** Invoices a calendar month that the plan allows. */
    monthly_invoice_limit: number
  }
  /** What of the plan is used. */
  usage: {
    /** Active API keys. */
    api_keys_count: number
    /** Webhook endpoints. */
    webhook_endpoints_count: number
    /** Invoices of this calendar month, in UTC. */
    monthly_invoices: number
  }
  /** All settlements so far, in the mode of the key. */
  settlement_summary: {
    /** All that was paid, in the default currency. */
    total_gross_volume: Decimal
    /** What of it the operator took. */
    total_platform_fees: Decimal
    /** What of it was yours. */
    total_net_payouts: Decimal
    /** Percent of settlements that completed. */
    settlement_success_rate: Decimal
  }
}

export interface NewMerchant {
  /** How customers see you. */
  business_name: string
  /** Where notices go; unique on this server. */
  contact_email: string
  /** The plan, which is the operator’s to change. */
  plan_type?: 'basic' | 'pro' | 'enterprise' | null
  /** Defaults of later invoices. */
  settings?: {
    /** The currency of invoices that name none. */
    default_currency?: string | null
    /** The asset of invoices that name none. */
    default_crypto_currency?: string | null
    /** How long invoices can be paid that do not say. */
    invoice_expiry_minutes?: number | null
    /** The same in percent, which is the operator’s to change. */
    platform_fee_percentage?: Decimal | null
    /** How exactly it must be paid. */
    payment_tolerance?: {
      /** The fraction of the amount that may be missing: 0.01 is one percent. */
      underpayment_threshold?: Decimal | null
      /** An excess up to this amount is no matter. */
      overpayment_threshold?: Decimal | null
      /** What becomes of an excess. */
      overpayment_action?: 'credit_account' | 'refund' | 'donate' | null
    } | null
    /** How deep a payment must lie before it counts. */
    confirmation_settings?: {
      /** Your own number of confirmations, which wins. */
      merchant_override?: number | null
      /** Whether larger amounts must lie deeper. */
      use_amount_based_defaults?: boolean | null
    } | null
  } | null
}

export interface RegisteredMerchant {
  /** Its id. */
  id: string
  /** How customers see you. */
  business_name: string
  /** Where notices go; unique on this server. */
  contact_email: string
  /** Where it stands. */
  status: 'active' | 'suspended' | 'closed'
  /** The plan, which is the operator’s to change. */
  plan_type: 'basic' | 'pro' | 'enterprise'
  /** Defaults of later invoices. */
  settings: {
    /** The currency of invoices that name none. */
    default_currency: string
    /** The asset of invoices that name none. */
    default_crypto_currency: string
    /** How long invoices can be paid that do not say. */
    invoice_expiry_minutes: Decimal
    /** The same in percent, which is the operator’s to change. */
    platform_fee_percentage: Decimal
    /** How exactly it must be paid. */
    payment_tolerance: {
      /** The fraction of the amount that may be missing: 0.01 is one percent. */
      underpayment_threshold: Decimal
      /** An excess up to this amount is no matter. */
      overpayment_threshold: Decimal
      /** What becomes of an excess. */
      overpayment_action: 'credit_account' | 'refund' | 'donate'
    }
    /** How deep a payment must lie before it counts. */
    confirmation_settings: {
      /** Your own number of confirmations, which wins. */
      merchant_override: number | null
      /** Whether larger amounts must lie deeper. */
      use_amount_based_defaults: boolean
    }
  }
  /** When it was made. */
  created_at: string
  /** When it was last changed. */
  updated_at: string
  /** The API key. */
  api_key: {
    /** Its id. */
    id: string
    /** The key itself, shown this once. */
    key: string
  }
  /** A key for live mode, shown this once. */
  live_api_key: {
    /** Its id. */
    id: string
    /** The key itself, shown this once. */
    key: string
  }
}

export interface Logo {
  /** Where anyone can see it; another logo is at another address */
  logo_url: string
  /** Pixels, at most 256 */
  width: number
  /** Pixels, at most 256 */
  height: number
}

export interface Wallet {
  /** Its id. */
  id: string
  /** The wallet. */
  address: string
  /** What you call it. */
  label: string | null
  /** When it was made. */
  created_at: string
}

export interface InvoiceWebhookEndpoint {
  /** Its id. */
  id: string
  /** Where deliveries go. */
  url: string
  /** Which events it is told of. */
  events: ('*' | 'invoice.created' | 'invoice.expired' | 'invoice.cancelled' | 'invoice.paid' | 'invoice.refunded' | 'invoice.overpaid' | 'payment.detected' | 'payment.confirming' | 'payment.confirmed' | 'payment.failed' | 'settlement.completed' | 'invoice.pending' | 'invoice.partial' | 'invoice.confirming' | 'invoice.reopened' | 'invoice.requoted' | 'invoice.credit_applied' | 'invoice.credit_released' | 'invoice.exception_opened' | 'invoice.exception_closed' | 'payment.reverted' | 'payment.corrected' | 'payment.held' | 'payment.released' | 'transfer.misdirected' | 'transfer.confirmed' | 'transfer.reverted' | 'transfer.accepted' | 'transfer.swept' | 'settlement.pending' | 'settlement.failed' | 'settlement.adjusted' | 'settlement.reversed' | 'settlement.swept' | 'invoice.completed' | 'invoice.paid_outside' | 'refund.prepared' | 'refund.reported' | 'refund.sent' | 'refund.completed' | 'refund.reverted' | 'refund.cancelled' | 'refund.expired')[]
  /** The secret that deliveries are signed with; shown whole only where it was just made. */
  secret: string
  /** Where it stands. */
  status: 'active' | 'disabled' | 'gone'
  /** Your own headers on each delivery, their values hidden. */
  custom_headers: Record<string, string>
  /** Addresses and CIDR ranges. A delivery goes only where your server’s address is one of them. */
  allowed_ips: string[]
  /** How often a delivery is tried after the first time. */
  max_retries: number
  /** How the time between tries grows. */
  retry_backoff: 'linear' | 'exponential'
  /** Seconds in which an answer must begin. */
  timeout: number
  /** Whether anything is sent to it. */
  enabled: boolean
  /** When it was made. */
  created_at: string
  /** When something was last sent to it. */
  last_delivery_at: string | null
  /** Percent of the last thousand deliveries that were taken. */
  success_rate: Decimal | null
  /** Why nothing is sent to it. */
  disabled_reason: 'requested' | 'failing' | 'gone' | null
  /** When it was disabled. */
  disabled_at: string | null
  /** Since when every try has failed. */
  failing_since: string | null
  /** Until when the secret before signs as well. */
  previous_secret_expires_at: string | null
}

export interface NewInvoiceWebhookEndpoint {
  /** Where deliveries go. */
  url: string
  /** Which events it is told of. */
  events: ('*' | 'invoice.created' | 'invoice.expired' | 'invoice.cancelled' | 'invoice.paid' | 'invoice.refunded' | 'invoice.overpaid' | 'payment.detected' | 'payment.confirming' | 'payment.confirmed' | 'payment.failed' | 'settlement.completed' | 'invoice.pending' | 'invoice.partial' | 'invoice.confirming' | 'invoice.reopened' | 'invoice.requoted' | 'invoice.credit_applied' | 'invoice.credit_released' | 'invoice.exception_opened' | 'invoice.exception_closed' | 'payment.reverted' | 'payment.corrected' | 'payment.held' | 'payment.released' | 'transfer.misdirected' | 'transfer.confirmed' | 'transfer.reverted' | 'transfer.accepted' | 'transfer.swept' | 'settlement.pending' | 'settlement.failed' | 'settlement.adjusted' | 'settlement.reversed' | 'settlement.swept' | 'invoice.completed' | 'invoice.paid_outside' | 'refund.prepared' | 'refund.reported' | 'refund.sent' | 'refund.completed' | 'refund.reverted' | 'refund.cancelled' | 'refund.expired')[]
  /** Made, and shown once, unless given */
  secret?: string | null
  /** Your own headers on each delivery, their values hidden. */
  custom_headers?: Record<string, string> | null
  /** Addresses and CIDR ranges. A delivery goes only where your server’s address is one of them. */
  allowed_ips?: string[] | null
  /** How often a delivery is tried after the first time. */
  max_retries?: number | null
  /** How the time between tries grows. */
  retry_backoff?: 'linear' | 'exponential' | null
  /** Seconds in which an answer must begin. */
  timeout?: number | null
  /** Whether anything is sent to it. */
  enabled?: boolean | null
}

export interface CreatedInvoiceWebhookEndpoint {
  /** Its id. */
  id: string
  /** Where deliveries go. */
  url: string
  /** Which events it is told of. */
  events: ('*' | 'invoice.created' | 'invoice.expired' | 'invoice.cancelled' | 'invoice.paid' | 'invoice.refunded' | 'invoice.overpaid' | 'payment.detected' | 'payment.confirming' | 'payment.confirmed' | 'payment.failed' | 'settlement.completed' | 'invoice.pending' | 'invoice.partial' | 'invoice.confirming' | 'invoice.reopened' | 'invoice.requoted' | 'invoice.credit_applied' | 'invoice.credit_released' | 'invoice.exception_opened' | 'invoice.exception_closed' | 'payment.reverted' | 'payment.corrected' | 'payment.held' | 'payment.released' | 'transfer.misdirected' | 'transfer.confirmed' | 'transfer.reverted' | 'transfer.accepted' | 'transfer.swept' | 'settlement.pending' | 'settlement.failed' | 'settlement.adjusted' | 'settlement.reversed' | 'settlement.swept' | 'invoice.completed' | 'invoice.paid_outside' | 'refund.prepared' | 'refund.reported' | 'refund.sent' | 'refund.completed' | 'refund.reverted' | 'refund.cancelled' | 'refund.expired')[]
  /** The secret that deliveries are signed with; shown whole only where it was just made. */
  secret: string
  /** Where it stands. */
  status: 'active' | 'disabled' | 'gone'
  /** Your own headers on each delivery, their values hidden. */
  custom_headers: Record<string, string>
  /** Addresses and CIDR ranges. A delivery goes only where your server’s address is one of them. */
  allowed_ips: string[]
  /** How often a delivery is tried after the first time. */
  max_retries: number
  /** How the time between tries grows. */
  retry_backoff: 'linear' | 'exponential'
  /** Seconds in which an answer must begin. */
  timeout: number
  /** Whether anything is sent to it. */
  enabled: boolean
  /** When it was made. */
  created_at: string
}

export interface Pagination {
  /** The whole. */
  total: number
  /** How many at most. */
  limit: number
  /** Whether there is another page. */
  has_more: boolean
  /** Ask for the next page with it. */
  next_cursor: string | null
}

export interface PlayedTest {
  /** What is played, one after the other. */
  steps: {
    /** The step as it was played. */
    step: {
      /** What to send: rest, excess, a share such as 60%, or an amount. */
      pay?: string
      /** The symbol of the token to send. */
      token?: string
      /** How much time passes: 20m, 3h, or expired, confirmed. */
      wait?: string
      /** How many of the last blocks are undone, or payment. */
      undo?: number | 'payment'
      /** What the blocks held is mined again in the next one. */
      again?: boolean
      /** The refund it is about; in a test, which one your wallet sends: next, or its id. */
      refund?: string
      /** The network cannot be read for so long. */
      down?: string
    }
    /** When it happened, by the invoice’s own clock. */
    at: string
    /** The payment it is about. */
    payment: {
      /** How much, in the asset. */
      amount: Decimal
      /** The asset’s symbol, such as USDT. */
      crypto_currency: string
      /** The transaction. */
      tx_hash: string
    } | null
    /** The network’s id, such as base. */
    network: 'up' | 'down'
    /** Where it stands. */
    status: InvoiceStatus
    /** What stands beside the status and waits for somebody. */
    exceptions: ('underpaid' | 'overpaid' | 'late' | 'wrong_asset' | 'reverted' | 'held' | 'refund_due')[]
    /** Which events it is told of. */
    events: {
      /** Its id. */
      id: string
      /** What happened. */
      event: string
      /** When it happened. */
      timestamp: string
    }[]
  }[]
  /** The invoice’s own time after the last step. */
  clock: string
  /** The invoice. */
  invoice: Invoice
}

export interface TestStep {
  /** must be "rest", "excess", a share such as "60%", or an amount such as "16.49" */
  pay?: string
  /** The symbol of the token to send. */
  token?: string
  /** must be a time such as "30s", "20m", "2h" or "3d", "confirmed" or "expired" */
  wait?: string
  /** must be a number of blocks from 1 to 100, or "payment" */
  undo?: number | 'payment'
  /** What the blocks held is mined again in the next one. */
  again?: boolean
  /** must be "next" or the id of a prepared refund */
  refund?: string
  /** must be a time such as "30s", "20m", "2h" or "3d" */
  down?: string
}

export interface PaymentLink {
  /** Its id. */
  id: string
  /** What the object is. */
  object: 'payment_link'
  /** The last part of checkoutUrl: lower-case letters, digits and hyphens, for good; nobody can guess it where you name none. */
  slug: string
  /** What is paid for. */
  title: string
  /** More about it. */
  description: string | null
  /** What a session asks for, as decimal text such as "10.00". */
  fiatAmount: string
  /** The currency of the amounts. */
  fiatCurrency: string
  /** Whether the customer says how much; fiatAmount is proposed then. */
  customerChoosesAmount: boolean
  /** The least that a customer may choose. */
  minimumAmount: string | null
  /** How many of its sessions may be paid; null for any number. */
  maxUses: number | null
  /** How many sessions can still begin; null for any number. Open sessions hold a use until they end. */
  usesLeft: number | null
  /** No session begins later; null without an end. */
  endsAt: string | null
  /** What the customer is asked for before a session begins: no, optional or required. */
  collect: {
    /** The e-mail address. */
    email: 'no' | 'optional' | 'required'
    /** What the customer is called. */
    name: 'no' | 'optional' | 'required'
    /** A line from the customer to you. */
    note: 'no' | 'optional' | 'required'
  }
  /** Where the page leads a customer who has paid. */
  successUrl: string | null
  /** Where the page leads a customer who gives up. */
  cancelUrl: string | null
  /** Whether it is switched on: a link begins sessions, an endpoint is told. */
  active: boolean
  /** The page to send your customer to. */
  checkoutUrl: string
  /** A QR code of checkoutUrl to print: ?format=png, svg or pdf. */
  qrUrl: string
  /** When it was made. */
  createdAt: string
  /** When it was last changed. */
  updatedAt: string
}

export interface NewPaymentLink {
  /** What is paid for. */
  title: string
  /** What a session asks for, as decimal text such as "10.00". */
  fiatAmount: string
  /** The last part of checkoutUrl: lower-case letters, digits and hyphens, for good; nobody can guess it where you name none. */
  slug?: string
  /** More about it. */
  description?: string | null
  /** The currency of the amounts. */
  fiatCurrency?: string
  /** Where the page leads a customer who has paid. */
  successUrl?: string | null
  /** Where the page leads a customer who gives up. */
  cancelUrl?: string | null
  /** Whether it is switched on: a link begins sessions, an endpoint is told. */
  active?: boolean
  /** Whether the customer says how much; fiatAmount is proposed then. */
  customerChoosesAmount?: boolean
  /** The least that a customer may choose. */
  minimumAmount?: string | null
  /** How many of its sessions may be paid; null for any number. */
  maxUses?: number | null
  /** No session begins later; null without an end. */
  endsAt?: string | null
  /** What the customer is asked for before a session begins: no, optional or required. */
  collect?: {
    /** The e-mail address. */
    email?: 'no' | 'optional' | 'required'
    /** What the customer is called. */
    name?: 'no' | 'optional' | 'required'
    /** A line from the customer to you. */
    note?: 'no' | 'optional' | 'required'
  }
}

export interface CheckoutSession {
  /** Its id. */
  id: string
  /** What the object is. */
  object: 'checkout_session'
  /** The payment link that it began at. */
  linkId: string | null
  /** What became of it. */
  status: SessionStatus
  /** What is paid for. */
  title: string
  /** Where to pay: one address for every asset of the network. */
  address: string
  /** How much is to be paid. */
  amount: {
    /** In the smallest unit of the coin. */
    wei: string
    /** In whole coins. */
    eth: string
  } | null
  /** What is owed. */
  fiat: {
    /** How much is to be paid. */
    amount: string
    /** The currency of the amount. */
    currency: string
  }
  /** What a coin was worth when the session began; null without native coin, and in other currencies. */
  ethPriceUsd: string | null
  /** Every way to pay it, what amount says among them. */
  paymentOptions: {
    /** The asset’s symbol, such as USDT. */
    token: string
    /** The network that it is paid on. */
    network: string
    /** The chain that the wallet has to be on. */
    chainId: number
    /** Where to pay: one address for every asset of the network. */
    address: string
    /** How much is to be paid. */
    amount: string
  }[]
  /** Until then a payment is in time; ten minutes longer it is still taken, as paid_late. */
  expiresAt: string
  /** When it was paid. */
  paidAt: string | null
  /** The newest transaction that pays it. */
  txHash: string | null
  /** The chain that the wallet has to be on. */
  chainId: number
  /** Your own notes. */
  metadata: Record<string, string> | null
  /** The customer, once it is known who pays. */
  customerId: string | null
  /** What the customer said, or you said of them. */
  collected: {
    /** The e-mail address. */
    email: string | null
    /** What the customer is called. */
    name: string | null
    /** A line from the customer to you. */
    note: string | null
  }
  /** Where the page leads a customer who has paid. */
  successUrl: string | null
  /** Where the page leads a customer who gives up. */
  cancelUrl: string | null
  /** The page to send your customer to. */
  checkoutUrl: string
  /** The invoice beneath it, for refunds and what else an invoice can do. */
  invoiceId: string
  /** When it was made. */
  createdAt: string
}

export interface NewCheckoutSession {
  /** The payment link that it began at. */
  linkId?: string
  /** How much is to be paid. */
  amount?: {
    /** Decimal text such as "10.00". */
    value: string
    /** The currency of the amount. */
    currency: string
  }
  /** What is paid for. */
  title?: string | null
  /** More about it. */
  description?: string | null
  /** Your own notes. */
  metadata?: Record<string, string | number | boolean> | null
  /** Where the page leads a customer who has paid. */
  successUrl?: string | null
  /** Where the page leads a customer who gives up. */
  cancelUrl?: string | null
  /** Who pays: they become a customer of yours once they have. */
  customerEmail?: string | null
}

export type CheckoutInvoiceStatus = 'awaiting_payment' | 'partially_paid' | 'payment_detected' | 'confirmed' | 'paid_out_of_band' | 'expired' | 'voided'

export interface CheckoutInvoice {
  /** Its id. */
  id: string
  /** The page on which its customer pays it. */
  paymentUrl: string
  /** Derived from what happened to its money. */
  status: CheckoutInvoiceStatus
  /** US dollars. */
  amountUsd: Decimal
  /** What arrived, US dollars. */
  receivedAmountUsd: Decimal
  /** What of it is deep enough, US dollars. */
  confirmedAmountUsd: Decimal
  /** How the payments that count cover it. */
  paymentCoverage: 'no_payment' | 'partial_payment' | 'exact_payment' | 'overpayment'
  /** What its money comes to, US dollars. */
  paymentSummary: {
    /** How the payments that count cover it. */
    paymentCoverage: 'no_payment' | 'partial_payment' | 'exact_payment' | 'overpayment'
    /** What arrived, US dollars. */
    receivedAmountUsd: Decimal
    /** What of it is deep enough, US dollars. */
    confirmedAmountUsd: Decimal
    /** What is still to be paid. */
    remainingAmountUsd: Decimal
    /** What came beyond the amount. */
    overpaymentAmountUsd: Decimal
  }
  /** At once, or by a due date. */
  paymentTiming: unknown
  /** How deep the newest payment lies, its own block being the first. */
  confirmations: number
  /** When its first payment was seen. */
  paymentDetectedAt: string | null
  /** When enough was deep enough; null before, and for what was paid elsewhere. */
  confirmedAt: string | null
  /** When it was recorded that it was paid elsewhere. */
  paidOutOfBandAt: string | null
  /** What was noted then. */
  paidOutOfBandNote: string | null
  /** The option that is shown unless another is chosen. */
  defaultPaymentOptionId: string
  /** The option that the newest payment paid. */
  lastPaymentOptionId: string | null
  /** Of the newest payment. */
  lastTransactionHash: string | null
  /** What is wrong: the gravest that stands, else the one closed last. */
  exceptionType: 'underpayment' | 'overpayment' | 'late_payment' | 'wrong_asset' | 'payment_reverted' | 'held' | 'refund_due' | null
  /** open or closed; null where there never was one. */
  exceptionStatus: 'open' | 'closed' | null
  /** What a person made of it; null while it is open, and where its reason went away. */
  exceptionAction: 'accept' | 'refund' | 'ignore' | null
  /** Why, in that person’s words. */
  exceptionNote: string | null
  /** When it was closed. */
  exceptionClosedAt: string | null
  /** What is sold, at most 200 characters. */
  productName: string | null
  /** Your code of what is sold. */
  productCode: string | null
  /** Which of your integrations made it. */
  integrationId: string | null
  /** Who it says it is from, at most 120 characters; your configuration’s or business’s name unless given. */
  issuedBy: string | null
  /** Who is billed, at most 120 characters. */
  billTo: string | null
  /** Your reference, at most 200 characters; it may repeat. */
  merchantReference: string | null
  /** Your own id of the invoice; once in your account and mode. */
  externalInvoiceId: string | null
  /** Your id of the customer, at most 200 characters. */
  customerId: string | null
  /** The customer’s address, at most 320 characters; never shown to whoever holds the link. */
  customerEmail: string | null
  /** Where the customer is led to afterwards. */
  redirectUrl: string | null
  /** Your own notes, a flat object; notes has at most 140 characters. */
  metadata: Record<string, string>
  /** Whether it is about real money. */
  livemode: boolean
  /** When it was made; of a webhook, when this try is made. */
  createdAt: string
  /** When it was last changed. */
  updatedAt: string
  /** Every way in which it can be paid. */
  paymentOptions: {
    /** Its id. */
    id: string
    /** address_transfer is sent to an address, wallet_contract calls the hub. */
    railType: 'wallet_contract' | 'address_transfer'
    /** Symbol of what is paid with. */
    assetCode: string
    /** The network’s id. */
    network: string
    /** What pays the whole, in units of the asset. */
    quotedAmount: string
    /** US dollars for one unit of the asset. */
    quoteRate: string
    /** When a price that moves is quoted anew. */
    quoteExpiresAt: string
    /** Where the money is sent; of wallet_contract the hub. */
    destinationAddress: string | null
    /** The payment as a link for wallets (EIP-681); null once nothing may be sent any more. */
    paymentUri: string | null
    /** The address as a picture, a data URL; null once nothing may be sent any more. */
    qrCode: string | null
    /** Whether it is the one that is shown first. */
    isDefault: boolean
    /** What a wallet or program needs to send the money. */
    optionPayload: {
      /** The chain’s number. */
      chainId: number
      /** Who receives it. */
      recipient: string
      /** The token’s contract; null for the native coin. */
      tokenContract: string | null
      /** Places of the asset’s base unit. */
      decimals: number
      /** How deep it has to lie. */
      requiredConfirmations: number
      /** What is to be sent now, base units. */
      paymentAmountAtomic: string
      /** The hub that is called. */
      contractAddress: string
      /** The same. */
      merchantIdHash: string
      /** The same. */
      invoiceIdHash: string
      /** The same. */
      paymentIdHash: string
      /** The terms that the hub’s call takes, field by field. */
      paymentCall: {
        /** The merchant as the hub names it, a hash. */
        merchantId: string
        /** The invoice as the hub names it, a hash. */
        invoiceId: string
        /** Its payment as the hub names it, a hash. */
        paymentId: string
        /** The token’s contract; zero for the native coin. */
        token: string
        /** Who receives it. */
        recipient: string
        /** In whole units of the asset, exact. */
        amount: string
        /** The part of the amount that the platform takes, base units. */
        fee: string
        /** Who receives the fee. */
        feeRecipient: string
        /** Unix seconds until which the call is taken. */
        deadline: number
      }
    } | {
      /** The chain’s number. */
      chainId: number
      /** Who receives it. */
      recipient: string
      /** The token’s contract; null for the native coin. */
      tokenContract: string | null
      /** Places of the asset’s base unit. */
      decimals: number
      /** How deep it has to lie. */
      requiredConfirmations: number
      /** What is to be sent now, base units. */
      paymentAmountAtomic: string
    }
  }[]
}

export interface NewCheckoutInvoice {
  /** US dollars. */
  amountUsd: Decimal
  /** At once, or by a due date. */
  paymentTiming?: unknown
  /** What is sold, at most 200 characters. */
  productName?: string | null
  /** Your code of what is sold. */
  productCode?: string | null
  /** Which of your integrations made it. */
  integrationId?: string | null
  /** Who it says it is from, at most 120 characters; your configuration’s or business’s name unless given. */
  issuedBy?: string | null
  /** Who is billed, at most 120 characters. */
  billTo?: string | null
  /** Your reference, at most 200 characters; it may repeat. */
  merchantReference?: string | null
  /** Your own id of the invoice; once in your account and mode. */
  externalInvoiceId?: string | null
  /** Your id of the customer, at most 200 characters. */
  customerId?: string | null
  /** The customer’s address, at most 320 characters; never shown to whoever holds the link. */
  customerEmail?: string | null
  /** Where the customer is led to afterwards. */
  redirectUrl?: string | null
  /** Your own notes, a flat object; notes has at most 140 characters. */
  metadata?: Record<string, string | number | boolean> | null
}

export interface CheckoutInvoiceSummary {
  /** Its id. */
  id: string
  /** The page on which its customer pays it. */
  paymentUrl: string
  /** Derived from what happened to its money. */
  status: CheckoutInvoiceStatus
  /** US dollars. */
  amountUsd: Decimal
  /** What arrived, US dollars. */
  receivedAmountUsd: Decimal
  /** What of it is deep enough, US dollars. */
  confirmedAmountUsd: Decimal
  /** How the payments that count cover it. */
  paymentCoverage: 'no_payment' | 'partial_payment' | 'exact_payment' | 'overpayment'
  /** What its money comes to, US dollars. */
  paymentSummary: {
    /** How the payments that count cover it. */
    paymentCoverage: 'no_payment' | 'partial_payment' | 'exact_payment' | 'overpayment'
    /** What arrived, US dollars. */
    receivedAmountUsd: Decimal
    /** What of it is deep enough, US dollars. */
    confirmedAmountUsd: Decimal
    /** What is still to be paid. */
    remainingAmountUsd: Decimal
    /** What came beyond the amount. */
    overpaymentAmountUsd: Decimal
  }
  /** At once, or by a due date. */
  paymentTiming: unknown
  /** How deep the newest payment lies, its own block being the first. */
  confirmations: number
  /** When its first payment was seen. */
  paymentDetectedAt: string | null
  /** When enough was deep enough; null before, and for what was paid elsewhere. */
  confirmedAt: string | null
  /** When it was recorded that it was paid elsewhere. */
  paidOutOfBandAt: string | null
  /** What was noted then. */
  paidOutOfBandNote: string | null
  /** The option that is shown unless another is chosen. */
  defaultPaymentOptionId: string
  /** The option that the newest payment paid. */
  lastPaymentOptionId: string | null
  /** Of the newest payment. */
  lastTransactionHash: string | null
  /** What is wrong: the gravest that stands, else the one closed last. */
  exceptionType: 'underpayment' | 'overpayment' | 'late_payment' | 'wrong_asset' | 'payment_reverted' | 'held' | 'refund_due' | null
  /** open or closed; null where there never was one. */
  exceptionStatus: 'open' | 'closed' | null
  /** What a person made of it; null while it is open, and where its reason went away. */
  exceptionAction: 'accept' | 'refund' | 'ignore' | null
  /** Why, in that person’s words. */
  exceptionNote: string | null
  /** When it was closed. */
  exceptionClosedAt: string | null
  /** What is sold, at most 200 characters. */
  productName: string | null
  /** Your code of what is sold. */
  productCode: string | null
  /** Which of your integrations made it. */
  integrationId: string | null
  /** Who it says it is from, at most 120 characters; your configuration’s or business’s name unless given. */
  issuedBy: string | null
  /** Who is billed, at most 120 characters. */
  billTo: string | null
  /** Your reference, at most 200 characters; it may repeat. */
  merchantReference: string | null
  /** Your own id of the invoice; once in your account and mode. */
  externalInvoiceId: string | null
  /** Your id of the customer, at most 200 characters. */
  customerId: string | null
  /** The customer’s address, at most 320 characters; never shown to whoever holds the link. */
  customerEmail: string | null
  /** Where the customer is led to afterwards. */
  redirectUrl: string | null
  /** Your own notes, a flat object; notes has at most 140 characters. */
  metadata: Record<string, string>
  /** Whether it is about real money. */
  livemode: boolean
  /** When it was made; of a webhook, when this try is made. */
  createdAt: string
  /** When it was last changed. */
  updatedAt: string
}

export interface SessionEvent {
  /** Its id. */
  id: string
  /** What the object is. */
  object: 'event'
  /** What happened. */
  type: SessionEventType
  /** Whether it is of live mode. */
  livemode: boolean
  /** The whole session, as it was then. */
  data: CheckoutSession
  /** When it was made. */
  createdAt: string
}

export interface Customer {
  /** Its id. */
  id: string
  /** What the object is. */
  object: 'customer'
  /** The e-mail address. */
  email: string | null
  /** What the customer is called. */
  name: string | null
  /** Your own id of them: customer_id in an invoice’s metadata. */
  reference: string | null
  /** What arrived and was settled, at the quotes of then, by currency. */
  paid: {
    /** The currency of the amount. */
    currency: string
    /** How much is to be paid. */
    amount: string
    /** How many invoices. */
    invoices: number
  }[]
  /** The same by asset. */
  received: {
    /** The asset’s symbol, such as USDT. */
    token: string
    /** The network that it is paid on. */
    network: string
    /** How much is to be paid. */
    amount: string
  }[]
  /** What they have left of earlier overpayments, by asset. */
  credit: {
    /** The asset’s symbol, such as USDT. */
    token: string
    /** The network that it is paid on. */
    network: string
    /** What their next invoice takes. */
    available: string
    /** What open invoices have taken. */
    reserved: string
  }[]
  /** When it was made. */
  createdAt: string
  /** When it was last changed. */
  updatedAt: string
}

export interface NewCustomer {
  /** The e-mail address. */
  email: string
  /** What the customer is called. */
  name?: string | null
}

export interface CustomerCredit {
  /** Who pays it: the customer’s id, or the customer. */
  customer: {
    /** Its id. */
    id: string
    /** The customer’s e-mail, in lower case; null once it is erased. */
    email: string | null
    /** Your own id of the customer. */
    customer_id: string | null
  }
  /** What they have, by asset. */
  balances: {
    /** The asset’s symbol, such as USDT. */
    crypto_currency: string
    /** The network’s id, such as base. */
    network: string
    /** What the next invoice in this asset takes. */
    available: Decimal
    /** Taken by invoices that can still be paid. */
    reserved: Decimal
    /** Taken by invoices that are paid. */
    spent: Decimal
  }[]
  /** The newest changes, at most a hundred. */
  entries: {
    /** Its id. */
    id: string
    /** How much, in the asset. */
    amount: Decimal
    /** The asset’s symbol, such as USDT. */
    crypto_currency: string
    /** The network’s id, such as base. */
    network: string
    /** The invoice’s id. */
    invoice_id: string
    /** The overpaid invoice that it comes from. */
    source_invoice_id: string
    /** When it was made. */
    created_at: string
  }[]
}

export interface WebhookEndpoint {
  /** Its id. */
  id: string
  /** What the object is. */
  object: 'webhook_endpoint'
  /** Where deliveries go: https. */
  url: string
  /** Which events it is told of; * stands for all of them. */
  events: ('*' | 'session.created' | 'session.pending' | 'session.detected' | 'session.paid' | 'session.underpaid' | 'session.overpaid' | 'session.expired' | 'session.paid_late' | 'session.failed')[]
  /** Whether it is switched on: a link begins sessions, an endpoint is told. */
  active: boolean
  /** Why it is switched off: requested by you, failing for a week, or gone, as it said itself. Null while it is active. */
  disabledReason: 'requested' | 'failing' | 'gone' | null
  /** The first characters of its secret, to tell secrets apart. */
  secretPrefix: string
  /** When it was made. */
  createdAt: string
}

export interface NewWebhookEndpoint {
  /** Where deliveries go: https. */
  url: string
  /** Which events; * or none named for all of them */
  events?: ('*' | 'session.created' | 'session.pending' | 'session.detected' | 'session.paid' | 'session.underpaid' | 'session.overpaid' | 'session.expired' | 'session.paid_late' | 'session.failed')[] | null
  /** Whether it is switched on: a link begins sessions, an endpoint is told. */
  active?: boolean | null
}

export interface CreatedWebhookEndpoint {
  /** Its id. */
  id: string
  /** What the object is. */
  object: 'webhook_endpoint'
  /** Where deliveries go: https. */
  url: string
  /** Which events it is told of; * stands for all of them. */
  events: ('*' | 'session.created' | 'session.pending' | 'session.detected' | 'session.paid' | 'session.underpaid' | 'session.overpaid' | 'session.expired' | 'session.paid_late' | 'session.failed')[]
  /** Whether it is switched on: a link begins sessions, an endpoint is told. */
  active: boolean
  /** Why it is switched off: requested by you, failing for a week, or gone, as it said itself. Null while it is active. */
  disabledReason: 'requested' | 'failing' | 'gone' | null
  /** The first characters of its secret, to tell secrets apart. */
  secretPrefix: string
  /** When it was made. */
  createdAt: string
  /** What signs its deliveries; shown this once. */
  secret: string
}

export interface WebhookDelivery {
  /** Its id. */
  id: string
  /** What the object is. */
  object: 'webhook_delivery'
  /** The endpoint that it goes to. */
  endpointId: string
  /** The event’s id, which your server sees as webhook-id: the same in every try. */
  eventId: string
  /** What happened. */
  eventType: SessionEventType
  /** What became of it. */
  status: 'pending' | 'delivered' | 'paused' | 'abandoned'
  /** How many tries began. */
  attempts: number
  /** What your server answered to the last try; null without an answer. */
  responseCode: number | null
  /** When it is tried next; null unless another try is to come. */
  nextAttemptAt: string | null
  /** When it was first taken; null before. */
  deliveredAt: string | null
  /** When it was made. */
  createdAt: string
}

export interface Health {
  /** Where it stands. */
  status: 'ok' | 'degraded' | 'down'
  /** Whether the database answers. */
  database: boolean
  /** Each network that is read. */
  networks: {
    /** Its id. */
    id: string
    /** Its name. */
    name: string
    /** Live, or test. */
    mode: 'live' | 'test'
    /** The newest block that is known. */
    head: number | null
    /** Where the page before ended: its next_cursor. */
    cursor: number | null
    /** How far behind the chain the reading is. */
    lag_seconds: number | null
    /** Whether the network and its contracts are what they should be. */
    verified: boolean
    /** Whether two providers must agree on large payments. */
    second_provider: boolean
    /** Whether the last try to read it failed. */
    failing: boolean
    /** Why, in your words. */
    reason: string | null
    /** Who is asked, the preferred one first. */
    providers: {
      /** Its name. */
      name: string
      /** How it does, or that its budget is spent. */
      state: 'ok' | 'failing' | 'budget_spent' | 'unused'
      /** Why, in your words. */
      reason: string | null
      /** The newest block that is known. */
      head: number | null
      /** Since when every try has failed. */
      failing_since: string | null
      /** When it is asked again. */
      retry_at: string | null
      /** How many times it was asked since midnight, UTC. */
      calls_today: number
      /** How many a day its budget allows; null without one. */
      calls_per_day: number | null
    }[]
  }[]
  /** Where prices come from, and what has none. */
  rates: {
    /** What each source said. */
    sources: {
      /** Its id. */
      id: string
      /** Seconds since it last told prices; null when it never did. */
      age_seconds: number | null
      /** Why it told nothing the last time; null where it did. */
      last_error: string | null
    }[]
    /** What cannot be quoted now, and why. */
    paused: {
      /** What is priced in what, such as ETH/USD. */
      pair: string
      /** Why, in your words. */
      reason: 'too_few_sources' | 'sources_disagree' | 'price_jumped' | 'off_peg' | 'no_source'
    }[]
  }
  /** Who screens senders before their money is settled; one that fails holds up settling. */
  screening: {
    /** Its id. */
    id: 'oracle' | 'list'
    /** Each network that is read. */
    networks: string[] | null
    /** Whether the last try to read it failed. */
    failing: boolean
  }[]
}

export interface InvoiceEvent {
  /** Its id. */
  id: string
  /** Its kind. */
  type: InvoiceEventType
  created: string
  /** Whether it is about real money. */
  livemode: boolean
  /** What it is about. */
  data: {
    /** The accounting; null before it is paid. */
    settlement?: {
      /** Its id. */
      id: string
      /** The invoice’s id. */
      invoice_id: string
      /** All that was paid. */
      gross_amount: Decimal
      /** What the operator of this server takes. */
      platform_fee_amount: Decimal
      /** What is yours: gross less the fee. */
      net_amount: Decimal
      /** What the credit of an earlier overpayment pays of it, in the asset; it is no part of what is to be sent. */
      credit_applied: Decimal
      /** The currency of the amounts. */
      currency: string
      /** Where it stands. */
      status: 'pending' | 'completed' | 'failed'
      /** When the accounting was final. */
      settled_at: string | null
    }
    /** The payment it is about. */
    payment?: {
      /** Its id. */
      id: string
      /** How much, in the asset. */
      amount: Decimal
      /** The asset’s symbol, such as USDT. */
      crypto_currency: string
      /** The network’s id, such as base. */
      network: string
      /** The transaction. */
      tx_hash: string | null
      /** Where it stands. */
      status: 'detected' | 'confirming' | 'confirmed' | 'orphaned' | 'failed'
      /** Blocks from the payment’s own to the newest, both counted. */
      confirmations: number
      /** How deep a payment must lie before it counts. */
      required_confirmations: number
      /** The block that holds the transfer. */
      block_number: number
      /** The sender, where the chain names one. */
      from_address: string | null
      /** When it was first seen. */
      detected_at: string
      /** When it was deep enough. */
      confirmed_at: string | null
    }
    /** How much of the whole is there, in the asset. */
    payment_progress?: {
      /** What was seen so far. */
      received: Decimal
      /** What is to be paid in all. */
      required: Decimal
      /** What is still owed. */
      remaining: Decimal
      /** The share of the whole, in percent. */
      percent: Decimal
    }
    /** What came to stand beside the status. */
    exception?: 'underpaid' | 'overpaid' | 'late' | 'wrong_asset' | 'reverted' | 'held' | 'refund_due'
    /** What came beyond the tolerance, and what became of it; null without an excess. */
    overpayment?: {
      /** How much, in the asset. */
      amount: Decimal
      /** The asset’s symbol, such as USDT. */
      crypto_currency: string
      /** What is to become of it. */
      action: 'credit_account' | 'refund' | 'donate'
      /** Where it stands. */
      status: 'pending' | 'credited' | 'donated' | 'refund_due' | 'refunded' | 'needs_attention' | 'reverted'
      /** Who pays it: the customer’s id, or the customer. */
      customer: string | null
    }
    /** What an earlier payment’s credit pays. */
    credit?: {
      /** How much, in the asset. */
      amount: Decimal
      /** What the credit of an earlier overpayment pays of it, in the asset; it is no part of what is to be sent. */
      credit_applied: Decimal
      /** The asset’s symbol, such as USDT. */
      crypto_currency: string
    }
    sweep?: {
      /** The transaction. */
      tx_hash: string
      /** The currency of the amounts. */
      currency: string
      /** What is yours: gross less the fee. */
      net_amount: string
      fee_amount: string
    }
    /** The refund it is about; in a test, which one your wallet sends: next, or its id. */
    refund?: {
      /** Its id. */
      id: string
      /** What is to be paid, in the asset: text, exact to the last place. */
      crypto_amount: string
      /** The asset’s symbol, such as USDT. */
      crypto_currency: string
      /** The last block that was read. */
      to: string
      /** The transaction. */
      tx_hash: string | null
    }
    /** Why, in your words. */
    reason?: string
    /** The invoice. */
    invoice: {
      /** Its id. */
      id: string
      /** What your customer reads first. */
      title: string
      /** Where it stands. */
      status: InvoiceStatus
      /** The whole. */
      total: Decimal
      /** The currency of the amounts. */
      currency: string
      /** Your own names and values, given back as they are. */
      metadata: Record<string, string>
      /** When it was made. */
      created_at: string
      /** When it ends. */
      expires_at: string
      /** When it was paid. */
      paid_at: string | null
    }
  }
}

export interface WebhookTest {
  /** Its id. */
  id: string
  /** Its kind. */
  type: 'webhook.test'
  created: string
  /** Whether it is about real money. */
  livemode: boolean
  /** What it is about. */
  data: {
    webhook_endpoint: {
      /** Its id. */
      id: string
    }
  }
}

export type InvoicesErrorCode = 'ADDRESS_MISMATCH' | 'API_KEYS_FULL' | 'API_KEY_ENDED' | 'BILLING_PAST_DUE' | 'CROSS_ORIGIN_REFUSED' | 'EMAIL_TAKEN' | 'EXCEPTION_NOT_OPEN' | 'EXTERNAL_ID_TAKEN' | 'FORBIDDEN' | 'IDEMPOTENCY_CONFLICT' | 'INTERNAL_ERROR' | 'INVALID_AMOUNT' | 'INVALID_CURSOR' | 'INVALID_IDEMPOTENCY_KEY' | 'INVALID_ITEMS' | 'INVALID_JSON' | 'INVOICE_NOT_CANCELLABLE' | 'INVOICE_NOT_COMPLETABLE' | 'LINK_CLOSED' | 'MERCHANT_INACTIVE' | 'METHOD_NOT_ALLOWED' | 'NETWORK_UNREACHABLE' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'PAYLOAD_TOO_LARGE' | 'PAYMENT_METHOD_EXISTS' | 'PAYMENT_METHOD_PAUSED' | 'PAYMENT_METHOD_REQUIRED' | 'PAYMENT_NOT_RECORDABLE' | 'PLAN_LIMIT_REACHED' | 'QUOTE_NOT_RENEWABLE' | 'RATE_LIMITED' | 'RATE_UNAVAILABLE' | 'REFUND_NOT_COVERED' | 'REFUND_NOT_OPEN' | 'REGISTRATION_CLOSED' | 'RELAY_REFUSED' | 'RELAY_UNAVAILABLE' | 'RIGHTS_EXCEEDED' | 'ROUTE_NOT_FOUND' | 'SERVICE_UNAVAILABLE' | 'SLUG_TAKEN' | 'TEST_INVOICE_BUSY' | 'TEST_INVOICE_FULL' | 'TEST_MODE_ONLY' | 'TOO_MANY_STREAMS' | 'TRANSACTION_ALREADY_USED' | 'TRANSACTION_FAILED' | 'TRANSACTION_NOT_MINED' | 'TRANSACTION_OF_ANOTHER' | 'TRANSACTION_UNRELATED' | 'UNAUTHENTICATED' | 'UNSUPPORTED_CRYPTO_CURRENCY' | 'UNSUPPORTED_CURRENCY' | 'UNSUPPORTED_MEDIA_TYPE' | 'VALIDATION_FAILED' | 'WEBHOOK_ENDPOINT_DISABLED'

export type SessionsErrorCode = 'address_mismatch' | 'api_keys_full' | 'api_key_ended' | 'billing_past_due' | 'cross_origin_refused' | 'email_taken' | 'exception_not_open' | 'external_id_taken' | 'forbidden' | 'idempotency_conflict' | 'internal_error' | 'invalid_amount' | 'invalid_cursor' | 'invalid_idempotency_key' | 'invalid_items' | 'invalid_json' | 'invoice_not_cancellable' | 'invoice_not_completable' | 'link_closed' | 'merchant_inactive' | 'method_not_allowed' | 'network_unreachable' | 'not_found' | 'not_permitted' | 'payload_too_large' | 'payment_method_exists' | 'payment_method_paused' | 'payment_method_required' | 'payment_not_recordable' | 'plan_limit_reached' | 'quote_not_renewable' | 'rate_limited' | 'rate_unavailable' | 'refund_not_covered' | 'refund_not_open' | 'registration_closed' | 'relay_refused' | 'relay_unavailable' | 'rights_exceeded' | 'route_not_found' | 'service_unavailable' | 'slug_taken' | 'test_invoice_busy' | 'test_invoice_full' | 'test_mode_only' | 'too_many_streams' | 'transaction_already_used' | 'transaction_failed' | 'transaction_not_mined' | 'transaction_of_another' | 'transaction_unrelated' | 'unauthenticated' | 'unsupported_crypto_currency' | 'unsupported_currency' | 'unsupported_media_type' | 'validation_failed' | 'webhook_endpoint_disabled'

export interface Operations {
  /** What lies at your deterministic addresses, by network and token */
  get_checkout_address_transfer_withdrawals: {
    answer: {
      /** What lies at your addresses. */
      withdrawable: {
        /** The network’s id. */
        network: string
        /** The network’s name. */
        networkName: string
        /** Symbol of what is paid with. */
        assetCode: string
        /** Confirmed, and worth its gas: what a withdrawal moves. */
        ready: string
        /** At how many addresses. */
        addresses: number
        /** What waits for its confirmations. */
        pending: string
        /** What lies at addresses where it costs more gas than it brings. */
        dust: string
        /** What waits at addresses where something of it is held. */
        held: string
        /** What a sweep by this checkout moves at the moment. */
        underWay: string
      }[]
    }
  }
  /** Confirm a withdrawal that your own wallet signed: its receipt is read, and payouts are completed */
  post_checkout_address_transfer_withdrawals_confirm: {
    body: {
      /** The network’s id. */
      network: string
      /** Its transaction; null where only a balance showed it. */
      transactionHash?: string
      /** Several of them, which count together or not at all. */
      transactionHashes?: string[]
    }
    answer: {
      /** What was confirmed. */
      withdrawals: {
        /** Its id. */
        id: string
        /** The network’s id. */
        network: string
        /** The network’s name. */
        networkName: string
        /** Its transaction; null where only a balance showed it. */
        transactionHash: string
        /** The block that holds it; null without one. */
        blockNumber: number
        /** When it was confirmed. */
        confirmedAt: string
        /** What reached the treasury, by token. */
        moved: {
          /** Symbol of what is paid with. */
          assetCode: string
          /** What is yours. */
          net: string
          /** What went to the platform. */
          fee: string
          /** At how many addresses. */
          addresses: number
        }[]
        /** Whose payouts it is. */
        invoiceIds: string[]
      }[]
    }
  }
  /** The transactions that move what lies at your addresses on a network, for your own wallet to sign */
  post_checkout_address_transfer_withdrawals_prepare: {
    body: {
      /** The network’s id. */
      network: string
      /** The wallet that will send it, for the gas estimate; the treasury unless named. */
      from?: string | null
      /** Moves what costs more gas than it brings, too. */
      includeDust?: boolean | null
    }
    answer: {
      /** The network’s id. */
      network: string
      /** The network’s name. */
      networkName: string
      /** The chain’s number. */
      chainId: number
      /** The transactions to sign, one for each treasury and fee that addresses were made with. */
      calls: {
        /** The forwarder factory. */
        to: string
        /** What to send with it. */
        data: string
        /** Native coin to send with it. */
        value: string
        /** Where your part goes. */
        treasury: string
        /** Who receives the fee. */
        feeRecipient: string
        /** The platform’s part in hundredths of a percent. */
        feeBps: number
        /** At how many addresses. */
        addresses: number
        /** What it moves, by token. */
        amounts: {
          /** Symbol of what is paid with. */
          assetCode: string
          /** At least: what comes until then goes with it. */
          amount: string
          /** What of it is the platform’s. */
          fee: string
          /** What is yours. */
          net: string
        }[]
        /** Null where the call would fail now. */
        gas: string | null
        /** What the network takes for it, in the native coin. */
        networkFee: string | null
      }[]
      /** What a unit of gas costs now, in the native coin. */
      gasPrice: string | null
      /** The coin that gas is paid in. */
      nativeAsset: string
      /** Whether more lies there than one batch takes. */
      more: boolean
      /** Addresses where something went astray whose treasury is a contract that is not proven to be yours on this network. */
      outOfReach: string[]
    }
  }
  /** The active API keys, with their last use */
  get_checkout_api_keys: {
    answer: {
      /** Active ones, the oldest first. */
      keys: {
        /** Its id. */
        id: string
        /** Its first twelve characters. */
        keyPrefix: string
        /** What you call it. */
        label: string
        /** When it was made; of a webhook, when this try is made. */
        createdAt: string
        /** When it ends with the token that made it; null where a person did. */
        expiresAt: string | null
        /** To within five minutes; null before its first use. */
        lastUsedAt: string | null
      }[]
    }
  }
  /** Make an API key for creating and reading invoices, three at most; it is shown this once */
  post_checkout_api_keys: {
    body: {
      /** What you call it. */
      label: string
    }
    answer: {
      /** Its id. */
      id: string
      /** Its first twelve characters. */
      keyPrefix: string
      /** What you call it. */
      label: string
      /** When it was made; of a webhook, when this try is made. */
      createdAt: string
      /** When it ends with the token that made it; null where a person did. */
      expiresAt: string | null
      /** The key, which is shown this once. */
      rawKey: string
    }
  }
  /** Revoke an API key, at once and for good */
  delete_checkout_api_keys_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: {
      /** Its id. */
      id: string
      /** Its first twelve characters. */
      keyPrefix: string
      /** What you call it. */
      label: string
      /** When it was made; of a webhook, when this try is made. */
      createdAt: string
      /** When it ends with the token that made it; null where a person did. */
      expiresAt: string | null
      /** Since then it opens nothing. */
      revokedAt: string | null
    }
  }
  /** Your configuration, with payment methods and the tokens that there are */
  get_checkout_config: {
    answer: {
      /** The settings. */
      config: {
        /** Its id. */
        id: string
        /** How long an invoice can be paid unless it says so itself. */
        defaultPaymentTiming: {
          /** immediate or due_date. */
          mode: 'immediate'
          /** Minutes to pay. */
          expiresAfterMinutes: number
        } | {
          /** immediate or due_date. */
          mode: 'due_date'
          /** Days from making an invoice to its due date. */
          dueAfterDays: number
          /** Days after the due date in which it can still be paid. */
          graceDays: number
        }
        /** Who an invoice is from unless it says so itself. */
        invoiceIssuerName: string | null
        /** Whether the customer is mailed a link to a new invoice, in live mode. */
        sendInvoiceCreatedEmail: boolean
        /** Whether the customer is mailed that an invoice is paid, in live mode. */
        sendInvoicePaidEmail: boolean
        /** Which fields your own form shows, by name. */
        invoiceCreateFields: Record<string, boolean>
        /** Where events are sent; null where nobody is told. */
        webhookUrl: string | null
        /** Events by name, false where one is switched off. */
        webhookEvents: Record<string, boolean>
        /** Where the customer is led to afterwards. */
        redirectUrl: string | null
        /** Whether there is a secret that webhooks are signed with. */
        webhookSecretConfigured: boolean
        /** Ways to be paid, each by its id or by asset and network. */
        paymentMethods: {
          /** Its id. */
          id: string
          /** What kind of method it is. */
          methodType: 'crypto'
          /** What you call it. */
          label: string
          /** Symbol of what is paid with. */
          assetCode: string
          /** The network’s id. */
          network: string
          /** Whether invoices can be paid so. */
          enabled: boolean
          /** By which rails it can be paid. */
          railTypes: ('address_transfer' | 'wallet_contract')[]
          /** Whether an extended public key is kept for it, encrypted. */
          hasSecret: boolean
          /** Null where customers pay to addresses of your own wallet. */
          treasury: string | null
          /** Where later invoices’ money goes from then on; it can be called off in the dashboard. */
          pendingTreasury: {
            /** Where your part goes. */
            treasury: string
            /** The wallet that sends it. */
            from: string
          } | null
          /** Taken when only the asset is named. */
          isDefault: boolean
          /** How its network is doing; waiting for its time where a first wallet or treasury is delayed. */
          state: 'ready' | 'delayed' | 'unverified' | 'closed' | 'waiting'
          /** The settings. */
          config: {
            /** How deep it has to lie. */
            requiredConfirmations: number
          }
          /** When it was made; of a webhook, when this try is made. */
          createdAt: string
        }[]
        /** Tokens of networks that are open here; a network’s own coin can be a method too. */
        supportedEthereumTokens: {
          /** Symbol of what is paid with. */
          assetCode: string
          /** The network’s id. */
          network: string
          /** The chain’s number. */
          chainId: number
          /** What it is called. */
          displayName: string
          /** The hub that is called. */
          contractAddress: string
          /** Places of the asset’s base unit. */
          decimals: number
          /** How deep a payment has to lie unless said. */
          defaultConfirmations: number
        }[]
        /** When it was made; of a webhook, when this try is made. */
        createdAt: string
        /** When it was last changed. */
        updatedAt: string
      }
    }
  }
  /** Make the configuration, or put another one in its place */
  put_checkout_config: {
    body: {
      /** Twenty minutes unless said. */
      defaultPaymentTiming?: unknown
      /** The merchant’s name unless said. */
      invoiceIssuerName?: string | null
      /** Whether the customer is mailed a link to a new invoice, in live mode. */
      sendInvoiceCreatedEmail?: boolean
      /** Whether the customer is mailed that an invoice is paid, in live mode. */
      sendInvoicePaidEmail?: boolean
      /** Which fields your own form shows, by name. */
      invoiceCreateFields?: Record<string, boolean>
      /** Where events are sent; null where nobody is told. */
      webhookUrl?: string | null
      /** Those that are not named are told. */
      webhookEvents?: Record<string, boolean>
      /** Where the customer is led to afterwards. */
      redirectUrl?: string | null
      /** All there shall be: others are disabled. Left out, they stay as they are. */
      paymentMethods?: {
        /** Its id. */
        id?: string
        /** Such as USDC, or the network’s own coin. */
        assetCode: string
        /** Of those that are open here. */
        network: string
        /** What you call it. */
        label?: string | null
        /** Whether invoices can be paid so. */
        enabled?: boolean
        /** address_transfer unless said. */
        railTypes?: ('address_transfer' | 'wallet_contract')[]
        /** The settings. */
        config?: {
          /** Asked for where the merchant has no number for all; null is what the network asks for. */
          requiredConfirmations?: number | null
        }
        /** Where your part goes. */
        treasury?: string | null
        /** The last six characters of the treasury, as your wallet shows them; or sign its challenge. */
        treasuryLastSix?: string | null
        /** The treasury’s signature of its challenge (EIP-191, or EIP-1271 for a contract). */
        treasurySignature?: string | null
        /** `until` of the challenge that was signed. */
        treasurySignedUntil?: string | null
      }[]
    }
    answer: {
      /** The settings. */
      config: {
        /** Its id. */
        id: string
        /** How long an invoice can be paid unless it says so itself. */
        defaultPaymentTiming: {
          /** immediate or due_date. */
          mode: 'immediate'
          /** Minutes to pay. */
          expiresAfterMinutes: number
        } | {
          /** immediate or due_date. */
          mode: 'due_date'
          /** Days from making an invoice to its due date. */
          dueAfterDays: number
          /** Days after the due date in which it can still be paid. */
          graceDays: number
        }
        /** Who an invoice is from unless it says so itself. */
        invoiceIssuerName: string | null
        /** Whether the customer is mailed a link to a new invoice, in live mode. */
        sendInvoiceCreatedEmail: boolean
        /** Whether the customer is mailed that an invoice is paid, in live mode. */
        sendInvoicePaidEmail: boolean
        /** Which fields your own form shows, by name. */
        invoiceCreateFields: Record<string, boolean>
        /** Where events are sent; null where nobody is told. */
        webhookUrl: string | null
        /** Events by name, false where one is switched off. */
        webhookEvents: Record<string, boolean>
        /** Where the customer is led to afterwards. */
        redirectUrl: string | null
        /** Whether there is a secret that webhooks are signed with. */
        webhookSecretConfigured: boolean
        /** Ways to be paid, each by its id or by asset and network. */
        paymentMethods: {
          /** Its id. */
          id: string
          /** What kind of method it is. */
          methodType: 'crypto'
          /** What you call it. */
          label: string
          /** Symbol of what is paid with. */
          assetCode: string
          /** The network’s id. */
          network: string
          /** Whether invoices can be paid so. */
          enabled: boolean
          /** By which rails it can be paid. */
          railTypes: ('address_transfer' | 'wallet_contract')[]
          /** Whether an extended public key is kept for it, encrypted. */
          hasSecret: boolean
          /** Null where customers pay to addresses of your own wallet. */
          treasury: string | null
          /** Where later invoices’ money goes from then on; it can be called off in the dashboard. */
          pendingTreasury: {
            /** Where your part goes. */
            treasury: string
            /** The wallet that sends it. */
            from: string
          } | null
          /** Taken when only the asset is named. */
          isDefault: boolean
          /** How its network is doing; waiting for its time where a first wallet or treasury is delayed. */
          state: 'ready' | 'delayed' | 'unverified' | 'closed' | 'waiting'
          /** The settings. */
          config: {
            /** How deep it has to lie. */
            requiredConfirmations: number
          }
          /** When it was made; of a webhook, when this try is made. */
          createdAt: string
        }[]
        /** Tokens of networks that are open here; a network’s own coin can be a method too. */
        supportedEthereumTokens: {
          /** Symbol of what is paid with. */
          assetCode: string
          /** The network’s id. */
          network: string
          /** The chain’s number. */
          chainId: number
          /** What it is called. */
          displayName: string
          /** The hub that is called. */
          contractAddress: string
          /** Places of the asset’s base unit. */
          decimals: number
          /** How deep a payment has to lie unless said. */
          defaultConfirmations: number
        }[]
        /** When it was made; of a webhook, when this try is made. */
        createdAt: string
        /** When it was last changed. */
        updatedAt: string
      }
      /** Where a first webhookUrl was set, what signs its webhooks: shown this once. */
      webhookSecret: string | null
    }
  }
  /** What lies in your treasuries now, read on chain */
  get_checkout_config_balance: {
    answer: {
      /** What lies in each treasury, by network and asset. */
      balances: {
        /** The network’s id. */
        network: string
        /** The chain’s number. */
        chainId: number
        /** Symbol of what is paid with. */
        assetCode: string
        /** Where your part goes. */
        treasury: string
        /** In whole coins. */
        balance: string
        /** In base units. */
        balanceAtomic: string
        /** Places of the asset’s base unit. */
        decimals: number
        /** At the end of which block. */
        blockNumber: number
      }[]
      /** Networks that did not answer now. */
      unavailable: string[]
    }
  }
  /** Replace the webhook secret; the one before it signs beside it for a while */
  post_checkout_config_webhook_secret_rotate: {
    body?: {
      /** Seconds for which the old secret signs beside the new one; a day unless said. */
      overlap?: number | null
    }
    answer: {
      /** The new secret, which is shown this once. */
      webhookSecret: string
      /** Until then the old one signs too. */
      previousValidUntil: string | null
    }
  }
  /** List invoices, newest first */
  get_checkout_invoices: {
    query?: {
      /** Derived from what happened to its money. */
      status?: CheckoutInvoiceStatus
      /** One that stands, of any kind or of this one; or that none does */
      exception?: 'open' | 'none' | 'underpayment' | 'overpayment' | 'late_payment' | 'wrong_asset' | 'payment_reverted' | 'held' | 'refund_due'
      /** Your own id of the invoice; once in your account and mode. */
      externalInvoiceId?: string
      /** Your reference, at most 200 characters; it may repeat. */
      merchantReference?: string
      /** Your id of the customer, at most 200 characters. */
      customerId?: string
      /** Made then or later. */
      createdFrom?: string
      /** Made before then. */
      createdTo?: string
      /** Words that its product’s name or metadata hold. */
      search?: string
      /** How many at most, 1 to 100. */
      limit?: number
      /** How many to leave out, 0 to 10000. */
      offset?: number
    }
    answer: {
      /** The newest first. */
      invoices: CheckoutInvoiceSummary[]
      /** How many match, exact to 10,000. */
      total: number
    }
  }
  /** Create an invoice with every payment method that can be quoted */
  post_checkout_invoices: {
    body: NewCheckoutInvoice
    answer: CheckoutInvoice
  }
  /** Download the invoices that match as a CSV file */
  get_checkout_invoices_export: {
    query?: {
      /** Derived from what happened to its money. */
      status?: CheckoutInvoiceStatus
      /** One that stands, of any kind or of this one; or that none does */
      exception?: 'open' | 'none' | 'underpayment' | 'overpayment' | 'late_payment' | 'wrong_asset' | 'payment_reverted' | 'held' | 'refund_due'
      /** Your own id of the invoice; once in your account and mode. */
      externalInvoiceId?: string
      /** Your reference, at most 200 characters; it may repeat. */
      merchantReference?: string
      /** Your id of the customer, at most 200 characters. */
      customerId?: string
      /** Made then or later. */
      createdFrom?: string
      /** Made before then. */
      createdTo?: string
      /** Words that its product’s name or metadata hold. */
      search?: string
    }
    answer: Uint8Array
  }
  /** Count invoices by status and exception */
  get_checkout_invoices_stats: {
    query?: {
      /** Derived from what happened to its money. */
      status?: CheckoutInvoiceStatus
      /** One that stands, of any kind or of this one; or that none does */
      exception?: 'open' | 'none' | 'underpayment' | 'overpayment' | 'late_payment' | 'wrong_asset' | 'payment_reverted' | 'held' | 'refund_due'
      /** Your own id of the invoice; once in your account and mode. */
      externalInvoiceId?: string
      /** Your reference, at most 200 characters; it may repeat. */
      merchantReference?: string
      /** Your id of the customer, at most 200 characters. */
      customerId?: string
      /** Made then or later. */
      createdFrom?: string
      /** Made before then. */
      createdTo?: string
      /** Words that its product’s name or metadata hold. */
      search?: string
    }
    answer: {
      /** How many match, exact to 10,000. */
      total: number
      /** How many are in each status. */
      byStatus: {
        /** How many wait for their payment. */
        awaiting_payment: number
        /** How many had a part paid. */
        partially_paid: number
        /** How many wait for confirmations. */
        payment_detected: number
        /** How many are paid and confirmed. */
        confirmed: number
        /** How many were paid elsewhere. */
        paid_out_of_band: number
        /** How many ended without money. */
        expired: number
        /** How many were called off. */
        voided: number
      }
      /** How many have no exception, one that stands, or one that was closed. */
      byExceptionStatus: {
        /** How many have none. */
        none: number
        /** How many have one that stands. */
        open: number
        /** How many had one that was closed. */
        closed: number
      }
      /** Of those whose exception stands, by the gravest. */
      byExceptionType: {
        /** How many ended short. */
        underpayment: number
        /** How many were paid too much. */
        overpayment: number
        /** How many whose money came late. */
        late_payment: number
        /** How many got an asset that they did not ask for. */
        wrong_asset: number
        /** How many whose payment the chain took back. */
        payment_reverted: number
        /** What waits at addresses where something of it is held. */
        held: number
        /** How many wait for a refund. */
        refund_due: number
      }
    }
  }
  /** Get an invoice with its ways to be paid and their QR codes */
  get_checkout_invoices_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: CheckoutInvoice
  }
  /** Accept, refund or ignore what is wrong with an invoice, with a note */
  post_checkout_invoices_id_exception_resolve: {
    path: {
      /** Its id. */
      id: string
    }
    body: {
      /** What is made of the exception: accept, refund or ignore. */
      action: 'accept' | 'refund' | 'ignore'
      /** Why, in a person’s words, 1 to 500 characters. */
      note: string
      /** Which one, where several stand; the gravest unless said */
      exceptionType?: 'underpayment' | 'overpayment' | 'late_payment' | 'wrong_asset' | 'payment_reverted' | 'held' | 'refund_due' | null
      /** The payments that are accepted; all that can be unless said */
      payments?: string[] | null
      /** What is taken for money in a wrong asset or on a wrong network where nobody knows what it was worth when it came; refused where its rate is known */
      valueUsd?: Decimal | null
    }
    answer: CheckoutInvoice
  }
  /** List what happened to an invoice’s money, whichever rail it came by */
  get_checkout_invoices_id_payments: {
    path: {
      /** Its id. */
      id: string
    }
    answer: {
      /** What happened to its money, oldest first; in a decision, the payments that it accepts. */
      payments: {
        /** Its id. */
        id: string
        /** A transfer on a chain, or paid elsewhere. */
        type: 'transfer' | 'out_of_band'
        /** Derived from what happened to its money. */
        status: 'detected' | 'confirming' | 'confirmed' | 'orphaned' | 'failed'
        /** The option that it paid; null where it paid none. */
        paymentOptionId: string | null
        /** address_transfer is sent to an address, wallet_contract calls the hub. */
        railType: 'wallet_contract' | 'address_transfer' | null
        /** Symbol of what is paid with. */
        assetCode: string | null
        /** The network’s id. */
        network: string | null
        /** In whole units of the asset, exact. */
        amount: string | null
        /** US dollars. */
        amountUsd: Decimal | null
        /** Its transaction; null where only a balance showed it. */
        transactionHash: string | null
        /** Who sent it; null where nobody can tell. */
        fromAddress: string | null
        /** The block that holds it; null without one. */
        blockNumber: number | null
        /** How deep the newest payment lies, its own block being the first. */
        confirmations: number
        /** How deep it has to lie. */
        requiredConfirmations: number
        /** Why, in a person’s words, 1 to 500 characters. */
        note: string | null
        /** When it was first seen. */
        detectedAt: string
        /** When enough was deep enough; null before, and for what was paid elsewhere. */
        confirmedAt: string | null
      }[]
    }
  }
  /** Record that an invoice was paid elsewhere */
  post_checkout_invoices_id_record_payment: {
    path: {
      /** Its id. */
      id: string
    }
    body: {
      /** Why, in a person’s words, 1 to 500 characters. */
      note: string
    }
    answer: CheckoutInvoice
  }
  /** Get an invoice’s status alone */
  get_checkout_invoices_id_status: {
    path: {
      /** Its id. */
      id: string
    }
    answer: {
      /** Its id. */
      id: string
      /** Derived from what happened to its money. */
      status: CheckoutInvoiceStatus
      /** How the payments that count cover it. */
      paymentCoverage: 'no_payment' | 'partial_payment' | 'exact_payment' | 'overpayment'
      /** How deep the newest payment lies, its own block being the first. */
      confirmations: number
      /** When its first payment was seen. */
      paymentDetectedAt: string | null
      /** When enough was deep enough; null before, and for what was paid elsewhere. */
      confirmedAt: string | null
      /** Until when it can be paid, inclusive. */
      payableUntilAt: string
      /** What arrived, US dollars. */
      receivedAmountUsd: Decimal
      /** What of it is deep enough, US dollars. */
      confirmedAmountUsd: Decimal
      /** What is wrong: the gravest that stands, else the one closed last. */
      exceptionType: 'underpayment' | 'overpayment' | 'late_payment' | 'wrong_asset' | 'payment_reverted' | 'held' | 'refund_due' | null
      /** open or closed; null where there never was one. */
      exceptionStatus: 'open' | 'closed' | null
    }
  }
  /** Void an invoice of which no payment has been seen */
  post_checkout_invoices_id_void: {
    path: {
      /** Its id. */
      id: string
    }
    answer: CheckoutInvoice
  }
  /** View an invoice as its customer, with its ways to be paid */
  get_checkout_pay_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: {
      /** Its id. */
      id: string
      /** Derived from what happened to its money. */
      status: CheckoutInvoiceStatus
      /** How the payments that count cover it. */
      paymentCoverage: 'no_payment' | 'partial_payment' | 'exact_payment' | 'overpayment'
      /** How deep the newest payment lies, its own block being the first. */
      confirmations: number
      /** When its first payment was seen. */
      paymentDetectedAt: string | null
      /** When enough was deep enough; null before, and for what was paid elsewhere. */
      confirmedAt: string | null
      /** Until when it can be paid, inclusive. */
      payableUntilAt: string
      /** US dollars. */
      amountUsd: Decimal
      /** What its money comes to, US dollars. */
      paymentSummary: {
        /** How the payments that count cover it. */
        paymentCoverage: 'no_payment' | 'partial_payment' | 'exact_payment' | 'overpayment'
        /** What arrived, US dollars. */
        receivedAmountUsd: Decimal
        /** What of it is deep enough, US dollars. */
        confirmedAmountUsd: Decimal
        /** What is still to be paid. */
        remainingAmountUsd: Decimal
        /** What came beyond the amount. */
        overpaymentAmountUsd: Decimal
      }
      /** At once, or by a due date. */
      paymentTiming: unknown
      /** What is sold, at most 200 characters. */
      productName: string | null
      /** Who it says it is from, at most 120 characters; your configuration’s or business’s name unless given. */
      issuedBy: string | null
      /** Where the customer is led to afterwards. */
      redirectUrl: string | null
      /** The option that is shown unless another is chosen. */
      defaultPaymentOptionId: string
      /** Of the newest payment. */
      lastTransactionHash: string | null
      /** Every way in which it can be paid. */
      paymentOptions: {
        /** Its id. */
        id: string
        /** address_transfer is sent to an address, wallet_contract calls the hub. */
        railType: 'wallet_contract' | 'address_transfer'
        /** Symbol of what is paid with. */
        assetCode: string
        /** The network’s id. */
        network: string
        /** What pays the whole, in units of the asset. */
        quotedAmount: string
        /** US dollars for one unit of the asset. */
        quoteRate: string
        /** When a price that moves is quoted anew. */
        quoteExpiresAt: string
        /** Where the money is sent; of wallet_contract the hub. */
        destinationAddress: string | null
        /** The payment as a link for wallets (EIP-681); null once nothing may be sent any more. */
        paymentUri: string | null
        /** The address as a picture, a data URL; null once nothing may be sent any more. */
        qrCode: string | null
        /** Whether it is the one that is shown first. */
        isDefault: boolean
        /** What a wallet or program needs to send the money. */
        optionPayload: {
          /** The chain’s number. */
          chainId: number
          /** Who receives it. */
          recipient: string
          /** The token’s contract; null for the native coin. */
          tokenContract: string | null
          /** Places of the asset’s base unit. */
          decimals: number
          /** How deep it has to lie. */
          requiredConfirmations: number
          /** What is to be sent now, base units. */
          paymentAmountAtomic: string
          /** The hub that is called. */
          contractAddress: string
          /** The same. */
          merchantIdHash: string
          /** The same. */
          invoiceIdHash: string
          /** The same. */
          paymentIdHash: string
          /** The terms that the hub’s call takes, field by field. */
          paymentCall: {
            /** The merchant as the hub names it, a hash. */
            merchantId: string
            /** The invoice as the hub names it, a hash. */
            invoiceId: string
            /** Its payment as the hub names it, a hash. */
            paymentId: string
            /** The token’s contract; zero for the native coin. */
            token: string
            /** Who receives it. */
            recipient: string
            /** In whole units of the asset, exact. */
            amount: string
            /** The part of the amount that the platform takes, base units. */
            fee: string
            /** Who receives the fee. */
            feeRecipient: string
            /** Unix seconds until which the call is taken. */
            deadline: number
          }
        } | {
          /** The chain’s number. */
          chainId: number
          /** Who receives it. */
          recipient: string
          /** The token’s contract; null for the native coin. */
          tokenContract: string | null
          /** Places of the asset’s base unit. */
          decimals: number
          /** How deep it has to lie. */
          requiredConfirmations: number
          /** What is to be sent now, base units. */
          paymentAmountAtomic: string
        }
      }[]
      /** Whether it is about real money. */
      livemode: boolean
    }
  }
  /** Have a payment handed in that its payer has only signed */
  post_checkout_pay_id_relay: {
    path: {
      /** Its id. */
      id: string
    }
    body: {
      /** The option that it paid; null where it paid none. */
      paymentOptionId: string
      /** Who signed, and whose money it is. */
      payer: string
      /** The second after which the signature is good. */
      validAfter: number
      /** The second before which it is. */
      validBefore: number
      /** Of the payer, over the token’s ReceiveWithAuthorization, whose nonce is the hash of the terms. */
      signature: string
    }
    answer: {
      /** Its id. */
      id: string
      /** Derived from what happened to its money. */
      status: 'queued' | 'sent' | 'mined' | 'failed'
      /** Its transaction; null where only a balance showed it. */
      transactionHash: string | null
      /** Why nothing came of it; null otherwise. */
      reason: string | null
    }
  }
  /** Poll an invoice’s status as its customer */
  get_checkout_pay_id_status: {
    path: {
      /** Its id. */
      id: string
    }
    answer: {
      /** Its id. */
      id: string
      /** Derived from what happened to its money. */
      status: CheckoutInvoiceStatus
      /** How the payments that count cover it. */
      paymentCoverage: 'no_payment' | 'partial_payment' | 'exact_payment' | 'overpayment'
      /** How deep the newest payment lies, its own block being the first. */
      confirmations: number
      /** When its first payment was seen. */
      paymentDetectedAt: string | null
      /** When enough was deep enough; null before, and for what was paid elsewhere. */
      confirmedAt: string | null
      /** Until when it can be paid, inclusive. */
      payableUntilAt: string
      /** What its money comes to, US dollars. */
      paymentSummary: {
        /** How the payments that count cover it. */
        paymentCoverage: 'no_payment' | 'partial_payment' | 'exact_payment' | 'overpayment'
        /** What arrived, US dollars. */
        receivedAmountUsd: Decimal
        /** What of it is deep enough, US dollars. */
        confirmedAmountUsd: Decimal
        /** What is still to be paid. */
        remainingAmountUsd: Decimal
        /** What came beyond the amount. */
        overpaymentAmountUsd: Decimal
      }
    }
  }
  /** Have a payment by a wallet’s call looked for at once */
  post_checkout_pay_id_sync_wallet_payment: {
    path: {
      /** Its id. */
      id: string
    }
    body: {
      /** Its transaction; null where only a balance showed it. */
      transactionHash: string
      /** The way it was paid; any that is called unless said */
      paymentOptionId?: string | null
    }
    answer: {
      /** Its id. */
      id: string
      /** Derived from what happened to its money. */
      status: CheckoutInvoiceStatus
      /** How the payments that count cover it. */
      paymentCoverage: 'no_payment' | 'partial_payment' | 'exact_payment' | 'overpayment'
      /** How deep the newest payment lies, its own block being the first. */
      confirmations: number
      /** When its first payment was seen. */
      paymentDetectedAt: string | null
      /** When enough was deep enough; null before, and for what was paid elsewhere. */
      confirmedAt: string | null
      /** Until when it can be paid, inclusive. */
      payableUntilAt: string
      /** What its money comes to, US dollars. */
      paymentSummary: {
        /** How the payments that count cover it. */
        paymentCoverage: 'no_payment' | 'partial_payment' | 'exact_payment' | 'overpayment'
        /** What arrived, US dollars. */
        receivedAmountUsd: Decimal
        /** What of it is deep enough, US dollars. */
        confirmedAmountUsd: Decimal
        /** What is still to be paid. */
        remainingAmountUsd: Decimal
        /** What came beyond the amount. */
        overpaymentAmountUsd: Decimal
      }
    }
  }
  /** Your ways to be paid, disabled ones too */
  get_checkout_payment_methods: {
    answer: {
      /** The oldest first. */
      paymentMethods: {
        /** Its id. */
        id: string
        /** What kind of method it is. */
        methodType: 'crypto'
        /** What you call it. */
        label: string
        /** Symbol of what is paid with. */
        assetCode: string
        /** The network’s id. */
        network: string
        /** Whether invoices can be paid so. */
        enabled: boolean
        /** By which rails it can be paid. */
        railTypes: ('address_transfer' | 'wallet_contract')[]
        /** Whether an extended public key is kept for it, encrypted. */
        hasSecret: boolean
        /** Null where customers pay to addresses of your own wallet. */
        treasury: string | null
        /** Where later invoices’ money goes from then on; it can be called off in the dashboard. */
        pendingTreasury: {
          /** Where your part goes. */
          treasury: string
          /** The wallet that sends it. */
          from: string
        } | null
        /** Taken when only the asset is named. */
        isDefault: boolean
        /** How its network is doing; waiting for its time where a first wallet or treasury is delayed. */
        state: 'ready' | 'delayed' | 'unverified' | 'closed' | 'waiting'
        /** The settings. */
        config: {
          /** How deep it has to lie. */
          requiredConfirmations: number
        }
        /** When it was made; of a webhook, when this try is made. */
        createdAt: string
      }[]
    }
  }
  /** Add a way to be paid, and see the first deposit address that it would give */
  post_checkout_payment_methods: {
    body: {
      /** Such as USDC, or the network’s own coin. */
      assetCode: string
      /** Of those that are open here. */
      network: string
      /** What you call it. */
      label?: string | null
      /** Whether invoices can be paid so. */
      enabled?: boolean
      /** address_transfer unless said. */
      railTypes?: ('address_transfer' | 'wallet_contract')[]
      /** The settings. */
      config?: {
        /** Asked for where the merchant has no number for all; null is what the network asks for. */
        requiredConfirmations?: number | null
      }
      /** Your wallet that the money goes to. */
      treasury: string
      /** The last six characters of the treasury, as your wallet shows them; or sign its challenge. */
      treasuryLastSix?: string | null
      /** The treasury’s signature of its challenge (EIP-191, or EIP-1271 for a contract). */
      treasurySignature?: string | null
      /** `until` of the challenge that was signed. */
      treasurySignedUntil?: string | null
    }
    answer: {
      /** Its id. */
      id: string
      /** What kind of method it is. */
      methodType: 'crypto'
      /** What you call it. */
      label: string
      /** Symbol of what is paid with. */
      assetCode: string
      /** The network’s id. */
      network: string
      /** Whether invoices can be paid so. */
      enabled: boolean
      /** By which rails it can be paid. */
      railTypes: ('address_transfer' | 'wallet_contract')[]
      /** Whether an extended public key is kept for it, encrypted. */
      hasSecret: boolean
      /** Null where customers pay to addresses of your own wallet. */
      treasury: string | null
      /** Where later invoices’ money goes from then on; it can be called off in the dashboard. */
      pendingTreasury: {
        /** Where your part goes. */
        treasury: string
        /** The wallet that sends it. */
        from: string
      } | null
      /** Taken when only the asset is named. */
      isDefault: boolean
      /** How its network is doing; waiting for its time where a first wallet or treasury is delayed. */
      state: 'ready' | 'delayed' | 'unverified' | 'closed' | 'waiting'
      /** The settings. */
      config: {
        /** How deep it has to lie. */
        requiredConfirmations: number
      }
      /** When it was made; of a webhook, when this try is made. */
      createdAt: string
      /** The address that the next invoice would get; null where it has none of its own. */
      firstDepositAddress: string | null
    }
  }
  /** A text for a treasury to sign, so that it is accepted without typing its last characters */
  post_checkout_payment_methods_treasury_challenge: {
    body: {
      /** Of those that are open here. */
      network: string
      /** Your wallet that the money goes to. */
      treasury: string
    }
    answer: {
      /** The text to be signed by the treasury, as it is. */
      message: string
      /** A signature is taken until then, with this beside it as treasurySignedUntil. */
      until: string
    }
  }
  /** Change a way to be paid, for later invoices; another treasury is the owner’s, and waits a day */
  put_checkout_payment_methods_id: {
    path: {
      /** Its id. */
      id: string
    }
    body: {
      /** What you call it. */
      label?: string | null
      /** Whether invoices can be paid so. */
      enabled?: boolean
      /** address_transfer unless said. */
      railTypes?: ('address_transfer' | 'wallet_contract')[]
      /** The settings. */
      config?: {
        /** Asked for where the merchant has no number for all; null is what the network asks for. */
        requiredConfirmations?: number | null
      }
      /** Your wallet that the money goes to. */
      treasury?: string
      /** The last six characters of the treasury, as your wallet shows them; or sign its challenge. */
      treasuryLastSix?: string | null
      /** The treasury’s signature of its challenge (EIP-191, or EIP-1271 for a contract). */
      treasurySignature?: string | null
      /** `until` of the challenge that was signed. */
      treasurySignedUntil?: string | null
    }
    answer: {
      /** Its id. */
      id: string
      /** What kind of method it is. */
      methodType: 'crypto'
      /** What you call it. */
      label: string
      /** Symbol of what is paid with. */
      assetCode: string
      /** The network’s id. */
      network: string
      /** Whether invoices can be paid so. */
      enabled: boolean
      /** By which rails it can be paid. */
      railTypes: ('address_transfer' | 'wallet_contract')[]
      /** Whether an extended public key is kept for it, encrypted. */
      hasSecret: boolean
      /** Null where customers pay to addresses of your own wallet. */
      treasury: string | null
      /** Where later invoices’ money goes from then on; it can be called off in the dashboard. */
      pendingTreasury: {
        /** Where your part goes. */
        treasury: string
        /** The wallet that sends it. */
        from: string
      } | null
      /** Taken when only the asset is named. */
      isDefault: boolean
      /** How its network is doing; waiting for its time where a first wallet or treasury is delayed. */
      state: 'ready' | 'delayed' | 'unverified' | 'closed' | 'waiting'
      /** The settings. */
      config: {
        /** How deep it has to lie. */
        requiredConfirmations: number
      }
      /** When it was made; of a webhook, when this try is made. */
      createdAt: string
    }
  }
  /** Disable a way to be paid: later invoices do not offer it, earlier ones go on */
  delete_checkout_payment_methods_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: {
      /** Its id. */
      id: string
      /** What kind of method it is. */
      methodType: 'crypto'
      /** What you call it. */
      label: string
      /** Symbol of what is paid with. */
      assetCode: string
      /** The network’s id. */
      network: string
      /** Whether invoices can be paid so. */
      enabled: boolean
      /** By which rails it can be paid. */
      railTypes: ('address_transfer' | 'wallet_contract')[]
      /** Whether an extended public key is kept for it, encrypted. */
      hasSecret: boolean
      /** Null where customers pay to addresses of your own wallet. */
      treasury: string | null
      /** Where later invoices’ money goes from then on; it can be called off in the dashboard. */
      pendingTreasury: {
        /** Where your part goes. */
        treasury: string
        /** The wallet that sends it. */
        from: string
      } | null
      /** Taken when only the asset is named. */
      isDefault: boolean
      /** How its network is doing; waiting for its time where a first wallet or treasury is delayed. */
      state: 'ready' | 'delayed' | 'unverified' | 'closed' | 'waiting'
      /** The settings. */
      config: {
        /** How deep it has to lie. */
        requiredConfirmations: number
      }
      /** When it was made; of a webhook, when this try is made. */
      createdAt: string
    }
  }
  /** Send the webhooks that are due */
  get_cron_dispatch: {
    answer: {
      /** How many deliveries were tried. */
      tried: number
    }
  }
  /** Send the webhooks that are due */
  post_cron_dispatch: {
    answer: {
      /** How many deliveries were tried. */
      tried: number
    }
  }
  /** Read every network and credit what arrived, and refresh rates */
  get_cron_reconcile: {
    answer: {
      /** Each network that is read. */
      networks: {
        /** The network’s id, such as base. */
        network: string
        /** What became of the run. */
        outcome: 'done' | 'leased' | 'delayed' | 'out_of_time'
        /** The first block that was read. */
        from: number | null
        /** The last block that was read. */
        to: number | null
        /** The transfers that were credited to it. */
        payments: number
        /** What went wrong. */
        error: string | null
      }[]
    }
  }
  /** Read every network and credit what arrived, and refresh rates */
  post_cron_reconcile: {
    answer: {
      /** Each network that is read. */
      networks: {
        /** The network’s id, such as base. */
        network: string
        /** What became of the run. */
        outcome: 'done' | 'leased' | 'delayed' | 'out_of_time'
        /** The first block that was read. */
        from: number | null
        /** The last block that was read. */
        to: number | null
        /** The transfers that were credited to it. */
        payments: number
        /** What went wrong. */
        error: string | null
      }[]
    }
  }
  /** Whether the database answers, how far behind each network is, and how old prices are */
  get_health: {
    answer: Health
  }
  /** Figures of a period, in all and by hour, day, week or month of a time zone */
  get_v1_analytics: {
    query?: {
      /** Up to now; 30d unless days are named */
      period?: '24h' | '7d' | '30d' | '90d' | '1y'
      /** With end_date instead of period: the first day there */
      start_date?: string
      /** The last day, included */
      end_date?: string
      /** day unless said */
      group_by?: 'hour' | 'day' | 'week' | 'month'
      /** IANA time zone in whose hours, days, weeks and months to count; UTC unless said */
      timezone?: string
      /** Counts invoices in it; the merchant’s default unless said */
      currency?: 'USD' | 'EUR' | 'GBP' | 'CHF' | 'JPY' | 'CAD' | 'AUD' | 'NZD' | 'SEK' | 'NOK' | 'DKK' | 'PLN' | 'CZK' | 'SGD' | 'HKD' | 'INR' | 'BRL' | 'MXN' | 'ZAR' | 'AED' | 'KRW' | 'KWD' | 'BHD'
    }
    answer: Analytics
  }
  /** List API keys, newest first */
  get_v1_api_keys: {
    query?: {
      /** How many at most. */
      limit?: number
      /** Where the page before ended: its next_cursor. */
      cursor?: string
    }
    answer: {
      /** The keys of the page. */
      api_keys: ApiKey[]
      /** Where the page stands in the list. */
      pagination: Pagination
    }
  }
  /** Make an API key, which is shown this once */
  post_v1_api_keys: {
    body: NewApiKey
    answer: CreatedApiKey
  }
  /** Read an API key */
  get_v1_api_keys_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: ApiKey
  }
  /** Rename an API key, or change what it may do and how long */
  patch_v1_api_keys_id: {
    path: {
      /** Its id. */
      id: string
    }
    body: {
      /** Its name. */
      name?: string
      /** The scopes it holds. */
      permissions?: ('*' | 'merchants:read' | 'merchants:write' | 'api_keys:manage' | 'invoices:create' | 'invoices:read' | 'invoices:read_one' | 'invoices:cancel' | 'invoices:refund' | 'invoices:complete' | 'invoices:record_payment' | 'analytics:read' | 'webhooks:manage' | 'settlements:read' | 'links:read' | 'links:write' | 'sessions:read' | 'sessions:write' | 'webhooks:read' | 'webhooks:write' | 'events:read' | 'customers:read' | 'customers:write' | 'config:read' | 'config:write' | 'payment_methods:read' | 'payment_methods:write' | 'withdrawals:write')[]
      /** When it ends. */
      expires_at?: string | null
    }
    answer: ApiKey
  }
  /** Revoke an API key, and every token made with it, at once */
  delete_v1_api_keys_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: ApiKey
  }
  /** List who changed what, the newest first, with each line’s place in the merchant’s hash chain */
  get_v1_audit_log: {
    query?: {
      /** How many at most. */
      limit?: number
      /** Where the page before ended: its next_cursor. */
      cursor?: string
      /** Such as api_key.created or invoice.cancelled */
      event?: string
      /** Exactly as a line names it */
      actor?: string
      /** The id of what was changed */
      subject?: string
      /** Only what was made at this time or later. */
      created_after?: string
      /** Only what was made before this time. */
      created_before?: string
    }
    answer: {
      /** Who did what to it, when, and from where. */
      audit_log: AuditEntry[]
      /** Where the page stands in the list. */
      pagination: Pagination
    }
  }
  /** A token for some of what an API key holds, valid for a day at most and while the key is */
  post_v1_auth_token: {
    body: {
      /** Always api_key. */
      grant_type: 'api_key'
      /** The API key. */
      api_key: string
      /** All that the key holds, unless said */
      scope?: Scope[] | null
      /** Seconds; an hour unless said */
      expires_in?: number | null
    }
    answer: AccessToken
  }
  /** List checkout sessions, newest first */
  get_v1_checkout_sessions: {
    query?: {
      /** How many at most. */
      limit?: number
      /** The nextCursor of the page before. */
      starting_after?: string
      /** The payment link that it began at. */
      linkId?: string
    }
    answer: {
      /** The objects of the page, newest first. */
      data: CheckoutSession[]
      /** Whether there are more behind this page. */
      hasMore: boolean
      /** Send it as starting_after for the next page; null on the last one. */
      nextCursor: string | null
    }
  }
  /** Begin a checkout session, from a payment link or over an amount of its own */
  post_v1_checkout_sessions: {
    body: NewCheckoutSession
    answer: CheckoutSession
  }
  /** Get a checkout session */
  get_v1_checkout_sessions_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: CheckoutSession
  }
  /** List customers by page, newest first, or the one with an e-mail address */
  get_v1_customers: {
    query?: {
      /** The number of the page, from 1. */
      page?: number
      /** How many at most. */
      limit?: number
      /** The e-mail address. */
      email?: string
    }
    answer: {
      /** What the object is. */
      object: 'list'
      /** The objects of the page, newest first. */
      data: Customer[]
      /** How many there are on all pages. */
      total: number
      /** The number of the page, from 1. */
      page: number
      /** How many at most. */
      limit: number
    }
  }
  /** Add a customer */
  post_v1_customers: {
    body: NewCustomer
    answer: Customer
  }
  /** Get a customer, with what they have paid and have left */
  get_v1_customers_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: Customer
  }
  /** Change a customer */
  patch_v1_customers_id: {
    path: {
      /** Its id. */
      id: string
    }
    body: {
      /** The e-mail address. */
      email?: string
      /** What the customer is called. */
      name?: string | null
    }
    answer: Customer
  }
  /** Forget a customer for good; payments and books stay under an id that says nothing */
  delete_v1_customers_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: Customer
  }
  /** Get what a customer has left of earlier overpayments */
  get_v1_customers_id_credit: {
    path: {
      /** Its id. */
      id: string
    }
    answer: CustomerCredit
  }
  /** List what happened to checkout sessions in the last 90 days, newest first */
  get_v1_events: {
    query?: {
      /** How many at most. */
      limit?: number
      /** The nextCursor of the page before. */
      starting_after?: string
      /** What happened. */
      type?: SessionEventType
      /** Only what is later. */
      createdAfter?: string
    }
    answer: {
      /** The objects of the page, newest first. */
      data: SessionEvent[]
      /** Whether there are more behind this page. */
      hasMore: boolean
      /** Send it as starting_after for the next page; null on the last one. */
      nextCursor: string | null
    }
  }
  /** Get an event */
  get_v1_events_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: SessionEvent
  }
  /** List invoices, newest first */
  get_v1_invoices: {
    query?: {
      /** Where it stands. */
      status?: InvoiceStatus
      /** How many at most. */
      limit?: number
      /** Where the page before ended: its next_cursor. */
      cursor?: string
      /** Only what was made at this time or later. */
      created_after?: string
      /** Only what was made before this time. */
      created_before?: string
      /** Only totals from this amount on. */
      amount_gte?: Decimal
      /** Only totals up to this amount. */
      amount_lte?: Decimal
      /** The currency of the amounts. */
      currency?: string
      /** Words, or their beginnings, in title, description or metadata: all of them. */
      search?: string
    }
    answer: {
      /** The invoices of the page. */
      invoices: InvoiceSummary[]
      /** Where the page stands in the list. */
      pagination: Pagination
    }
  }
  /** Create an invoice */
  post_v1_invoices: {
    body: NewInvoice
    answer: CreatedInvoice
  }
  /** Get an invoice with its payments, settlement and audit log */
  get_v1_invoices_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: Invoice
  }
  /** Cancel an invoice that is not paid */
  post_v1_invoices_id_cancel: {
    path: {
      /** Its id. */
      id: string
    }
    body?: {
      /** Why, in your words. */
      reason?: string | null
      /** Mark what arrived as due to be refunded; prepare the refunds yourself */
      refund_partial_payments?: boolean | null
    }
    answer: CancelledInvoice
  }
  /** Take what arrived for the whole, or accept late money, with a reason */
  post_v1_invoices_id_complete: {
    path: {
      /** Its id. */
      id: string
    }
    body: {
      /** Why, in your words. */
      reason: string
      /** The payments that are accepted; all that can be unless said */
      payments?: string[] | null
    }
    answer: Invoice
  }
  /** The refunds of an invoice, and what can still be given back */
  get_v1_invoices_id_refunds: {
    path: {
      /** Its id. */
      id: string
    }
    answer: RefundList
  }
  /** Prepare a refund for your own wallet to sign */
  post_v1_invoices_id_refunds: {
    path: {
      /** Its id. */
      id: string
    }
    body: NewRefund
    answer: Refund
  }
  /** Read a refund: what to sign, and what the chain shows of it */
  get_v1_invoices_id_refunds_refund_id: {
    path: {
      /** Its id. */
      id: string
      /** The refund’s id. */
      refund_id: string
    }
    answer: Refund
  }
  /** Tell which transaction you sent, so that it is looked at directly */
  patch_v1_invoices_id_refunds_refund_id: {
    path: {
      /** Its id. */
      id: string
      /** The refund’s id. */
      refund_id: string
    }
    body: {
      /** The transaction. */
      tx_hash: string
    }
    answer: Refund
  }
  /** Call off a refund that nobody has sent */
  post_v1_invoices_id_refunds_refund_id_cancel: {
    path: {
      /** Its id. */
      id: string
      /** The refund’s id. */
      refund_id: string
    }
    answer: Refund
  }
  /** Register a merchant, where the operator lets them; its first keys are shown this once */
  post_v1_merchants: {
    body: NewMerchant
    answer: RegisteredMerchant
  }
  /** The merchant of the key, with what its plan allows and what of it is used */
  get_v1_merchants_me: {
    answer: Merchant
  }
  /** Change the merchant and the defaults of its later invoices; plan and fee are the operator’s */
  patch_v1_merchants_me: {
    body: {
      /** How customers see you. */
      business_name?: string
      /** Where notices go; unique on this server. */
      contact_email?: string
      /** The plan, which is the operator’s to change. */
      plan_type?: 'basic' | 'pro' | 'enterprise'
      /** Defaults of later invoices. */
      settings?: {
        /** The currency of invoices that name none. */
        default_currency?: string | null
        /** The asset of invoices that name none. */
        default_crypto_currency?: string | null
        /** How long invoices can be paid that do not say. */
        invoice_expiry_minutes?: number | null
        /** The same in percent, which is the operator’s to change. */
        platform_fee_percentage?: Decimal | null
        /** How exactly it must be paid. */
        payment_tolerance?: {
          /** The fraction of the amount that may be missing: 0.01 is one percent. */
          underpayment_threshold?: Decimal | null
          /** An excess up to this amount is no matter. */
          overpayment_threshold?: Decimal | null
          /** What becomes of an excess. */
          overpayment_action?: 'credit_account' | 'refund' | 'donate' | null
        } | null
        /** How deep a payment must lie before it counts. */
        confirmation_settings?: {
          /** Your own number of confirmations, which wins. */
          merchant_override?: number | null
          /** Whether larger amounts must lie deeper. */
          use_amount_based_defaults?: boolean | null
        } | null
      }
    }
    answer: Merchant
  }
  /** Set the logo that the pay page and QR codes show */
  put_v1_merchants_me_logo: {
    body: {
      /** A PNG or JPEG of 16 to 1,024 pixels a side, at most 256 KiB, in base64 */
      image: string
    }
    answer: Logo
  }
  /** Remove the logo */
  delete_v1_merchants_me_logo: {
    answer: {
      /** There is none any more */
      logo_url: null
    }
  }
  /** Your ways to be paid in the key’s mode, and how each is doing */
  get_v1_merchants_me_payment_methods: {
    answer: {
      /** The oldest first. */
      payment_methods: {
        /** Its id. */
        id: string
        /** The network’s id, such as base. */
        network: string
        /** The asset’s symbol, such as USDT. */
        crypto_currency: string
        /** By a contract to the treasury, to addresses of your own wallet, or by a contract alone that the customer’s wallet calls. */
        rail: 'forwarder' | 'xpub' | 'hub'
        /** Where a forwarder’s money goes. */
        treasury: string | null
        /** Whether invoices can be paid so. */
        enabled: boolean
        /** The network taken when an invoice names the asset alone. */
        is_default: boolean
        /** When it was made. */
        created_at: string
        /** How its network is doing; waiting for its time, where a wallet was changed. */
        state: 'ready' | 'delayed' | 'unverified' | 'closed' | 'waiting'
        /** Why its asset has no rate now; null where it has one. */
        paused: string | null
      }[]
    }
  }
  /** Take a token by its address: it is looked at on chain first, and refused with the reason where it would not deliver what is sent */
  post_v1_merchants_me_tokens: {
    body: {
      /** Of those that are open here. */
      network: string
      /** The token’s contract. */
      address: string
    }
    answer: {
      /** Its id. */
      id: string
      /** The network’s id, such as base. */
      network: string
      /** The asset’s symbol, such as USDT. */
      crypto_currency: string
      /** By a contract to the treasury, to addresses of your own wallet, or by a contract alone that the customer’s wallet calls. */
      rail: 'forwarder' | 'xpub' | 'hub'
      /** Where a forwarder’s money goes. */
      treasury: string | null
      /** Whether invoices can be paid so. */
      enabled: boolean
      /** The network taken when an invoice names the asset alone. */
      is_default: boolean
      /** When it was made. */
      created_at: string
    }
  }
  /** The wallets of yours that refunds count from */
  get_v1_merchants_me_wallets: {
    answer: {
      /** The wallets that you declare. */
      wallets: Wallet[]
      /** Where your payments go; refunds from there count without declaring it. */
      treasuries: string[]
    }
  }
  /** Declare a wallet of yours that refunds come from */
  post_v1_merchants_me_wallets: {
    body: {
      /** A wallet of yours. */
      address: string
      /** What you call it. */
      label?: string | null
    }
    answer: Wallet
  }
  /** Declare a wallet no longer: refunds from it do not count from now on */
  delete_v1_merchants_me_wallets_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: Wallet
  }
  /** Be paid to addresses of your own wallet, in what you are not paid in yet; changing where money goes is the owner’s */
  post_v1_merchants_me_xpub: {
    body: {
      /** Of those that are open here. */
      network: string
      /** The extended public key of the account, never a private key or a seed phrase: those are refused, and nothing of them is kept. */
      xpub: string
      /** What is to be paid there: tokens, or the network’s own coin. */
      crypto_currencies: string[]
      /** The first address that your wallet shows, compared with the preview. */
      first_address: string
    }
    answer: {
      /** Those that were made. */
      payment_methods: {
        /** Its id. */
        id: string
        /** The network’s id, such as base. */
        network: string
        /** The asset’s symbol, such as USDT. */
        crypto_currency: string
        /** By a contract to the treasury, to addresses of your own wallet, or by a contract alone that the customer’s wallet calls. */
        rail: 'forwarder' | 'xpub' | 'hub'
        /** Where a forwarder’s money goes. */
        treasury: string | null
        /** Whether invoices can be paid so. */
        enabled: boolean
        /** The network taken when an invoice names the asset alone. */
        is_default: boolean
        /** When it was made. */
        created_at: string
      }[]
    }
  }
  /** The first addresses of a wallet of yours, to compare before it is used; nothing is kept */
  post_v1_merchants_me_xpub_preview: {
    body: {
      /** Of those that are open here. */
      network: string
      /** The extended public key of the account, never a private key or a seed phrase: those are refused, and nothing of them is kept. */
      xpub: string
    }
    answer: {
      /** The network’s id, such as base. */
      network: string
      /** Names the key without telling it. */
      fingerprint: string
      /** The first ones, to compare with what the wallet shows. */
      addresses: {
        /** Where the wallet has it. */
        path: string
        /** As the network writes it. */
        address: string
      }[]
      /** How many were given out before: the next invoice goes on there. */
      addresses_issued: number
    }
  }
  /** This API as OpenAPI 3.1 */
  get_v1_openapi_json: {
    answer: unknown
  }
  /** List payment links, newest first */
  get_v1_payment_links: {
    query?: {
      /** How many at most. */
      limit?: number
      /** The nextCursor of the page before. */
      starting_after?: string
    }
    answer: {
      /** The objects of the page, newest first. */
      data: PaymentLink[]
      /** Whether there are more behind this page. */
      hasMore: boolean
      /** Send it as starting_after for the next page; null on the last one. */
      nextCursor: string | null
    }
  }
  /** Create a payment link */
  post_v1_payment_links: {
    body: NewPaymentLink
    answer: PaymentLink
  }
  /** Get a payment link */
  get_v1_payment_links_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: PaymentLink
  }
  /** Change a payment link, for sessions that begin from now on */
  patch_v1_payment_links_id: {
    path: {
      /** Its id. */
      id: string
    }
    body: {
      /** What is paid for. */
      title?: string
      /** What a session asks for, as decimal text such as "10.00". */
      fiatAmount?: string
      /** More about it. */
      description?: string | null
      /** The currency of the amounts. */
      fiatCurrency?: string
      /** Where the page leads a customer who has paid. */
      successUrl?: string | null
      /** Where the page leads a customer who gives up. */
      cancelUrl?: string | null
      /** Whether it is switched on: a link begins sessions, an endpoint is told. */
      active?: boolean
      /** Whether the customer says how much; fiatAmount is proposed then. */
      customerChoosesAmount?: boolean
      /** The least that a customer may choose. */
      minimumAmount?: string | null
      /** How many of its sessions may be paid; null for any number. */
      maxUses?: number | null
      /** No session begins later; null without an end. */
      endsAt?: string | null
      /** What the customer is asked for before a session begins: no, optional or required. */
      collect?: {
        /** The e-mail address. */
        email?: 'no' | 'optional' | 'required'
        /** What the customer is called. */
        name?: 'no' | 'optional' | 'required'
        /** A line from the customer to you. */
        note?: 'no' | 'optional' | 'required'
      }
    }
    answer: PaymentLink
  }
  /** Delete a payment link; its sessions stay */
  delete_v1_payment_links_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: PaymentLink
  }
  /** View an invoice as its customer */
  get_v1_public_invoice_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: PublicInvoice
  }
  /** Proof of the addresses of an invoice */
  get_v1_public_invoice_id_address_proof: {
    path: {
      /** Its id. */
      id: string
    }
    answer: unknown
  }
  /** Follow an invoice as its customer */
  get_v1_public_invoice_id_events: {
    path: {
      /** Its id. */
      id: string
    }
    query?: {
      /** Where to begin without Last-Event-ID; without both, every event is told. */
      after?: string
    }
    answer: InvoiceMessage
  }
  /** QR code of the invoice’s address */
  get_v1_public_invoice_id_qr: {
    path: {
      /** Its id. */
      id: string
    }
    query?: {
      /** Its width and height in pixels. */
      size?: 128 | 256 | 512 | 1024
      /** The image’s format. */
      format?: 'png' | 'svg' | 'pdf'
      /** How the code is drawn. */
      style?: 'classic' | 'modern' | 'rounded'
      /** Whether the merchant’s logo stands in it. */
      logo?: boolean
    }
    answer: Uint8Array
  }
  /** Open an expired invoice again with a new quote */
  post_v1_public_invoice_id_quote: {
    path: {
      /** Its id. */
      id: string
    }
    answer: PublicInvoice
  }
  /** A merchant’s logo */
  get_v1_public_logos_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: Uint8Array
  }
  /** QR code of a payment link, to print or to show */
  get_v1_public_payment_links_slug_qr: {
    path: {
      /** The last part of checkoutUrl: lower-case letters, digits and hyphens, for good; nobody can guess it where you name none. */
      slug: string
    }
    query?: {
      /** Pixels a side of a PNG, points of a PDF. */
      size?: 128 | 256 | 512 | 1024
      /** What kind of file it is. */
      format?: 'png' | 'svg' | 'pdf'
      /** How its modules look. */
      style?: 'classic' | 'modern' | 'rounded'
      /** Whether your logo is in the middle. */
      logo?: boolean
    }
    answer: Uint8Array
  }
  /** List settlements, newest first, with what all that match add up to */
  get_v1_settlements: {
    query?: {
      /** Made from then on */
      start_date?: string
      /** Made before then; a day (of UTC) is included */
      end_date?: string
      /** Where it stands. */
      status?: 'pending' | 'completed' | 'failed'
      /** Of their invoices; the merchant’s default unless said */
      currency?: 'USD' | 'EUR' | 'GBP' | 'CHF' | 'JPY' | 'CAD' | 'AUD' | 'NZD' | 'SEK' | 'NOK' | 'DKK' | 'PLN' | 'CZK' | 'SGD' | 'HKD' | 'INR' | 'BRL' | 'MXN' | 'ZAR' | 'AED' | 'KRW' | 'KWD' | 'BHD'
      /** How many at most. */
      limit?: number
      /** Where the page before ended: its next_cursor. */
      cursor?: string
    }
    answer: {
      /** The settlements of the page. */
      settlements: SettlementSummary[]
      /** All that match, not the page alone. */
      summary: {
        /** All that was paid. */
        total_gross_amount: Decimal
        /** What of it the operator took. */
        total_platform_fees: Decimal
        /** What of it was yours. */
        total_net_amount: Decimal
        /** Fees of a hundred of gross. */
        average_fee_percentage: Decimal
        /** How many match. */
        settlement_count: number
        /** The currency of the amounts. */
        currency: string
      }
      /** Where the page stands in the list. */
      pagination: Pagination
    }
  }
  /** Get a settlement with its fee breakdown and payout */
  get_v1_settlements_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: Settlement
  }
  /** Simulate a payment of a test session */
  post_v1_test_checkout_sessions_id_payments: {
    path: {
      /** Its id. */
      id: string
    }
    body?: {
      /** What is played. */
      kind?: 'exact' | 'under' | 'over' | 'late' | 'reverted' | 'wrong_asset'
      /** The asset’s symbol, such as USDT. */
      token?: string | null
      /** Whether its confirmations pass. */
      wait?: boolean
    }
    answer: CheckoutSession
  }
  /** Simulate a payment of a test invoice */
  post_v1_test_invoices_id_payments: {
    path: {
      /** Its id. */
      id: string
    }
    body?: {
      /** exact unless given */
      kind?: 'exact' | 'under' | 'over' | 'late' | 'reverted' | 'wrong_asset'
      /** How much, in the asset. */
      amount?: string | null
      /** The symbol of the token to send. */
      token?: string | null
    }
    answer: PlayedTest
  }
  /** Play steps on a test invoice, on its own clock */
  post_v1_test_scenarios: {
    body: {
      /** The invoice’s id. */
      invoice_id: string
      /** What is played, one after the other. */
      steps: TestStep[]
    }
    answer: PlayedTest
  }
  /** Send a webhook again, with the same id and the same bytes */
  post_v1_webhook_deliveries_id_resend: {
    path: {
      /** Its id. */
      id: string
    }
    body?: Record<string, unknown>
    answer: InvoiceDelivery
  }
  /** List webhook endpoints, newest first */
  get_v1_webhook_endpoints: {
    query?: {
      /** How many at most. */
      limit?: number
      /** Where the page before ended: its next_cursor. */
      cursor?: string
    }
    answer: {
      /** The endpoints of the page. */
      webhook_endpoints: InvoiceWebhookEndpoint[]
      /** Where the page stands in the list. */
      pagination: Pagination
    }
  }
  /** Add a webhook endpoint */
  post_v1_webhook_endpoints: {
    body: NewInvoiceWebhookEndpoint
    answer: CreatedInvoiceWebhookEndpoint
  }
  /** Read a webhook endpoint */
  get_v1_webhook_endpoints_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: InvoiceWebhookEndpoint
  }
  /** Change a webhook endpoint, disable it or enable it again */
  patch_v1_webhook_endpoints_id: {
    path: {
      /** Its id. */
      id: string
    }
    body: {
      /** Where deliveries go. */
      url?: string
      /** Which events it is told of. */
      events?: ('*' | 'invoice.created' | 'invoice.expired' | 'invoice.cancelled' | 'invoice.paid' | 'invoice.refunded' | 'invoice.overpaid' | 'payment.detected' | 'payment.confirming' | 'payment.confirmed' | 'payment.failed' | 'settlement.completed' | 'invoice.pending' | 'invoice.partial' | 'invoice.confirming' | 'invoice.reopened' | 'invoice.requoted' | 'invoice.credit_applied' | 'invoice.credit_released' | 'invoice.exception_opened' | 'invoice.exception_closed' | 'payment.reverted' | 'payment.corrected' | 'payment.held' | 'payment.released' | 'transfer.misdirected' | 'transfer.confirmed' | 'transfer.reverted' | 'transfer.accepted' | 'transfer.swept' | 'settlement.pending' | 'settlement.failed' | 'settlement.adjusted' | 'settlement.reversed' | 'settlement.swept' | 'invoice.completed' | 'invoice.paid_outside' | 'refund.prepared' | 'refund.reported' | 'refund.sent' | 'refund.completed' | 'refund.reverted' | 'refund.cancelled' | 'refund.expired')[]
      /** Signs from now on; the one before it beside it for a day */
      secret?: string
      /** Sent with each delivery, such as a token for your gateway; what they hold is not shown again */
      custom_headers?: Record<string, string>
      /** Addresses and CIDR ranges. A delivery goes only where your server’s address is one of them. */
      allowed_ips?: string[]
      /** How often a delivery is tried after the first time. */
      max_retries?: number
      /** How the time between tries grows. */
      retry_backoff?: 'linear' | 'exponential'
      /** Seconds */
      timeout?: number
      /** Whether anything is sent to it. */
      enabled?: boolean
    }
    answer: InvoiceWebhookEndpoint
  }
  /** Delete a webhook endpoint and what was still to go there */
  delete_v1_webhook_endpoints_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: {
      /** Its id. */
      id: string
      /** Where it stands. */
      status: 'deleted'
      /** When it was deleted. */
      deleted_at: string
    }
  }
  /** List what was sent to an endpoint, newest first */
  get_v1_webhook_endpoints_id_deliveries: {
    path: {
      /** Its id. */
      id: string
    }
    query?: {
      /** How many at most. */
      limit?: number
      /** Where the page before ended: its next_cursor. */
      cursor?: string
      /** Where it stands. */
      status?: 'pending' | 'delivered' | 'parked' | 'dropped'
      /** What happened. */
      event_type?: InvoiceEventType
      /** The invoice’s id. */
      invoice_id?: string
    }
    answer: {
      /** The deliveries of the page. */
      deliveries: InvoiceDelivery[]
      /** Where the page stands in the list. */
      pagination: Pagination
    }
  }
  /** Replace the secret; the one before it signs beside it for a while */
  post_v1_webhook_endpoints_id_rotate_secret: {
    path: {
      /** Its id. */
      id: string
    }
    body?: {
      /** Made, and shown once, unless given */
      secret?: string | null
      /** Seconds for which both secrets sign; 86400 unless given */
      overlap?: number | null
    }
    answer: InvoiceWebhookEndpoint
  }
  /** Send a signed test event now, and say what the receiver answered */
  post_v1_webhook_endpoints_id_test: {
    path: {
      /** Its id. */
      id: string
    }
    body?: Record<string, unknown>
    answer: {
      /** The webhook-id that your server saw. */
      test_id: string
      /** Where it stands. */
      status: 'delivered' | 'failed'
      /** What your server answered to the last try. */
      response_code: number | null
      /** How long your server took, in milliseconds. */
      response_time_ms: number
      /** When your server took it. */
      delivered_at: string | null
      /** What went wrong. */
      error: string | null
    }
  }
  /** List the webhook endpoints of checkout sessions, newest first */
  get_v1_session_webhook_endpoints: {
    query?: {
      /** How many at most. */
      limit?: number
      /** The nextCursor of the page before. */
      starting_after?: string
    }
    answer: {
      /** The objects of the page, newest first. */
      data: WebhookEndpoint[]
      /** Whether there are more behind this page. */
      hasMore: boolean
      /** Send it as starting_after for the next page; null on the last one. */
      nextCursor: string | null
    }
  }
  /** Add a webhook endpoint for what happens to checkout sessions */
  post_v1_session_webhook_endpoints: {
    body: NewWebhookEndpoint
    answer: CreatedWebhookEndpoint
  }
  /** Get a webhook endpoint of checkout sessions */
  get_v1_session_webhook_endpoints_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: WebhookEndpoint
  }
  /** Change a webhook endpoint of checkout sessions, switch it off or on */
  patch_v1_session_webhook_endpoints_id: {
    path: {
      /** Its id. */
      id: string
    }
    body: {
      /** Where deliveries go: https. */
      url?: string
      /** Which events it is told of; * stands for all of them. */
      events?: ('*' | 'session.created' | 'session.pending' | 'session.detected' | 'session.paid' | 'session.underpaid' | 'session.overpaid' | 'session.expired' | 'session.paid_late' | 'session.failed')[]
      /** Whether it is switched on: a link begins sessions, an endpoint is told. */
      active?: boolean
    }
    answer: WebhookEndpoint
  }
  /** Delete a webhook endpoint of checkout sessions and what was still to go there */
  delete_v1_session_webhook_endpoints_id: {
    path: {
      /** Its id. */
      id: string
    }
    answer: WebhookEndpoint
  }
  /** List what was sent to a webhook endpoint of checkout sessions, newest first */
  get_v1_session_webhook_endpoints_id_deliveries: {
    path: {
      /** Its id. */
      id: string
    }
    query?: {
      /** How many at most. */
      limit?: number
      /** The nextCursor of the page before. */
      starting_after?: string
      /** What became of it. */
      status?: 'pending' | 'delivered' | 'paused' | 'abandoned'
    }
    answer: {
      /** The objects of the page, newest first. */
      data: WebhookDelivery[]
      /** Whether there are more behind this page. */
      hasMore: boolean
      /** Send it as starting_after for the next page; null on the last one. */
      nextCursor: string | null
    }
  }
  /** Send a webhook again, with the same id and the same bytes and all its tries anew */
  post_v1_session_webhook_endpoints_id_deliveries_delivery_id_replay: {
    path: {
      /** Its id. */
      id: string
      /** The id of a delivery. */
      delivery_id: string
    }
    body?: Record<string, unknown>
    answer: WebhookDelivery
  }
  /** Replace the secret; the one before it signs beside it for a while */
  post_v1_session_webhook_endpoints_id_rotate_secret: {
    path: {
      /** Its id. */
      id: string
    }
    body?: {
      /** Seconds for which both secrets sign */
      overlap?: number | null
    }
    answer: CreatedWebhookEndpoint
  }
  /** Send a made-up session.paid now, and say what the receiver answered */
  post_v1_session_webhook_endpoints_id_test: {
    path: {
      /** Its id. */
      id: string
    }
    body?: Record<string, unknown>
    answer: {
      /** The event’s id, which your server sees as webhook-id: the same in every try. */
      eventId: string
      /** What became of it. */
      status: 'delivered' | 'failed'
      /** What your server answered to the last try; null without an answer. */
      responseCode: number | null
      /** How long it took to answer, in milliseconds. */
      responseTimeMs: number
      /** Why it failed, in words; null when it was taken. */
      error: string | null
    }
  }
}
