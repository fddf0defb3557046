import { chat } from './chat.js';
import { comparisons } from './comparisons.js';
import { downloads } from './downloads.js';
import { engine } from './engine.js';
import { health } from './health.js';
import { keys } from './keys.js';
import { lineage } from './lineage.js';
import { logs } from './logs.js';
import { models } from './models.js';
import { pocs } from './pocs.js';
import { review } from './review.js';
import { runs } from './runs.js';
import { sessions } from './sessions.js';
import { heldOut, snapshots } from './snapshots.js';
import { system } from './system.js';
import { users } from './users.js';
import { views } from './views.js';

/** Every endpoint of the product. The server is built from it, the client's types are derived from it. */
export const contract = { health, users, keys, models, downloads, engine, pocs, sessions, chat, logs, review, snapshots, heldOut, lineage, runs, comparisons, views, system };
