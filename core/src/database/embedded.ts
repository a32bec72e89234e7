import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { BootError } from '../config/boot-error.ts'
import { databaseAccount } from './embedded-account.ts'
import { findBinaries } from './embedded-binaries.ts'
import { type Cluster, createCluster, resetPassword } from './embedded-cluster.ts'
import {
  hasCluster,
  placeCluster,
  prepareFolder,
  readRemembered,
  rememberedSecret,
  writePrivate,
} from './embedded-folder.ts'
import {
  findPostmaster,
  launchPostmaster,
  type Postmaster,
  PostmasterFailure,
  settlePostmaster,
  signalPostmaster,
  stopPostmaster,
} from './embedded-process.ts'
import { disposableSettings, serverSettings } from './embedded-settings.ts'
import { type ClusterUsers, joinUsers } from './embedded-users.ts'
import { keepRunning, type Watched } from './embedded-watch.ts'
import { withFolderLock } from './folder-lock.ts'
import { freePort, isPortFree } from './free-port.ts'

export interface EmbeddedOptions {
  /** The data folder (GUILDHALL_DATA); made when it is missing. */
  folder: string
  /** A fixed port; without it one that is free, remembered for the next start. */
  port?: number
  /** No care for the data (tests): faster, and lost when the machine stops. */
  disposable?: boolean
  /** PostgreSQL settings over ours. */
  settings?: Readonly<Record<string, string>>
}

export interface EmbeddedDatabase {
  /** Of the superuser, to the database `postgres`. */
  superUrl: string
  port: number
  /** Where the cluster lies; not in the data folder when PostgreSQL's account cannot reach that. */
  cluster: string
  /** Whether it was running already: another process uses it, or one was killed and left it. */
  reused: boolean
  /** From now on until `stop`, a PostgreSQL that died is started again, on the same port and without anybody's doing. */
  watch(tell: Watched['tell']): void
  /** Stops PostgreSQL, unless another living process still uses it. May be called twice. */
  stop(): Promise<void>
}

const passwordFile = 'database.password'
const portFile = 'database.port'

/** Starts the PostgreSQL of a data folder, or joins the one that already runs on it. Throws BootError. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = prepareFolder(options.folder)
  return withFolderLock(folder, async () => {
    const cluster = await findCluster(folder)
    const existed = hasCluster(cluster.folder, cluster.binaries.major)
    const knew = readRemembered(folder, passwordFile) !== undefined
    const password = rememberedSecret(folder, passwordFile)
    if (!existed) await createCluster(cluster, password, options.disposable === true)
    else if (!knew) await recoverPassword(cluster, password)
    const running = existed ? await findRunning(cluster.folder) : undefined
    const postmaster = running ?? (await start(cluster, folder, options))
    const users = joinUsers(dirname(cluster.folder))
    const stop = stopper(folder, cluster, users)
    let unwatch = () => {}
    let isOver = false
    return {
      superUrl: `postgres://postgres:${password}@127.0.0.1:${postmaster.port}/postgres`,
      port: postmaster.port,
      cluster: cluster.folder,
      reused: running !== undefined,
      watch(tell) {
        unwatch()
        unwatch = keepRunning({
          isRunning: () => findPostmaster(cluster.folder) !== undefined,
          restart: () =>
            withFolderLock(folder, async () => {
              // Another process of this folder may have been first, and a stop may have come between.
              if (isOver || (await findRunning(cluster.folder))) return
              await start(cluster, folder, { ...options, port: postmaster.port })
            }),
          tell,
        })
      },
      stop() {
        isOver = true
        unwatch()
        return stop()
      },
    }
  })
}

async function findCluster(folder: string): Promise<Cluster> {
  const account = databaseAccount(join(folder, 'database'))
  return { folder: await placeCluster(folder, account), account, binaries: findBinaries(account) }
}

async function findRunning(cluster: string): Promise<Postmaster | undefined> {
  const postmaster = await settlePostmaster(cluster)
  // Where the system does not tell processes apart, a later one may have the number of a postmaster that is gone.
  return postmaster && !(await isPortFree(postmaster.port)) ? postmaster : undefined
}

async function recoverPassword(cluster: Cluster, password: string): Promise<void> {
  await stopPostmaster(cluster.folder)
  await resetPassword(cluster, password)
}

async function start(cluster: Cluster, folder: string, options: EmbeddedOptions): Promise<Postmaster> {
  const log = join(folder, 'database.log')
  const defaults = options.disposable ? disposableSettings() : serverSettings()
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(folder, options.port)
    try {
      const settings = { ...defaults, ...options.settings }
      const { account, binaries } = cluster
      const postmaster = await launchPostmaster({
        program: binaries.postgres,
        cluster: cluster.folder,
        account,
        port,
        log,
        settings,
      })
      if (readRemembered(folder, portFile) !== String(port)) writePrivate(join(folder, portFile), String(port))
      return postmaster
    } catch (cause) {
      const failure = cause instanceof PostmasterFailure ? cause : undefined
      const worthRetrying = failure?.predecessorLingers || (failure?.portTaken && options.port === undefined)
      if (!worthRetrying || attempt >= 20) throw startFailure(cause, log)
      await sleep(250)
    }
  }
}

async function choosePort(folder: string, fixed?: number): Promise<number> {
  if (fixed !== undefined) {
    if (await isPortFree(fixed)) return fixed
    throw new BootError('boot.port_busy', { port: fixed, host: '127.0.0.1', variable: 'another port' })
  }
  const remembered = Number(readRemembered(folder, portFile))
  return remembered > 0 && (await isPortFree(remembered)) ? remembered : freePort()
}

function startFailure(cause: unknown, log: string): BootError {
  if (cause instanceof BootError) return cause
  return new BootError(
    'boot.database_start',
    { reason: cause instanceof Error ? cause.message : String(cause), log },
    { cause },
  )
}

function stopper(folder: string, cluster: Cluster, users: ClusterUsers): () => Promise<void> {
  // A program that ends without stopping it (an uncaught error) still lets PostgreSQL end in order.
  const lastMoment = () => {
    users.leave()
    if (!users.others()) signalPostmaster(cluster.folder)
  }
  process.once('exit', lastMoment)
  let stopped: Promise<void> | undefined
  return () => {
    stopped ??= leave()
    return stopped
  }

  async function leave(): Promise<void> {
    process.off('exit', lastMoment)
    if (!existsSync(folder)) return stopPostmaster(cluster.folder)
    await withFolderLock(folder, async () => {
      users.leave()
      if (!users.others()) await stopPostmaster(cluster.folder)
    })
  }
}
