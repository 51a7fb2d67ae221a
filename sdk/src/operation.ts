import type { Operations } from './openapi.gen.js'

/** Where decimals stand in a value: by name, `*` for any name, elements of a list at the list's own place. */
export type Decimals = true | { readonly [name: string]: Decimals }

/** What is known of an operation while the program runs. */
export type OperationFacts = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  /** What has to be sent along to be let in. */
  readonly needs: 'nothing' | 'key' | 'cronSecret'
  readonly answers: 'json' | 'bytes' | 'stream'
  /** Whether the same Idempotency-Key gets the same answer. */
  readonly idempotent?: true
  /** Decimals of its body, which go out as JSON numbers. */
  readonly sends?: Decimals
  /** Decimals of its answer, which come as JSON numbers. */
  readonly tells?: Decimals
}

/** The `operationId` of something that the API can do. */
export type OperationId = keyof Operations

/** What goes to an operation: `path`, `query` and `body`, as far as it takes them. */
export type Arguments<Id extends OperationId> = Omit<Operations[Id], 'answer'>

export type Answer<Id extends OperationId> = Operations[Id]['answer']

export type Query<Id extends OperationId> = Operations[Id] extends { query?: infer Value }
  ? NonNullable<Value>
  : never

export type Body<Id extends OperationId> = Operations[Id] extends { body?: infer Value }
  ? NonNullable<Value>
  : never

/** Asks an operation of the API, by its id. */
export type Call = <Id extends OperationId>(
  id: Id,
  args: Arguments<Id>,
  options?: RequestOptions,
) => Promise<Answer<Id>>

/** What may differ from call to call. */
export type RequestOptions = {
  /** Makes the call happen once, however often it is sent; made anew for each call unless given. */
  idempotencyKey?: string
  /** Ends the call, also while it waits to try again; the promise rejects with the signal's reason. */
  signal?: AbortSignal
  /** Milliseconds that one try may take, instead of the client's. */
  timeout?: number
  /** How often to try again, instead of the client's number. */
  maxRetries?: number
}
