import type { IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'

export interface OutboundRequest {
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Milliseconds until the whole of the answer is there; no longer than the installation waits anyway. */
  readonly patience?: number
}

export interface OutboundAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Ends with an error where it is too long or too slow. */
  readonly body: Readable
}

/** The one way out to addresses that people name: none of this machine or its network, unless the operator allows them. */
export interface Outbound {
  /** An address that may be asked at all, by its looks. @throws `outbound.address_unfit`, `outbound.address_private` (422) */
  fit(address: string): URL
  /**
   * Asks a server. It goes nowhere else by redirection and carries nothing that was not given.
   * @throws 422 for an address that may not be asked, 502 where nothing comes back
   */
  ask(url: URL, request: OutboundRequest): Promise<OutboundAnswer>
  /**
   * A connection (TCP, without encryption) to a server that does not speak HTTP; whoever asks for it ends it.
   * @throws 422 for an address that may not be asked, 502 where nobody answers
   */
  connect(host: string, port: number): Promise<Socket>
}
