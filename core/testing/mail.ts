import { createTransport, type Transporter } from 'nodemailer'

/** Another mail server, which brings its mails to this port of this machine. */
export const mailServerTo = (port: number | undefined): Transporter =>
  createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
