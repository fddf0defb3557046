export * from './entities/index.js';
export { createDataSource, type DataSourceSettings } from './data-source.js';
export { migrate, migrationStatus, type MigrationStatus } from './migrate.js';
export { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.js';
export { databaseFault, uniqueViolation, type DatabaseFault } from './database-fault.js';
export { claimGoneServer, holdServerLock, type ServerLock, type ServerLockOptions } from './server-lock.js';
export { ServerLockError } from './advisory-locks.js';
export { DatabaseStartError } from './start-error.js';
