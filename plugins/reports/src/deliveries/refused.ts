/** Steps of SMTP before a message is handed over (RFC 5321), as nodemailer names them. */
const before = ['CONN', 'EHLO', 'HELO', 'STARTTLS', 'AUTH', 'MAIL FROM', 'RCPT TO']
const neverReached = ['ECONNREFUSED', 'EDNS', 'ENOTFOUND', 'ETLS', 'EAUTH', 'EENVELOPE']

/** Whether a mail server surely has not taken a mail: it said so, or was never told it. After anything else nobody knows. */
export function wasSurelyRefused(error: unknown): boolean {
  const { responseCode, command, code } = (error ?? {}) as { responseCode?: number; command?: string; code?: string }
  if (typeof responseCode === 'number' && responseCode >= 400) return true
  return before.some((step) => command?.startsWith(step)) || neverReached.includes(code ?? '')
}
