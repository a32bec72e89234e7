import { hierarchyOf } from './languages.ts'

/** The part of a tenant that its words depend on. */
export interface TenantLanguage {
  readonly id: string
  /** BCP 47; what its people read where their own language has no text. */
  readonly language: string
}

/** Where to look for a text, in order: the reader's region, his language, the tenant's, English; in each the tenant's own words come first. */
export function chainOf(language: string, tenant: TenantLanguage | undefined): string[] {
  const languages = [language, tenant?.language, 'en'].flatMap((each) => (each ? hierarchyOf(each) : []))
  return [...new Set(languages)].flatMap((each) => [
    ...(tenant ? [tenantCode(each, tenant.id)] : []),
    installationCode(each),
    each,
  ])
}

/** The texts of one tenant in a language stand beside the language's own under a private-use tag (BCP 47), which keeps its plural rules. */
export function tenantCode(language: string, tenantId: string): string {
  return `${language}-x-${(tenantId.replaceAll('-', '').match(/.{1,8}/g) ?? []).join('-')}`
}

export function installationCode(language: string): string {
  return `${language}-x-own`
}
