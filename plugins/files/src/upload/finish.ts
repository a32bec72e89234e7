import type { Installation } from '@guildhall/sdk'
import type { Store } from '../storage/store.ts'
import type { Digest } from './digest.ts'
import { judge } from './judge.ts'
import { keepFile, type Within } from './keep.ts'
import { plainName } from './name.ts'
import type { Policy, Wanted } from './policy.ts'
import { scan } from './scan.ts'

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
    if (installation.filesScanner) await scan(installation.filesScanner, await store.read(upload))
    return await keepFile(store, within, { ...judged, name: plainName(wanted.name), upload, tenant })
  } catch (error) {
    await store.remove(upload)
    throw error
  }
}
