import type { MailVerdict } from '@guildhall/sdk'
import type { DnsResolver } from './options.ts'

export interface Brought {
  readonly raw: Buffer
  readonly sender: string
  /** Who brought it: the machine's address, and what it calls itself. */
  readonly host: string
  readonly helo: string
}

/** Other servers wait so long for an answer (RFC 5321 section 4.5.3.2), and a name server that is slow proves nothing. */
const patience = 15_000

/**
 * Asks the domain in `From` whether a mail is its own, by DMARC (RFC 7489). A domain without such a policy is believed where SPF or DKIM passes for
 * it, and disbelieved where its SPF forbids the machine. What cannot be found out proves nothing, neither way.
 */
export async function verifySender(brought: Brought, domain: string, resolver?: DnsResolver): Promise<MailVerdict> {
  const late = new Promise<MailVerdict>((resolve) => setTimeout(resolve, patience, 'unknown').unref())
  return Promise.race([judge(brought, domain, resolver).catch((): MailVerdict => 'unknown'), late])
}

async function judge({ raw, sender, host, helo }: Brought, mta: string, resolver?: DnsResolver): Promise<MailVerdict> {
  const { authenticate } = await import('mailauth')
  const { dkim, spf, dmarc } = await authenticate(raw, {
    ...{ sender, ip: host, helo, mta, disableArc: true, disableBimi: true, rejectRsaSha1: true },
    ...(resolver && { resolver }),
  })
  const from = dkim.fromFields === 1 ? fromDomain(dkim.headerFrom) : null
  // Two senders, or none, are nobody's.
  if (from === null) return 'fail'
  if (dmarc && dmarc.status.result === 'pass') {
    const { alignment } = dmarc
    // To what is signed in part anything may have been added.
    return alignment.dkim.underSized && !alignment.spf.result ? 'unknown' : 'pass'
  }
  // What another's servers do not answer says nothing of this one's.
  const asked = [
    ...(spf ? [{ domain: spf.domain, result: spf.status.result }] : []),
    ...dkim.results.map(({ signingDomain, status }) => ({ domain: signingDomain, result: status.result })),
  ]
  const isOpen = asked.some(({ domain, result }) => result === 'temperror' && isRelated(String(domain), from))
  if (isOpen || (dmarc && dmarc.status.result === 'temperror')) return 'unknown'
  if (dmarc && dmarc.status.result === 'fail') return dmarc.policy === 'none' ? 'unknown' : 'fail'
  const isSigned = dkim.results.some(({ status }) => status.result === 'pass' && status.aligned && !status.underSized)
  if (isSigned) return 'pass'
  const isOurs = spf && sender !== '' && sender.slice(sender.lastIndexOf('@') + 1).toLowerCase() === from
  if (!isOurs) return 'unknown'
  if (spf.status.result === 'pass') return 'pass'
  return spf.status.result === 'fail' ? 'fail' : 'unknown'
}

function fromDomain(addresses: readonly string[] | undefined): string | null {
  const [only, ...others] = addresses ?? []
  if (!only || others.length > 0) return null
  return only.slice(only.lastIndexOf('@') + 1).toLowerCase()
}

const isRelated = (one: string, other: string) =>
  one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)
