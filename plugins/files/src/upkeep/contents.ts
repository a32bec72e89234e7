import type { Desk } from '@guildhall/sdk'
import { contents } from '../resources.ts'

const pageSize = 1000

/** All contents of a tenant, a page at a time. */
export async function* contentsOf({ within }: Pick<Desk, 'within'>) {
  for (let offset = 0; ; offset += pageSize) {
    const page = await within((scope) => scope.records(contents).list({ sort: ['id', 'ASC'], limit: pageSize, offset }))
    yield* page
    if (page.length < pageSize) return
  }
}
