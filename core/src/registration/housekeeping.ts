import type pg from 'pg'

const day = 24 * 3_600_000
/** How long what nobody decides on or needs any more is kept, in days. */
const kept = { unverified: 1, refused: 30 }

/** Throws away links nobody followed, refusals that were told long ago, and proofs that have expired. */
export async function tidyRegistrations(pool: pg.Pool, now: string): Promise<void> {
  const ago = (days: number) => new Date(Date.parse(now) - days * day).toISOString()
  await pool.query('delete from guildhall.spent_proofs where expires_at < $1', [now])
  await pool.query(`delete from guildhall.registrations where status = 'unverified' and expires_at < $1`, [
    ago(kept.unverified),
  ])
  await pool.query(`delete from guildhall.registrations where status = 'refused' and decided_at < $1`, [
    ago(kept.refused),
  ])
  await pool.query(`delete from guildhall.business_registrations where status = 'unverified' and expires_at < $1`, [
    ago(kept.unverified),
  ])
}
