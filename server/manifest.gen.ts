// Written by `npm run gen` from the route files; a test fails when it is stale.
import * as route0 from '@/app/api/cron/reconcile/route'
import * as route1 from '@/app/api/health/route'
import * as route2 from '@/app/api/v1/api-keys/route'
import * as route3 from '@/app/api/v1/api-keys/[id]/route'
import * as route4 from '@/app/api/v1/auth/token/route'
import * as route5 from '@/app/api/v1/invoices/route'
import * as route6 from '@/app/api/v1/invoices/[id]/route'
import * as route7 from '@/app/api/v1/invoices/[id]/cancel/route'
import * as route8 from '@/app/api/v1/openapi.json/route'
import * as route9 from '@/app/api/v1/public/invoice/[id]/route'
import * as route10 from '@/app/api/v1/public/invoice/[id]/events/route'
import * as route11 from '@/app/api/v1/public/invoice/[id]/qr/route'
import * as route12 from '@/app/api/v1/public/invoice/[id]/quote/route'
import * as route13 from '@/app/api/v1/settlements/[id]/route'
import * as route14 from '@/app/api/v1/[...path]/route'
import { entry } from './router'

export const MANIFEST = [
  entry('/api/cron/reconcile', route0),
  entry('/api/health', route1),
  entry('/api/v1/api-keys', route2),
  entry('/api/v1/api-keys/{id}', route3),
  entry('/api/v1/auth/token', route4),
  entry('/api/v1/invoices', route5),
  entry('/api/v1/invoices/{id}', route6),
  entry('/api/v1/invoices/{id}/cancel', route7),
  entry('/api/v1/openapi.json', route8),
  entry('/api/v1/public/invoice/{id}', route9),
  entry('/api/v1/public/invoice/{id}/events', route10),
  entry('/api/v1/public/invoice/{id}/qr', route11),
  entry('/api/v1/public/invoice/{id}/quote', route12),
  entry('/api/v1/settlements/{id}', route13),
  entry('/api/v1/{...path}', route14),
]
