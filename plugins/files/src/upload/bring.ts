import { Readable } from 'node:stream'
import type { BringFile } from '@guildhall/sdk'
import { openStore } from '../storage/open.ts'
import { uploadOf } from '../storage/places.ts'
import { digesting } from './digest.ts'
import { finish } from './finish.ts'
import { within as limited, policyFor, requireSize } from './policy.ts'
import { wantedOf } from './wanted.ts'

/** A file that other plugins bring: judged, looked through and kept as one that a person uploads. */
export const bringFile: BringFile = async (installation, within, { name, for: field, bytes }) => {
  const store = await openStore(installation.filesUrl)
  const wanted = wantedOf(name, field)
  const { policy, tenant } = await within(async (scope) => {
    const policy = policyFor(installation, scope, wanted)
    requireSize(policy, bytes.length)
    return { policy, tenant: scope.tenant.id }
  })
  const upload = uploadOf(tenant, crypto.randomUUID())
  const { watch, result } = digesting()
  try {
    await store.append(upload, 0, watch(limited(policy, Readable.from([bytes]))))
  } catch (error) {
    await store.remove(upload)
    throw error
  }
  const file = await finish({ installation, store, within, tenant, wanted, policy, upload, digest: result() })
  return String(file.id)
}
