import type { Page, Scope } from '@guildhall/sdk'

interface Shared {
  readonly link: { readonly name: string; readonly expiresAt: string }
  readonly output: {
    readonly name: string
    readonly status: string
    readonly createdAt: string
    readonly file: string | null
  }
  /** Where the file is, from this page. */
  readonly address: string
}

/** What a link shows. While the file is made it looks again by itself. */
export function pageOf(scope: Scope, { link, output, address }: Shared): Page {
  const say = (key: string, params?: object) => scope.t(`reports:shared.${key}`, { ...params })
  const at = scope.format('instant', output.createdAt)
  const until = scope.format('instant', link.expiresAt)
  const isMaking = output.status === 'making'
  const isReady = output.status === 'ready' && output.file !== null
  const state = isReady ? [] : [say(isMaking ? 'making' : 'gone')]
  return {
    title: output.name,
    paragraphs: [scope.tenant.name, say('for', { name: link.name, at }), say('until', { until }), ...state],
    ...(isReady && { link: { text: say('download'), address, download: true as const } }),
    ...(isMaking && { again: 5 }),
  }
}
