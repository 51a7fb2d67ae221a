/** Stands in until the factory's derived address lands beside the forwarder. */
export const FORWARDER_FACTORY = '0x0000000000000000000000000000000000000000'
