import type { Caller, Finding, Law } from './law.ts'

/** Whatever way one asks, the same records are there: the property tests hold predicate and memory together (core/test/access). */
export const databaseDecides: Law = {
  number: 4,
  says: 'the database decides: list, get, count, search and export agree for everybody',
  async check({ platform, others }) {
    const findings: Finding[] = []
    for (const [who, caller] of others)
      for (const { name, plugin, searchable } of platform.engine.registry.models.values()) {
        const seen = await waysOfSeeing(caller, name, searchable.length > 0)
        const [first, ...rest] = Object.entries(seen)
        for (const [way, what] of rest)
          if (first && what !== first[1])
            findings.push({
              plugin,
              place: `resource ${name}, ${who}`,
              problem: `${first[0]} shows ${first[1].slice(0, 200)} and ${way} ${what.slice(0, 200)}.`,
              remedy: 'Let every way ask the same predicate.',
            })
      }
    return findings
  },
}

/** The ids that each way shows, as one text, or the refusal. */
async function waysOfSeeing(caller: Caller, resource: string, isSearchable: boolean): Promise<Record<string, string>> {
  const range = encodeURIComponent('[0,499]')
  const everything = encodeURIComponent(JSON.stringify({ archived: 'with' }))
  const list = await caller('GET', `/api/${resource}?range=${range}&filter=${everything}`)
  if (list.statusCode !== 200) {
    const csv = await caller('GET', `/api/${resource}/export?format=csv`)
    return { list: String(list.statusCode), export: String(csv.statusCode) }
  }
  const records = list.data as { id: string }[]
  const ids = records.map(({ id }) => id)
  const sorted = [...ids].sort().join(' ')
  const one = async (id: string) => ((await caller('GET', `/api/${resource}/${id}`)).statusCode === 200 ? [id] : [])
  const gets = (await Promise.all(ids.slice(0, 40).map(one))).flat()
  const many = await caller(
    'GET',
    `/api/${resource}?filter=${encodeURIComponent(JSON.stringify({ id: ids, archived: 'with' }))}&range=${range}`,
  )
  const csv = await caller('GET', `/api/${resource}/export?format=csv&filter=${everything}`)
  const total = Number(String(list.headers['content-range']).split('/')[1])
  const found = isSearchable ? await searched(caller, resource, records) : []
  return {
    list: sorted,
    get: gets.length === Math.min(40, ids.length) ? sorted : `only ${gets.length} of ${Math.min(40, ids.length)}`,
    many: (many.data as { id: string }[])
      .map(({ id }) => id)
      .sort()
      .join(' '),
    count: total === ids.length ? sorted : `${total} records`,
    export: countRows(csv.body) === ids.length ? sorted : `${countRows(csv.body)} rows (${csv.statusCode})`,
    search: found.every((id) => ids.includes(id))
      ? sorted
      : `also ${found.filter((id) => !ids.includes(id)).join(' ')}`,
  }
}

/** What a search shows beyond the list would be a leak; words are taken from what others may see, too. */
async function searched(caller: Caller, resource: string, records: readonly object[]): Promise<string[]> {
  const words = [
    'an',
    'ba',
    ...records
      .slice(0, 2)
      .flatMap((record) =>
        String(
          Object.values(record).find((value) => typeof value === 'string' && /^[A-Z][a-z]{3}/.test(value)) ?? '',
        ).slice(0, 4),
      ),
  ]
  const answers = await Promise.all(
    words
      .filter(Boolean)
      .map((q) =>
        caller(
          'GET',
          `/api/${resource}?filter=${encodeURIComponent(JSON.stringify({ q, archived: 'with' }))}&range=${encodeURIComponent('[0,499]')}`,
        ),
      ),
  )
  return answers.flatMap(({ statusCode, data }) =>
    statusCode === 200 ? (data as { id: string }[]).map(({ id }) => id) : [],
  )
}

/** Rows below the header; a line break inside quotes is none. */
function countRows(csv: string): number {
  const lines = csv
    .replaceAll(/"(?:[^"]|"")*"/g, '""')
    .split('\r\n')
    .filter(Boolean)
  return Math.max(0, lines.length - 1)
}
