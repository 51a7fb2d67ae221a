import { answerOf, bodyOf, messageOf, operationsOf, type Description } from './description'
import { alternatives, type Schema } from './schema'

/**
 * Types that have a name in the client, and where the description has them: an operation's answer or body, or a message that is sent.
 * Wherever the same form stands, it has this name.
 */
const MODELS: Readonly<Record<string, string>> = {
  InvoiceStatus: 'get_v1_invoices_id answer status',
  SessionStatus: 'get_v1_checkout_sessions_id answer status',
  InvoiceEventType: 'webhook invoice_event type',
  SessionEventType: 'get_v1_events_id answer type',
  Scope: 'post_v1_auth_token body scope',
  Invoice: 'get_v1_invoices_id answer',
  InvoiceSummary: 'get_v1_invoices answer invoices',
  NewInvoice: 'post_v1_invoices body',
  CreatedInvoice: 'post_v1_invoices answer',
  InvoiceItem: 'get_v1_invoices_id answer items',
  Payment: 'get_v1_invoices_id answer payments',
  ExchangeRate: 'get_v1_invoices_id answer exchange_rate',
  InvoiceDelivery: 'get_v1_webhook_endpoints_id_deliveries answer deliveries',
  PublicInvoice: 'get_v1_public_invoice_id answer',
  InvoiceMessage: 'get_v1_public_invoice_id_events answer',
  CancelledInvoice: 'post_v1_invoices_id_cancel answer',
  Refund: 'get_v1_invoices_id_refunds_refund_id answer',
  RefundList: 'get_v1_invoices_id_refunds answer',
  NewRefund: 'post_v1_invoices_id_refunds body',
  Settlement: 'get_v1_settlements_id answer',
  SettlementSummary: 'get_v1_settlements answer settlements',
  Analytics: 'get_v1_analytics answer',
  AuditEntry: 'get_v1_audit_log answer audit_log',
  ApiKey: 'get_v1_api_keys_id answer',
  NewApiKey: 'post_v1_api_keys body',
  CreatedApiKey: 'post_v1_api_keys answer',
  AccessToken: 'post_v1_auth_token answer',
  Merchant: 'get_v1_merchants_me answer',
  NewMerchant: 'post_v1_merchants body',
  RegisteredMerchant: 'post_v1_merchants answer',
  Logo: 'put_v1_merchants_me_logo answer',
  Wallet: 'post_v1_merchants_me_wallets answer',
  InvoiceWebhookEndpoint: 'get_v1_webhook_endpoints_id answer',
  NewInvoiceWebhookEndpoint: 'post_v1_webhook_endpoints body',
  CreatedInvoiceWebhookEndpoint: 'post_v1_webhook_endpoints answer',
  Pagination: 'get_v1_invoices answer pagination',
  PlayedTest: 'post_v1_test_scenarios answer',
  TestStep: 'post_v1_test_scenarios body steps',
  PaymentLink: 'get_v1_payment_links_id answer',
  NewPaymentLink: 'post_v1_payment_links body',
  CheckoutSession: 'get_v1_checkout_sessions_id answer',
  NewCheckoutSession: 'post_v1_checkout_sessions body',
  CheckoutInvoiceStatus: 'get_checkout_invoices_id answer status',
  CheckoutInvoice: 'get_checkout_invoices_id answer',
  NewCheckoutInvoice: 'post_checkout_invoices body',
  CheckoutInvoiceSummary: 'get_checkout_invoices answer invoices',
  SessionEvent: 'get_v1_events_id answer',
  Customer: 'get_v1_customers_id answer',
  NewCustomer: 'post_v1_customers body',
  CustomerCredit: 'get_v1_customers_id_credit answer',
  WebhookEndpoint: 'get_v1_session_webhook_endpoints_id answer',
  NewWebhookEndpoint: 'post_v1_session_webhook_endpoints body',
  CreatedWebhookEndpoint: 'post_v1_session_webhook_endpoints answer',
  WebhookDelivery: 'get_v1_session_webhook_endpoints_id_deliveries answer data',
  Health: 'get_health answer',
  InvoiceEvent: 'webhook invoice_event',
  WebhookTest: 'webhook webhook_test',
}

export type Model = { name: string; schema: Schema }

/** Every named type with its schema. Throws where the description has no such thing any more. */
export function modelsOf(description: Description): Model[] {
  const operations = new Map(operationsOf(description).map(({ id, operation }) => [id, operation]))
  return Object.entries(MODELS).map(([name, place]) => {
    const [id = '', part, ...fields] = place.split(' ')
    const operation = operations.get(id)
    const inOperation =
      part === 'body' ? operation && bodyOf(operation)?.schema : operation && answerOf(operation).schema
    const whole = id === 'webhook' ? messageOf(description, part ?? '') : inOperation
    const schema = whole && fields.reduce<Schema | undefined>(memberOf, whole)
    if (!schema) throw new Error(`${name}: the description has no ${place}`)
    return { name, schema }
  })
}

/** What stands under a name, or in the list that stands there. */
function memberOf(schema: Schema | undefined, name: string): Schema | undefined {
  const member = schema?.properties?.[name]
  return member && alternatives(member).map((one) => one.items ?? one)[0]
}
