import type { Context } from '../records/context.ts'
import { notGuildhall } from './errors.ts'
import type { Link } from './link.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * The manifest of another installation, as this one's backoffice may draw it. What is another server's is data: of its addresses none is kept
 * that could bring a script, a picture or a style from there, and nothing that could be changed or set is offered.
 */
export function manifestAbroad(told: unknown, link: Link, { tenant, actor }: Context): object {
  if (!isObject(told) || !isObject(told['tenant'])) throw notGuildhall()
  const language = named(told['language'], /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)
  const { words, widgets, brand, ...manifest } = told
  const color = isObject(brand) && typeof brand['color'] === 'string' && /^#[0-9a-f]{6}$/i.test(brand['color'])
  return {
    ...manifest,
    // Where it stands here.
    tenant: { ...told['tenant'], slug: tenant.slug },
    ...(isObject(brand) && {
      brand: { name: brand['name'] ?? null, color: color ? brand['color'] : null, logo: null },
    }),
    actor: { id: actor.id, kind: actor.kind, label: actor.label },
    superadmin: false,
    acting: undefined,
    seeing: undefined,
    language,
    words: { url: `/api/words/${language}`, namespaces: isObject(words) ? words['namespaces'] : [] },
    widgets: listOf(widgets).map((widget) => ({
      ...widget,
      url: `/api/widgets/${named(widget['plugin'], slug)}/${named(widget['name'], /^[A-Za-z][A-Za-z0-9-]*$/)}`,
    })),
    resources: listOf(told['resources']).map(readOnly),
    modules: [],
    settings: [],
    pages: {},
    link: { id: link.id, name: link.name, url: link.url, tenant: String(told['tenant']['name'] ?? link.tenant.name) },
  }
}

const slug = /^[a-z][a-z0-9-]*$/

/** Whatever is said there of other rights: from here one reads. */
function readOnly({ rights, fields, actions: _, ...resource }: Values): object {
  return {
    ...resource,
    name: named(resource['name'], slug),
    customizable: false,
    rights: { read: isObject(rights) ? rights['read'] : 'never' },
    fields: listOf(fields).map((field) => ({ ...field, creatable: 'never', updatable: 'never' })),
    actions: [],
  }
}

function named(value: unknown, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw notGuildhall()
  return value
}

function listOf(value: unknown): readonly Values[] {
  if (!Array.isArray(value) || !value.every(isObject)) throw notGuildhall()
  return value
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
