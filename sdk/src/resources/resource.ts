import type { Transport } from '../transport.js'

/** A part of the API: its operations as methods. */
export abstract class Resource {
  protected readonly transport: Transport

  constructor(transport: Transport) {
    this.transport = transport
  }
}
