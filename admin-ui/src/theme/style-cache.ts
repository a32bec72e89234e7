import createCache from '@emotion/cache'

/** The page's policy lets styles in that carry its nonce. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce

export const styleCache = createCache({ key: 'gh', prepend: true, ...(nonce && { nonce }) })
