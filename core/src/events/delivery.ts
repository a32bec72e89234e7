import { createHash } from 'node:crypto'

/** One thing to be done by one handler or job for one tenant. It carries ids; what they stand for is read when it is done. */
export interface Delivery {
  /** Made from what is to be delivered, so that the same delivery is never there twice. */
  readonly id: string
  readonly kind: 'event' | 'job'
  readonly tenantId: string
  readonly plugin: string
  /** The subscriber's or job's name, unique over the installation and the same at every start. */
  readonly handler: string
  /** The event's id, or the run's. */
  readonly itemId: string
  /** Deliveries of one handler with the same key are done one after the other. */
  readonly key: string
  /** The event's place in the outbox. */
  readonly sequence: string | null
}

export interface WaitingEvent {
  readonly tenantId: string
  readonly id: string
  readonly sequence: string
  readonly name: string
  readonly recordKey: string | null
  readonly at: string
}

export function eventDelivery(
  event: WaitingEvent,
  { plugin, name }: { readonly plugin: string; readonly name: string },
): Delivery {
  const { tenantId, id, sequence, recordKey } = event
  return {
    id: orderedId(sequence, `${name} ${tenantId} ${id}`),
    kind: 'event',
    tenantId,
    plugin,
    handler: name,
    itemId: id,
    key: `${tenantId}/${recordKey ?? id}`,
    sequence,
  }
}

export function jobDelivery(
  run: { readonly tenantId: string; readonly id: string; readonly lane?: string | null },
  { plugin, name }: { readonly plugin: string; readonly name: string },
): Delivery {
  return {
    id: run.id,
    kind: 'job',
    tenantId: run.tenantId,
    plugin,
    handler: name,
    itemId: run.id,
    key: run.lane ? `${run.tenantId}/${run.lane}` : run.tenantId,
    sequence: null,
  }
}

/** The queue's name: of the handler's, with the signs that pg-boss allows. */
export function queueOf(kind: Delivery['kind'], handler: string): string {
  return `${kind}/${handler.replaceAll('*', '_').replaceAll(/[^\w.-]/g, '/')}`
}

/**
 * A UUID (version 8, RFC 9562) that sorts by the sequence: pg-boss breaks ties of the time a job was made by its id,
 * and all jobs of one transaction are made at the same time.
 */
function orderedId(sequence: string, seed: string): string {
  const bytes = Buffer.alloc(16)
  // 44 bits of the sequence lie before the version, the rest behind it.
  const value = BigInt(sequence)
  bytes.writeBigUInt64BE(((value >> 12n) << 16n) | 0x8000n | (value & 0xfffn))
  createHash('sha256').update(seed).digest().copy(bytes, 8, 0, 8)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
