import type { Installation } from '@guildhall/sdk'
import { infected, notScanned } from '../errors.ts'
import type { Store } from '../storage/store.ts'
import type { Digest } from './digest.ts'
import { judge } from './judge.ts'
import { keepFile, type Within } from './keep.ts'
import { plainName } from './name.ts'
import type { Policy, Wanted } from './policy.ts'

export interface Finishing {
  readonly installation: Installation
  readonly store: Store
  readonly within: Within
  readonly tenant: string
  readonly wanted: Wanted
  readonly policy: Policy
  /** Where its bytes lie. */
  readonly upload: string
  readonly digest: Digest
}

/** From bytes that have all arrived to a file: judged by what they are, looked through, kept. What is refused is not left lying. */
export async function finish({ installation, store, within, tenant, wanted, policy, upload, digest }: Finishing) {
  try {
    const judged = await judge(store, upload, digest, policy)
    await lookThrough(installation, store, upload)
    return await keepFile(store, within, { ...judged, name: plainName(wanted.name), upload, tenant, wanted })
  } catch (error) {
    await store.remove(upload)
    throw error
  }
}

/** What nobody could look at is not kept. @throws `files.infected`, `files.not_scanned` */
async function lookThrough({ scan }: Installation, store: Store, upload: string): Promise<void> {
  if (!scan) return
  const found = await scan(await store.read(upload)).catch((error: unknown) => {
    throw Object.assign(notScanned(), { cause: error })
  })
  if (found !== null) throw infected({ found })
}
