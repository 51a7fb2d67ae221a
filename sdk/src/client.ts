import type { Answer, Arguments, OperationId, RequestOptions } from './operation.js'
import type { ClientOptions } from './options.js'
import { ApiKeys } from './resources/apiKeys.js'
import { CheckoutInvoices } from './resources/checkoutInvoices.js'
import { Checkout } from './resources/checkout.js'
import { CheckoutSessions } from './resources/checkoutSessions.js'
import { Customers } from './resources/customers.js'
import { Events } from './resources/events.js'
import { Invoices } from './resources/invoices.js'
import { InvoiceWebhookEndpoints } from './resources/invoiceWebhookEndpoints.js'
import { Merchants } from './resources/merchants.js'
import { Operator } from './resources/operator.js'
import { PaymentLinks } from './resources/paymentLinks.js'
import { PublicInvoices } from './resources/publicInvoices.js'
import { AuditLog, Figures } from './resources/records.js'
import { Settlements } from './resources/settlements.js'
import { TestMode } from './resources/testMode.js'
import { WebhookEndpoints } from './resources/webhookEndpoints.js'
import { Withdrawals } from './resources/withdrawals.js'
import { Transport } from './transport.js'

/** A Crypto Checkout server, as seen by one key. It keeps the key to itself: no property, error or log shows it. */
export class CryptoCheckout {
  readonly #transport: Transport

  readonly invoices: Invoices
  readonly publicInvoices: PublicInvoices
  readonly invoiceWebhookEndpoints: InvoiceWebhookEndpoints
  readonly settlements: Settlements
  readonly analytics: Figures
  readonly auditLog: AuditLog

  readonly paymentLinks: PaymentLinks
  readonly checkoutSessions: CheckoutSessions
  readonly checkoutInvoices: CheckoutInvoices
  readonly events: Events
  readonly webhookEndpoints: WebhookEndpoints

  readonly checkout: Checkout

  readonly customers: Customers
  readonly merchants: Merchants
  readonly apiKeys: ApiKeys
  readonly testMode: TestMode
  readonly operator: Operator
  readonly withdrawals: Withdrawals

  /** Throws a CheckoutError (`invalid_option`) where an option is wrong, or would give a key away. */
  constructor(options: ClientOptions) {
    const transport = new Transport(options)
    this.#transport = transport
    this.invoices = new Invoices(transport)
    this.publicInvoices = new PublicInvoices(transport)
    this.invoiceWebhookEndpoints = new InvoiceWebhookEndpoints(transport)
    this.settlements = new Settlements(transport)
    this.analytics = new Figures(transport)
    this.auditLog = new AuditLog(transport)
    this.paymentLinks = new PaymentLinks(transport)
    this.checkoutSessions = new CheckoutSessions(transport)
    this.checkoutInvoices = new CheckoutInvoices(transport)
    this.events = new Events(transport)
    this.webhookEndpoints = new WebhookEndpoints(transport)
    this.checkout = new Checkout(transport)
    this.customers = new Customers(transport)
    this.merchants = new Merchants(transport)
    this.apiKeys = new ApiKeys(transport)
    this.testMode = new TestMode(transport)
    this.operator = new Operator(transport)
    this.withdrawals = new Withdrawals(transport)
  }

  /** Asks any operation of the API description by its `operationId`, as the methods of its parts do. */
  call<Id extends OperationId>(id: Id, args: Arguments<Id>, options?: RequestOptions): Promise<Answer<Id>> {
    return this.#transport.call(id, args, options)
  }
}
