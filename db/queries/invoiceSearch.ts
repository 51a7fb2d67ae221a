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

/** Invoices that one statement writes anew. */
const AT_ONCE = 500

/** Lets an invoice be found by its title, its description and what its metadata hold; written once, when it is made, unless a customer is erased. */
export async function insertWords(db: Executor, invoice: Found): Promise<void> {
  const marked = JSON.stringify(markedWords(invoice))
  await db.execute(sql`
    insert into invoice_words (invoice_id, merchant_id, mode, words)
    select ${invoice.id}, ${invoice.merchantId}, ${invoice.mode},
      array_to_tsvector(array(select jsonb_array_elements_text(${marked}::jsonb)))`)
}

/** L7: lets invoices be found by what they hold now alone. */
export async function rewriteWords(db: Executor, found: readonly Found[]): Promise<void> {
  for (let at = 0; at < found.length; at += AT_ONCE) {
    const now = found.slice(at, at + AT_ONCE).map((one) => ({ id: one.id, words: markedWords(one) }))
    await db.execute(sql`
      update invoice_words held set words = array_to_tsvector(array(select jsonb_array_elements_text(now.words)))
      from jsonb_to_recordset(${JSON.stringify(now)}::jsonb) now (id text, words jsonb) where held.invoice_id = now.id`)
  }
}

function markedWords(invoice: Found): string[] {
  const texts = [invoice.title, invoice.description ?? '', ...Object.values(invoice.metadata)]
  return termsIn(texts).map((term) => markOf(invoice) + term)
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
