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
  const subject = oneLine(part('subject'))
  const greeting = t(params.name ? 'core:mail.greeting' : 'core:mail.greetingWithoutName', params)
  const paragraphs = part('body').split(/\n\s*\n/)
  const footer = t('core:mail.footer', params)
  const button = link && t.has(`${namespace}:mail.${name}.button`) ? part('button') : undefined
  const linkHint = link ? t('core:mail.linkHint', params) : ''
  const text = [
    greeting,
    ...paragraphs,
    ...(link ? [button ? `${button}:\n${link}` : `${link}`] : []),
    `-- \n${footer}`,
  ].join('\n\n')
  const html = page(t.language, subject, [
    ...(look ? [heading(look)] : []),
    paragraph(greeting),
    ...paragraphs.map(paragraph),
    ...(link ? [buttonTo(link, button ?? `${link}`, look?.color), small(linkHint, link)] : []),
    `<p style="${styles.small}">${escapeHtml(footer)}</p>`,
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
