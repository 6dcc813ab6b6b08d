import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { handOver, type Account } from './run-as.ts';

/**
 * For one box that also runs the portal: small at rest, nothing reachable from outside, hot tables vacuumed early.
 * Written at every start, so that a newer Flottille brings its settings along.
 */
const settings = `# Written by Flottille at every start: put your own settings into local.conf beside this file.
cluster_name = 'flottille'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 60
superuser_reserved_connections = 3

shared_buffers = 128MB
effective_cache_size = 1GB
work_mem = 8MB
maintenance_work_mem = 64MB
huge_pages = off
max_worker_processes = 4
max_parallel_workers = 2
max_parallel_workers_per_gather = 1
io_workers = 1
max_logical_replication_workers = 0
jit = off

random_page_cost = 1.1
wal_compression = pglz
max_wal_size = 1GB
min_wal_size = 80MB
checkpoint_timeout = 10min

# A count of a filtered list slows down threefold after a bulk change until the table is vacuumed.
autovacuum_max_workers = 2
autovacuum_naptime = 15s
autovacuum_vacuum_scale_factor = 0.05
autovacuum_vacuum_insert_scale_factor = 0.05
autovacuum_analyze_scale_factor = 0.02
autovacuum_vacuum_cost_limit = 1000

# The portal logs its own errors; values of rows (names, numbers) must not reach a log.
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
log_line_prefix = ''
log_destination = 'stderr'
logging_collector = off

timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, dmy'
lc_messages = 'C'
lc_monetary = 'C'
lc_numeric = 'C'
lc_time = 'C'
default_text_search_config = 'pg_catalog.simple'
`;

/** Writes the settings into the data folder of the server. A `local.conf` there has the last word. */
export function writeSettings(cluster: string, account: Account | undefined): void {
  const files: Record<string, string> = {
    'flottille.conf': settings,
    'postgresql.conf': "include 'flottille.conf'\ninclude 'local.conf'\n",
  };
  const local = 'local.conf';
  if (!existsSync(join(cluster, local)))
    files[local] = '# Your own settings: they win over those of flottille.conf.\n';
  for (const [name, text] of Object.entries(files)) {
    const path = join(cluster, name);
    writeFileSync(path, text, { mode: 0o600 });
    handOver(path, account);
  }
}
