/** Answers as `dns.promises.resolve` does: whoever tests puts his own in its place. */
export type DnsResolver = (domain: string, type: string) => Promise<string[][] | string[]>

export interface MailInOptions {
  readonly domain: string
  /** Of one mail, in bytes. */
  readonly largest: number
  /** In PEM; without it mail comes in the clear. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined
  /** How names are looked up to verify who sent it; the machine's own way unless given. */
  readonly resolver?: DnsResolver | undefined
}
