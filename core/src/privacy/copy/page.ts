import type { Translator } from '../../i18n/translator.ts'
import { escapeHtml } from '../../mail/letter.ts'

export interface Listed {
  readonly name: string
  readonly count: number
}

export interface PageAbout {
  readonly tenant: string
  readonly person: string
  readonly at: string
  readonly sections: readonly Listed[]
}

/** The page a copy opens with: what is in it, in the reader's language, without anything from outside. */
export function indexPage(t: Translator, { tenant, person, at, sections }: PageAbout): string {
  const say = (key: string, params: Record<string, unknown> = {}) => escapeHtml(t(`core:privacy.page.${key}`, params))
  const rows = sections.map(
    ({
      name,
      count,
    }) => `<tr><th scope="row">${escapeHtml(sectionName(t, name))}</th><td>${t.format('number', count)}</td>
<td><a href="csv/${name}.csv">CSV</a> · <a href="json/${name}.json">JSON</a></td></tr>`,
  )
  const title = say('title', { person })
  return `<!doctype html>
<html lang="${escapeHtml(t.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: start; padding: .5rem .25rem; border-bottom: 1px solid #8886; font-weight: 400; overflow-wrap: anywhere; }
thead th { font-weight: 600; }
</style></head>
<body><main>
<h1>${title}</h1>
<p>${say('made', { tenant, at })}</p>
<p>${say('how')}</p>
<table><thead><tr><th scope="col">${say('what')}</th><th scope="col">${say('entries')}</th><th scope="col">${say('files')}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>
<h2>${say('rightsTitle')}</h2>
<p>${say('rights')}</p>
</main></body>
</html>
`
}

function sectionName(t: Translator, name: string): string {
  if (name.startsWith('records-')) {
    const resource = name.slice('records-'.length)
    return t.noun(resource, { count: 2, form: 'plural', capitalized: true })
  }
  const key = `core:privacy.sections.${name}`
  return t.has(key) ? t(key) : name
}
