import { row } from './row'

// What drips and floods does so in a socket: tests/integration/webhooks/hostile.test.ts.
row(23, 'receivers that hang, 500, redirect, ask to wait, refuse', {
  plan: { webhooks: true, events: 30 },
  struck: [
    'receiver hangs',
    'receiver 500',
    'receiver redirects',
    'receiver asks to wait',
    'receiver refuses',
  ],
})

row(24, 'crash between send and mark of a webhook', {
  plan: { webhooks: true, killAt: ['insert webhook_attempts', 'update webhook_deliveries'], events: 36 },
  struck: ['killed at insert webhook_attempts', 'receiver takes it'],
})
