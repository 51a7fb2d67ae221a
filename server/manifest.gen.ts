// Written by `npm run gen` from the route files; a test fails when it is stale.
import * as route0 from '@/app/api/checkout/address-transfer-withdrawals/route'
import * as route1 from '@/app/api/checkout/address-transfer-withdrawals/confirm/route'
import * as route2 from '@/app/api/checkout/address-transfer-withdrawals/prepare/route'
import * as route3 from '@/app/api/checkout/api-keys/route'
import * as route4 from '@/app/api/checkout/api-keys/[id]/route'
import * as route5 from '@/app/api/checkout/config/route'
import * as route6 from '@/app/api/checkout/config/balance/route'
import * as route7 from '@/app/api/checkout/config/webhook-secret/rotate/route'
import * as route8 from '@/app/api/checkout/invoices/route'
import * as route9 from '@/app/api/checkout/invoices/export/route'
import * as route10 from '@/app/api/checkout/invoices/stats/route'
import * as route11 from '@/app/api/checkout/invoices/[id]/route'
import * as route12 from '@/app/api/checkout/invoices/[id]/exception/resolve/route'
import * as route13 from '@/app/api/checkout/invoices/[id]/payments/route'
import * as route14 from '@/app/api/checkout/invoices/[id]/record-payment/route'
import * as route15 from '@/app/api/checkout/invoices/[id]/status/route'
import * as route16 from '@/app/api/checkout/invoices/[id]/void/route'
import * as route17 from '@/app/api/checkout/pay/[id]/route'
import * as route18 from '@/app/api/checkout/pay/[id]/relay/route'
import * as route19 from '@/app/api/checkout/pay/[id]/status/route'
import * as route20 from '@/app/api/checkout/pay/[id]/sync-wallet-payment/route'
import * as route21 from '@/app/api/checkout/payment-methods/route'
import * as route22 from '@/app/api/checkout/payment-methods/treasury-challenge/route'
import * as route23 from '@/app/api/checkout/payment-methods/[id]/route'
import * as route24 from '@/app/api/checkout/[...path]/route'
import * as route25 from '@/app/api/cron/dispatch/route'
import * as route26 from '@/app/api/cron/reconcile/route'
import * as route27 from '@/app/api/health/route'
import * as route28 from '@/app/api/metrics/route'
import * as route29 from '@/app/api/v1/analytics/route'
import * as route30 from '@/app/api/v1/api-keys/route'
import * as route31 from '@/app/api/v1/api-keys/[id]/route'
import * as route32 from '@/app/api/v1/audit-log/route'
import * as route33 from '@/app/api/v1/auth/token/route'
import * as route34 from '@/app/api/v1/checkout_sessions/route'
import * as route35 from '@/app/api/v1/checkout_sessions/[id]/route'
import * as route36 from '@/app/api/v1/customers/route'
import * as route37 from '@/app/api/v1/customers/[id]/route'
import * as route38 from '@/app/api/v1/customers/[id]/credit/route'
import * as route39 from '@/app/api/v1/events/route'
import * as route40 from '@/app/api/v1/events/[id]/route'
import * as route41 from '@/app/api/v1/invoices/route'
import * as route42 from '@/app/api/v1/invoices/[id]/route'
import * as route43 from '@/app/api/v1/invoices/[id]/cancel/route'
import * as route44 from '@/app/api/v1/invoices/[id]/complete/route'
import * as route45 from '@/app/api/v1/invoices/[id]/refunds/route'
import * as route46 from '@/app/api/v1/invoices/[id]/refunds/[refund_id]/route'
import * as route47 from '@/app/api/v1/invoices/[id]/refunds/[refund_id]/cancel/route'
import * as route48 from '@/app/api/v1/merchants/route'
import * as route49 from '@/app/api/v1/merchants/me/route'
import * as route50 from '@/app/api/v1/merchants/me/logo/route'
import * as route51 from '@/app/api/v1/merchants/me/payment-methods/route'
import * as route52 from '@/app/api/v1/merchants/me/tokens/route'
import * as route53 from '@/app/api/v1/merchants/me/wallets/route'
import * as route54 from '@/app/api/v1/merchants/me/wallets/[id]/route'
import * as route55 from '@/app/api/v1/merchants/me/xpub/route'
import * as route56 from '@/app/api/v1/merchants/me/xpub/preview/route'
import * as route57 from '@/app/api/v1/openapi.json/route'
import * as route58 from '@/app/api/v1/payment_links/route'
import * as route59 from '@/app/api/v1/payment_links/[id]/route'
import * as route60 from '@/app/api/v1/public/invoice/[id]/route'
import * as route61 from '@/app/api/v1/public/invoice/[id]/address_proof/route'
import * as route62 from '@/app/api/v1/public/invoice/[id]/events/route'
import * as route63 from '@/app/api/v1/public/invoice/[id]/qr/route'
import * as route64 from '@/app/api/v1/public/invoice/[id]/quote/route'
import * as route65 from '@/app/api/v1/public/logos/[id]/route'
import * as route66 from '@/app/api/v1/public/payment_links/[slug]/qr/route'
import * as route67 from '@/app/api/v1/settlements/route'
import * as route68 from '@/app/api/v1/settlements/[id]/route'
import * as route69 from '@/app/api/v1/test/checkout_sessions/[id]/payments/route'
import * as route70 from '@/app/api/v1/test/invoices/[id]/payments/route'
import * as route71 from '@/app/api/v1/test/scenarios/route'
import * as route72 from '@/app/api/v1/webhook-deliveries/[id]/resend/route'
import * as route73 from '@/app/api/v1/webhook-endpoints/route'
import * as route74 from '@/app/api/v1/webhook-endpoints/[id]/route'
import * as route75 from '@/app/api/v1/webhook-endpoints/[id]/deliveries/route'
import * as route76 from '@/app/api/v1/webhook-endpoints/[id]/rotate-secret/route'
import * as route77 from '@/app/api/v1/webhook-endpoints/[id]/test/route'
import * as route78 from '@/app/api/v1/webhook_endpoints/route'
import * as route79 from '@/app/api/v1/webhook_endpoints/[id]/route'
import * as route80 from '@/app/api/v1/webhook_endpoints/[id]/deliveries/route'
import * as route81 from '@/app/api/v1/webhook_endpoints/[id]/deliveries/[delivery_id]/replay/route'
import * as route82 from '@/app/api/v1/webhook_endpoints/[id]/rotate_secret/route'
import * as route83 from '@/app/api/v1/webhook_endpoints/[id]/test/route'
import * as route84 from '@/app/api/v1/[...path]/route'
import { entry } from './router'

export const MANIFEST = [
  entry('/api/checkout/address-transfer-withdrawals', route0),
  entry('/api/checkout/address-transfer-withdrawals/confirm', route1),
  entry('/api/checkout/address-transfer-withdrawals/prepare', route2),
  entry('/api/checkout/api-keys', route3),
  entry('/api/checkout/api-keys/{id}', route4),
  entry('/api/checkout/config', route5),
  entry('/api/checkout/config/balance', route6),
  entry('/api/checkout/config/webhook-secret/rotate', route7),
  entry('/api/checkout/invoices', route8),
  entry('/api/checkout/invoices/export', route9),
  entry('/api/checkout/invoices/stats', route10),
  entry('/api/checkout/invoices/{id}', route11),
  entry('/api/checkout/invoices/{id}/exception/resolve', route12),
  entry('/api/checkout/invoices/{id}/payments', route13),
  entry('/api/checkout/invoices/{id}/record-payment', route14),
  entry('/api/checkout/invoices/{id}/status', route15),
  entry('/api/checkout/invoices/{id}/void', route16),
  entry('/api/checkout/pay/{id}', route17),
  entry('/api/checkout/pay/{id}/relay', route18),
  entry('/api/checkout/pay/{id}/status', route19),
  entry('/api/checkout/pay/{id}/sync-wallet-payment', route20),
  entry('/api/checkout/payment-methods', route21),
  entry('/api/checkout/payment-methods/treasury-challenge', route22),
  entry('/api/checkout/payment-methods/{id}', route23),
  entry('/api/checkout/{...path}', route24),
  entry('/api/cron/dispatch', route25),
  entry('/api/cron/reconcile', route26),
  entry('/api/health', route27),
  entry('/api/metrics', route28),
  entry('/api/v1/analytics', route29),
  entry('/api/v1/api-keys', route30),
  entry('/api/v1/api-keys/{id}', route31),
  entry('/api/v1/audit-log', route32),
  entry('/api/v1/auth/token', route33),
  entry('/api/v1/checkout_sessions', route34),
  entry('/api/v1/checkout_sessions/{id}', route35),
  entry('/api/v1/customers', route36),
  entry('/api/v1/customers/{id}', route37),
  entry('/api/v1/customers/{id}/credit', route38),
  entry('/api/v1/events', route39),
  entry('/api/v1/events/{id}', route40),
  entry('/api/v1/invoices', route41),
  entry('/api/v1/invoices/{id}', route42),
  entry('/api/v1/invoices/{id}/cancel', route43),
  entry('/api/v1/invoices/{id}/complete', route44),
  entry('/api/v1/invoices/{id}/refunds', route45),
  entry('/api/v1/invoices/{id}/refunds/{refund_id}', route46),
  entry('/api/v1/invoices/{id}/refunds/{refund_id}/cancel', route47),
  entry('/api/v1/merchants', route48),
  entry('/api/v1/merchants/me', route49),
  entry('/api/v1/merchants/me/logo', route50),
  entry('/api/v1/merchants/me/payment-methods', route51),
  entry('/api/v1/merchants/me/tokens', route52),
  entry('/api/v1/merchants/me/wallets', route53),
  entry('/api/v1/merchants/me/wallets/{id}', route54),
  entry('/api/v1/merchants/me/xpub', route55),
  entry('/api/v1/merchants/me/xpub/preview', route56),
  entry('/api/v1/openapi.json', route57),
  entry('/api/v1/payment_links', route58),
  entry('/api/v1/payment_links/{id}', route59),
  entry('/api/v1/public/invoice/{id}', route60),
  entry('/api/v1/public/invoice/{id}/address_proof', route61),
  entry('/api/v1/public/invoice/{id}/events', route62),
  entry('/api/v1/public/invoice/{id}/qr', route63),
  entry('/api/v1/public/invoice/{id}/quote', route64),
  entry('/api/v1/public/logos/{id}', route65),
  entry('/api/v1/public/payment_links/{slug}/qr', route66),
  entry('/api/v1/settlements', route67),
  entry('/api/v1/settlements/{id}', route68),
  entry('/api/v1/test/checkout_sessions/{id}/payments', route69),
  entry('/api/v1/test/invoices/{id}/payments', route70),
  entry('/api/v1/test/scenarios', route71),
  entry('/api/v1/webhook-deliveries/{id}/resend', route72),
  entry('/api/v1/webhook-endpoints', route73),
  entry('/api/v1/webhook-endpoints/{id}', route74),
  entry('/api/v1/webhook-endpoints/{id}/deliveries', route75),
  entry('/api/v1/webhook-endpoints/{id}/rotate-secret', route76),
  entry('/api/v1/webhook-endpoints/{id}/test', route77),
  entry('/api/v1/webhook_endpoints', route78),
  entry('/api/v1/webhook_endpoints/{id}', route79),
  entry('/api/v1/webhook_endpoints/{id}/deliveries', route80),
  entry('/api/v1/webhook_endpoints/{id}/deliveries/{delivery_id}/replay', route81),
  entry('/api/v1/webhook_endpoints/{id}/rotate_secret', route82),
  entry('/api/v1/webhook_endpoints/{id}/test', route83),
  entry('/api/v1/{...path}', route84),
]
