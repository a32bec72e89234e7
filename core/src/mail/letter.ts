import type { Translator } from '../i18n/translator.ts'

/** How a tenant's letters look. */
export interface Look {
  readonly name: string
  /** `#rrggbb` that white can be read on. */
  readonly color: string | null
  readonly logo: URL | null
}

export interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/**
 * A mail in the receiver's language, as text and as HTML, from `mail.<template>.subject`, `.body` and `.button`.
 * The HTML is the same sentences, each escaped as a whole: neither a value nor a renamed noun can become markup.
 */
export function writeLetter(
  t: Translator,
  template: string,
  params: Readonly<Record<string, unknown>>,
  link?: URL,
  look?: Look | null,
): Letter {
  const [namespace, name] = template.includes(':') ? (template.split(':') as [string, string]) : ['core', template]
  const part = (key: string) => t(`${namespace}:mail.${name}.${key}`, params)
  const label = link && t.has(`${namespace}:mail.${name}.button`) ? part('button') : undefined
  return composeLetter(t, look, {
    subject: part('subject'),
    greeting: t(params.name ? 'core:mail.greeting' : 'core:mail.greetingWithoutName', params),
    paragraphs: part('body').split(/\n\s*\n/),
    ...(link && { button: { link, ...(label && { label }) } }),
    footer: [{ text: t('core:mail.footer', params) }],
  })
}

interface Composed {
  readonly subject: string
  readonly greeting: string
  readonly paragraphs: readonly string[]
  readonly button?: { readonly link: URL; readonly label?: string }
  readonly footer: readonly { readonly text: string; readonly link?: URL }[]
}

/** Sentences put under each other in a tenant's look. */
export function composeLetter(t: Translator, look: Look | null | undefined, parts: Composed): Letter {
  const { greeting, paragraphs, button, footer } = parts
  const subject = oneLine(parts.subject)
  const text = [
    greeting,
    ...paragraphs,
    ...(button ? [button.label ? `${button.label}:\n${button.link}` : `${button.link}`] : []),
    `-- \n${footer.map(({ text, link }) => (link ? `${text}:\n${link}` : text)).join('\n\n')}`,
  ].join('\n\n')
  const html = page(t.language, subject, [
    ...(look ? [heading(look)] : []),
    paragraph(greeting),
    ...paragraphs.map(paragraph),
    ...(button
      ? [
          buttonTo(button.link, button.label ?? `${button.link}`, look?.color),
          small(t('core:mail.linkHint'), button.link),
        ]
      : []),
    ...footer.map(note),
  ])
  return { subject, text: `${text}\n`, html }
}

/** Text as HTML shows it, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A name with a line break in it must not break the subject; the rest of control characters is refused later. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

const styles = {
  body: 'margin:0;padding:24px;background:#f4f5f7;color:#1c1e21;font:16px/1.5 system-ui,sans-serif',
  card: 'max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border-radius:8px',
  button:
    'display:inline-block;padding:12px 24px;background:#1f4fa3;color:#ffffff;border-radius:6px;text-decoration:none',
  small: 'font-size:13px;color:#5a5f66;word-break:break-word',
}

function page(language: string, title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="${styles.body}"><div style="${styles.card}">
${parts.join('\n')}
</div></body>
</html>
`
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`
}

function heading({ name, logo }: Look): string {
  const picture = logo
    ? `<img src="${escapeHtml(logo.href)}" alt="" height="32" style="vertical-align:middle;margin-right:12px">`
    : ''
  return `<p style="font-size:18px;font-weight:600">${picture}${escapeHtml(name)}</p>`
}

function buttonTo(link: URL, label: string, color?: string | null): string {
  return `<p><a href="${escapeHtml(link.href)}" style="${styles.button}${color ? `;background:${color}` : ''}">${escapeHtml(label)}</a></p>`
}

function small(hint: string, link: URL): string {
  return `<p style="${styles.small}">${escapeHtml(hint)}<br>${escapeHtml(link.href)}</p>`
}

function note({ text, link }: Composed['footer'][number]): string {
  const said = escapeHtml(text)
  return `<p style="${styles.small}">${link ? `<a href="${escapeHtml(link.href)}" style="color:inherit">${said}</a>` : said}</p>`
}
