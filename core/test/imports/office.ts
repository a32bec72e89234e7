import type { Answer, Caller } from '../../testing/index.ts'
import type { Shop } from '../http/shop.ts'

export interface Given {
  readonly sheets?: readonly object[]
  readonly whole?: boolean
}

/** What a person does with a file, step by step, and the worker beside him. */
export function importing(shop: Shop, caller: Caller) {
  const bytes = (content: string | Buffer) => (typeof content === 'string' ? Buffer.from(content) : content)
  const upload = (content: string | Buffer, resource = 'goods', name = 'file.csv') =>
    caller('POST', `/api/imports?name=${encodeURIComponent(name)}&resource=${resource}`, bytes(content), {
      'content-type': 'application/octet-stream',
    })
  const add = (id: string, content: string | Buffer, name: string) =>
    caller('POST', `/api/imports/${id}/files?name=${encodeURIComponent(name)}`, bytes(content), {
      'content-type': 'text/csv',
    })
  const get = async (id: string) => (await caller('GET', `/api/imports/${id}`)).data
  const complaints = async (id: string) => (await caller('GET', `/api/imports/${id}/complaints`)).data

  /** Says what was found to be so, changed as given; then checks or runs, and waits for it. */
  async function understand(id: string, changes: readonly object[] = []): Promise<Answer> {
    const { sheets } = await get(id)
    const mappings = sheets.map(({ mapping }: { mapping: object | null }, at: number) =>
      changes[at] ? { ...mapping, ...changes[at] } : mapping,
    )
    return caller('PUT', `/api/imports/${id}/mapping`, { sheets: mappings })
  }
  async function work(id: string, task: 'check' | 'run' | 'undo', body: object = {}) {
    const answer = await caller('POST', `/api/imports/${id}/${task}`, body)
    if (answer.statusCode !== 200) return answer.data
    await shop.platform.events.drain({ hurry: true })
    return get(id)
  }
  return { upload, add, get, understand, work, complaints }
}
