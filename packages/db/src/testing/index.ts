export { aLog, aModel, anApiKey, aPoc, aSession, aUser } from './builders.js';
export { createTestDatabase, type TestDatabase } from './test-database.js';
export { startTestPostgres, type TestPostgres } from './test-postgres.js';
