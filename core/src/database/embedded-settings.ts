import { totalmem } from 'node:os'

/** A small server with many short transactions; given on the command line, so a new release changes them by itself. */
export function serverSettings(): Record<string, string> {
  const megabytes = totalmem() / 2 ** 20
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    superuser_reserved_connections: '3',
    shared_buffers: `${clamp(megabytes / 8, 64, 512)}MB`,
    effective_cache_size: `${clamp(megabytes / 2, 256, 16384)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: `${clamp(megabytes / 16, 64, 256)}MB`,
    random_page_cost: '1.1',
    jit: 'off',
    checkpoint_timeout: '15min',
    max_wal_size: '2GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_min_messages: 'warning',
    log_line_prefix: '%m [%p] %q%u@%d ',
  }
}

/** For data that nobody will miss: a test's cluster is thrown away after the run. */
export function disposableSettings(): Record<string, string> {
  return {
    ...serverSettings(),
    max_connections: '300',
    shared_buffers: '256MB',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
    max_wal_size: '8GB',
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value)))
}
