import { LRUCache } from 'lru-cache'
import { fieldNamespace } from '../custom-fields/words.ts'
import { chainOf, installationCode, type TenantLanguage, tenantCode } from './chain.ts'
import { createDictionary } from './dictionary.ts'
import { buildIndex } from './index-of-words.ts'
import { canonicalLanguage, negotiateLanguage } from './languages.ts'
import { createLexicon, type Lexicon } from './lexicon.ts'
import { pseudoLanguage, pseudoResources } from './pseudo.ts'
import { type LocaleFile, merge, nest, type Resources } from './resources.ts'
import { createTranslator, type Polyglot, type Translator } from './translator.ts'
import type { OwnLanguage, Word, WordSource } from './words.ts'

export interface VocabularyOptions {
  readonly files: readonly LocaleFile[]
  /** Where words changed at run time are kept; without it there are none. */
  readonly words?: WordSource
  /** Offers the pseudo-language `en-XA`. */
  readonly pseudo?: boolean
}

export interface OfferedLanguage {
  readonly language: string
  /** What the language calls itself. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  /** By a superadmin; the others came with the files. */
  readonly added: boolean
}

export interface TranslatorOptions {
  /** Its own words and its language stand between the reader's and English. Call `load` before. */
  readonly tenant?: TenantLanguage
  /** The reader's zone (IANA); UTC unless given. */
  readonly zone?: string
}

/** Every text of the installation, in every language, with what tenants changed. */
export interface Vocabulary {
  /** Texts in one language for one tenant's reader. Cheap; sees later changes. An unreadable tag counts as English. */
  translator(language: string, options?: TranslatorOptions): Polyglot
  /** Makes sure that a tenant's own words are there, and as new as `epoch`. Costs nothing once they are. */
  load(tenantId: string, epoch?: number | string | bigint): Promise<void>
  /** Reads a tenant's own words again, or those of the installation. */
  reload(tenantId?: string): Promise<void>
  /** Makes sure that the installation's own words and languages are those that hold now, whichever process changed them. */
  refresh(): Promise<void>
  languagesOffered(): readonly OfferedLanguage[]
  /** Everything that can be said, as translators know it. */
  readonly lexicon: Lexicon
  /** The texts that a superadmin changed or added for every tenant. */
  installationWords(): readonly Word[]
  /** What would be said if these words stood over all others; nobody else hears it. */
  preview(
    language: string,
    words: readonly Word[],
    options: TranslatorOptions,
    say: (translate: Translator) => string,
  ): string
  /** The offered language an Accept-Language header wants most; English when none fits. */
  negotiate(header: string | undefined): string
  /** All texts of a language as the tenant has them, by namespace, fallbacks filled in: what a screen loads. */
  resources(
    language: string,
    options?: TranslatorOptions & { namespaces?: readonly string[] },
  ): Readonly<Record<string, Resources>>
}

/** How many tenants' own words are kept in memory; the least used go first. */
const tenantsKept = 5_000

export async function createVocabulary({ files, words, pseudo }: VocabularyOptions): Promise<Vocabulary> {
  const english = files.filter((file) => file.language === 'en')
  const pseudoFiles = pseudo
    ? english.map((file) => ({ ...file, language: pseudoLanguage, resources: pseudoResources(file.resources) }))
    : []
  const dictionary = createDictionary([...files, ...pseudoFiles])
  const index = buildIndex(english.length ? english : files)
  const shipped = [...new Set(files.map((file) => file.language)), ...(pseudo ? [pseudoLanguage] : [])]
  let lexicon: Lexicon | undefined
  let own: readonly OwnLanguage[] = []
  let installation: { readonly version: string; readonly words: readonly Word[] } = { version: '', words: [] }
  let ownCodes: readonly string[] = []
  const tenants = new LRUCache<string, { epoch: string; codes: readonly string[] }>({
    max: tenantsKept,
    dispose: ({ codes }, _tenant, reason) => reason === 'evict' && dictionary.remove(codes),
  })
  const loading = new Map<string, { epoch: string; done: Promise<void> }>()

  async function loadInstallation(): Promise<void> {
    const found = await words?.installation()
    own = found?.languages ?? []
    installation = { version: found?.version ?? '', words: found?.words ?? [] }
    ownCodes = dictionary.replace(ownCodes, bundlesOf(found?.words ?? [], installationCode))
  }

  async function loadTenant(tenantId: string, epoch: string): Promise<void> {
    const { words: found = [], version = '' } = (await words?.tenant(tenantId)) ?? {}
    if (version !== installation.version) await loadInstallation()
    const before = tenants.peek(tenantId)?.codes ?? []
    const codes = dictionary.replace(
      before,
      bundlesOf(found, (language) => tenantCode(language, tenantId)),
    )
    tenants.set(tenantId, { epoch, codes })
  }

  function startLoading(tenantId: string, epoch: string): Promise<void> {
    const done = loadTenant(tenantId, epoch).finally(
      () => loading.get(tenantId)?.done === done && loading.delete(tenantId),
    )
    loading.set(tenantId, { epoch, done })
    return done
  }

  function languagesOffered(): OfferedLanguage[] {
    const added = own.filter(({ language }) => !shipped.includes(language))
    return [
      ...shipped.map((language) => ({ language, name: ownName(language), added: false })),
      ...added.map((each) => ({ ...each, added: true })),
    ].map((each) => ({
      ...each,
      direction: directionOf(each.language),
    }))
  }

  await loadInstallation()
  return {
    translator(language, { tenant, zone = 'UTC' } = {}) {
      const into = (wanted: string) => {
        const reader = canonicalLanguage(wanted) ?? 'en'
        return createTranslator({ dictionary, index, language: reader, chain: chainOf(reader, tenant), zone })
      }
      return Object.assign(into(language), { into })
    },
    async load(tenantId, given = '') {
      if (!words) return
      const epoch = String(given)
      if (tenants.get(tenantId)?.epoch === epoch) return
      const running = loading.get(tenantId)
      await (running?.epoch === epoch ? running.done : startLoading(tenantId, epoch))
    },
    async reload(tenantId) {
      if (tenantId === undefined) await loadInstallation()
      else await startLoading(tenantId, tenants.peek(tenantId)?.epoch ?? '')
    },
    async refresh() {
      if (words && (await words.version()) !== installation.version) await loadInstallation()
    },
    languagesOffered,
    get lexicon() {
      lexicon ??= createLexicon(files)
      return lexicon
    },
    installationWords: () => installation.words,
    preview(language, proposed, { tenant, zone = 'UTC' }, say) {
      const code = `${language}-x-preview`
      const codes = dictionary.replace(
        [code],
        bundlesOf(proposed, () => code),
      )
      const chain = [code, ...chainOf(language, tenant)]
      const text = say(createTranslator({ dictionary, index, language, chain, zone }))
      dictionary.remove(codes)
      return text
    },
    negotiate: (header) =>
      negotiateLanguage(
        header,
        languagesOffered().map(({ language }) => language),
      ) ?? 'en',
    resources(language, { tenant, namespaces = [...index.namespaces, fieldNamespace] } = {}) {
      const chain = chainOf(canonicalLanguage(language) ?? 'en', tenant)
      const bundle = (namespace: string) =>
        chain.reduceRight<Resources>((below, code) => merge(below, dictionary.bundle(code, namespace)), {})
      return Object.fromEntries(namespaces.map((namespace) => [namespace, bundle(namespace)]))
    },
  }
}

/** The words as bundles for the dictionary: one a language and namespace. */
function bundlesOf(words: readonly Word[], codeOf: (language: string) => string): LocaleFile[] {
  const sound = words.filter(
    ({ language, namespace }) => canonicalLanguage(language) === language && /^[a-z][a-z0-9-]*$/.test(namespace),
  )
  const groups = Map.groupBy(sound, ({ language, namespace }) => `${language} ${namespace}`)
  return [...groups.values()].map((group) => {
    const { language, namespace } = group[0] as Word
    return {
      language: codeOf(language),
      namespace,
      resources: nest(group.map(({ key, value }) => [key, value] as const)),
    }
  })
}

/** What a language calls itself. */
export function ownName(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

function directionOf(language: string): 'ltr' | 'rtl' {
  const locale = new Intl.Locale(language) as Intl.Locale & { getTextInfo?(): { direction: 'ltr' | 'rtl' } }
  return locale.getTextInfo?.().direction ?? 'ltr'
}
