import { BootError } from '../config/boot-error.ts'

/** Why a server could not listen, as a line with its remedy; anything else is handed back as it is. */
export function listenFailure(error: unknown, host: string, port: number, variable = 'PORT'): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return new BootError('boot.port_busy', { host, port, variable }, { cause: error })
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new BootError('boot.port_refused', { host, port, reason: code, variable }, { cause: error })
  }
  return error
}
