import { newcomerArchetypes } from '../identity/providers/provider.ts'
import { inOffice, readPassword } from './office.ts'
import { Refusal } from './refusal.ts'
import { tenancyWords } from './tenancy-words.ts'
import type { Verb } from './verb.ts'

const words = tenancyWords.oidc

const oidcList: Verb = {
  name: 'oidc list',
  description: words.list,
  run: () =>
    inOffice(async ({ platform: { identity } }) => {
      const providers = await identity.providers.store.list()
      const lines = providers.map(({ slug, label, issuer, domains, trusted, active }) =>
        [slug, label, issuer, domains.join(','), ...(trusted ? ['trusted'] : []), ...(active ? [] : ['off'])].join(
          '  ',
        ),
      )
      return { lines: lines.length > 0 ? lines : [words.none], data: providers }
    }),
}

const oidcAdd: Verb = {
  name: 'oidc add',
  description: words.add,
  arguments: [
    ['<name>', words.slug],
    ['<issuer>', words.issuer],
  ],
  options: [
    ['--client-id <id>', words.clientId],
    ['--secret-stdin', words.secretStdin],
    ['--label <text>', words.label],
    ['--domains <domains>', words.domains],
    ['--trusted', words.trusted],
    ['--both-steps', words.bothSteps],
    ['--newcomers-to <slug>', words.newcomersTo],
    ['--newcomers-as <archetype>', words.newcomersAs, newcomerArchetypes],
  ],
  async run({ args: [slug = '', issuer = ''], options }) {
    const { clientId, label, domains, newcomersTo, newcomersAs = 'client' } = options
    if (typeof clientId !== 'string') throw new Refusal(words.whichClient)
    if (!/^[a-z0-9][a-z0-9-]{0,38}$/.test(slug)) throw new Refusal(words.badSlug)
    const secret = options.secretStdin ? await readPassword() : null
    const archetype = newcomerArchetypes.find((each) => each === newcomersAs) ?? 'client'
    return inOffice(async ({ platform: { identity } }) => {
      const { providers } = identity
      const provider = await providers.store.create({
        ...{ slug, issuer, clientId, secret },
        label: String(label ?? slug),
        domains: String(domains ?? '')
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
        trusted: options.trusted === true,
        bothSteps: options.bothSteps === true,
        newcomers: typeof newcomersTo === 'string' ? { tenant: newcomersTo, archetype } : null,
      })
      const redirectUri = providers.redirectUri(slug)
      return { lines: [words.added(slug), words.enter(redirectUri)], data: { ...provider, redirectUri } }
    })
  },
}

const oidcRemove: Verb = {
  name: 'oidc remove',
  description: words.remove,
  arguments: [['<name>', words.slug]],
  run: ({ args: [slug = ''] }) =>
    inOffice(async ({ platform: { identity } }) => {
      const { store } = identity.providers
      const { id } = await store.require(slug)
      await store.remove(id)
      return { lines: [words.removed(slug)], data: { id, slug } }
    }),
}

export const oidcVerbs: readonly Verb[] = [oidcList, oidcAdd, oidcRemove]
