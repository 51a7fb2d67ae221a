import { row } from './row'

row(1, 'killed at any await of reconcile and sweep', {
  plan: { kills: 0.8, events: 30, amounts: true },
  struck: ['kill', 'pay', 'create again'],
})

row(1, 'killed at any await of dispatch', {
  plan: { webhooks: true, kills: 0.8, workers: 2, events: 30 },
  struck: ['kill', 'receiver takes it', 'receiver takes it and answers late'],
})

row(2, "connection lost before and after COMMIT's answer", {
  plan: { cuts: 0.3, invoices: 8 },
  struck: ['lost before', 'lost after', 'replayed'],
})

row(3, 'two and three workers at once, some of them frozen for longer than their lease', {
  plan: { workers: 3, freezes: 0.4, events: 30, reorgDepth: 3, reorgs: 0.1, amounts: true },
  struck: ['overlap', 'frozen', 'pay'],
})

row(4, 'database restarted in the middle', {
  plan: { restarts: 0.5, workers: 2 },
  struck: ['restart', 'pay'],
})

row(14, 'clock jumps by 10 minutes, both ways', {
  plan: { clockJumps: 10, workers: 2, cancels: true },
  struck: ['clock jump', 'pay'],
})
