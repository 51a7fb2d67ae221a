/** The channel on which processes tell each other what has changed. */
export const CHANNEL = 'checkout_news'

/** The topic of an invoice that has a new event. */
export function invoiceTopic(id: string): string {
  return `invoice:${id}`
}

/** The topic of a network that has proven another block. */
export function networkTopic(id: string): string {
  return `network:${id}`
}

/** There are new webhooks to send: told within the process that wrote them, never over the channel. */
export const WEBHOOKS_TOPIC = 'webhooks'
