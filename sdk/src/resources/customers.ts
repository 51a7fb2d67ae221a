import { byPage, Listing } from '../listing.js'
import type { Customer, CustomerCredit, NewCustomer } from '../openapi.gen.js'
import type { Answer, Body, Query, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

/** Who pays you, what they have paid, and what they have left. */
export class Customers extends Resource {
  create(customer: NewCustomer, options?: RequestOptions): Promise<Customer> {
    return this.transport.call('post_v1_customers', { body: customer }, options)
  }

  retrieve(id: string, options?: RequestOptions): Promise<Customer> {
    return this.transport.call('get_v1_customers_id', { path: { id } }, options)
  }

  /** The newest first, by pages with numbers. */
  list(
    query: Query<'get_v1_customers'> = {},
    options?: RequestOptions,
  ): Listing<Answer<'get_v1_customers'>, Customer> {
    return new Listing(
      (more) => this.transport.call('get_v1_customers', { query: { ...query, ...more } }, options),
      byPage(),
    )
  }

  update(id: string, changes: Body<'patch_v1_customers_id'>, options?: RequestOptions): Promise<Customer> {
    return this.transport.call('patch_v1_customers_id', { path: { id }, body: changes }, options)
  }

  /** Forgets who it is, for good; payments and books stay under an id that says nothing. */
  delete(id: string, options?: RequestOptions): Promise<Customer> {
    return this.transport.call('delete_v1_customers_id', { path: { id } }, options)
  }

  /** What is left of earlier overpayments. */
  credit(id: string, options?: RequestOptions): Promise<CustomerCredit> {
    return this.transport.call('get_v1_customers_id_credit', { path: { id } }, options)
  }
}
