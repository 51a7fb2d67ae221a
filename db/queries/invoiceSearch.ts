import { sql, type SQL } from 'drizzle-orm'
import { goesOn, soughtTerms, termsIn, type Sought } from '@/lib/domain/searchWords'
import type { Executor } from '../client'
import { invoices, type Mode } from '../schema'

type Tenant = { merchantId: string; mode: Mode }
type Found = Tenant & {
  id: string
  title: string
  description: string | null
  metadata: Readonly<Record<string, string>>
}

/** Lets an invoice be found by its title, its description and what its metadata hold; written once, when it is made. */
export async function insertWords(db: Executor, invoice: Found): Promise<void> {
  const terms = termsIn([invoice.title, invoice.description ?? '', ...Object.values(invoice.metadata)])
  const marked = JSON.stringify(terms.map((term) => markOf(invoice) + term))
  await db.execute(sql`
    insert into invoice_words (invoice_id, merchant_id, mode, words)
    select ${invoice.id}, ${invoice.merchantId}, ${invoice.mode},
      array_to_tsvector(array(select jsonb_array_elements_text(${marked}::jsonb)))`)
}

/** Whether an invoice holds all words of a search, or ones that begin with them; a search without a word finds nothing. */
export function holdsWords(tenant: Tenant, search: string): SQL {
  const sought = soughtTerms(search)
  if (sought.length === 0) return sql`false`
  const query = sought.map((one) => lexeme(markOf(tenant), one)).join(' & ')
  return sql`exists (
    select 1 from invoice_words held where held.invoice_id = ${invoices.id}
    and held.merchant_id = ${tenant.merchantId} and held.mode = ${tenant.mode} and held.words @@ ${query}::tsquery)`
}

/** Terms are letters, digits and points alone, so that nothing in them is an operator. */
function lexeme(mark: string, { term, isPrefix }: Sought): string {
  if (isPrefix) return `'${mark}${term}':*`
  return `('${mark}${term}' | '${mark}${goesOn(term)}':*)`
}

/** Before each word, so that a word which all merchants use is as many entries of the index as there are merchants. */
function markOf({ merchantId, mode }: Tenant): string {
  return `${merchantId.slice(-6)}${mode.slice(0, 1)}`
}
