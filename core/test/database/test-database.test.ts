import pg from 'pg'
import { expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { createTestDatabase, templateDatabase } from '../../testing/database.ts'

test('a template is prepared once, and each copy has its own rows', async () => {
  let times = 0
  const prepare = () =>
    templateDatabase('books', async ({ ownerUrl }) => {
      times += 1
      await withClient(ownerUrl, (client) =>
        client.query("CREATE TABLE books (title text); INSERT INTO books VALUES ('Ulysses')"),
      )
    })
  await Promise.all([prepare(), prepare()])
  expect(times).toBe(1)

  const [first, second] = await Promise.all([createTestDatabase('books'), createTestDatabase('books')])
  await withClient(first.appUrl, (client) => client.query('DELETE FROM books'))
  expect(await countBooks(first.ownerUrl)).toBe(0)
  expect(await countBooks(second.ownerUrl)).toBe(1)
  await Promise.all([first.drop(), second.drop()])
  await expect(countBooks(first.ownerUrl)).rejects.toThrow(/does not exist/)
})

test('a template that failed halfway is made anew', async () => {
  await expect(templateDatabase('broken', async () => Promise.reject(new Error('halfway')))).rejects.toThrow('halfway')
  await templateDatabase('broken', async ({ superUrl }) => {
    // A careless preparation that never disconnects does not stand in the way of copying.
    const client = new pg.Client(superUrl)
    client.on('error', () => {})
    await client.connect()
  })
  await (await createTestDatabase('broken')).drop()
})

async function countBooks(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM books')
    return Number(rows[0]?.count)
  })
}
