/** What the verbs about registration say to an operator. */
export const registrationWords = {
  list: 'name who registered with a tenant and waits, longest first',
  approve: 'let somebody in who waits',
  refuse: 'refuse somebody who waits, and tell him why',
  open: 'let newcomers register themselves with a tenant',
  close: 'close the registration of a tenant',
  businesses: 'see whether businesses may register themselves, or change it',
  id: 'the registration, as guildhall registration list names it',
  tenant: 'the tenant they registered with',
  reason: 'why; he is told so by mail',
  roles: 'the roles newcomers get, by their names, separated by commas',
  as: 'as what they come in; client unless given',
  approval: 'an administrator approves each first',
  domains: 'the e-mail domains whose people may register, separated by commas; all unless given',
  terms: 'the address of the terms they agree to',
  privacy: 'the address of the privacy notice they agree to',
  on: 'anybody may register a business',
  off: 'nobody may any more',
  presets: 'the presets that are offered, separated by commas',
  whichTenant: 'Say of which tenant: --tenant <slug>.',
  whichRoles: (known: string) => `Say which roles they get: --roles <names>. The tenant has: ${known}`,
  whichReason: 'Say why: --reason <text>.',
  noSuch: (slug: string) => `There is no such registration. See: guildhall registration list --tenant ${slug}`,
  noneWaits: 'Nobody is waiting.',
  approved: 'He is in, and is told so by mail as soon as the server runs.',
  refused: 'He is refused, and is told so by mail as soon as the server runs.',
  opened: (slug: string) => `Newcomers register at /register?at=${slug}`,
  closed: (slug: string) => `Nobody registers with ${slug} any more; who waits can still be let in.`,
  businessesAre: (isOpen: boolean) =>
    isOpen
      ? 'Anybody may register a business at /register/business.'
      : 'Nobody may register a business. Allow it: guildhall registration businesses --on',
}
