import { Initial1795371000000 } from './1795371000000-initial.js';
import { ModelServersAndThinking1795392000000 } from './1795392000000-model-servers-and-thinking.js';
import { Retest1796000400000 } from './1796000400000-retest.js';
import { TrainingArchive1795996800000 } from './1795996800000-training-archive.js';
import { TrainingHandOver1795939200000 } from './1795939200000-training-hand-over.js';
import { Workplace1795420800000 } from './1795420800000-workplace.js';

/** All migrations, oldest first. One that has left this machine is never edited: add another. */
export const migrations = [Initial1795371000000, ModelServersAndThinking1795392000000, Workplace1795420800000, TrainingHandOver1795939200000, TrainingArchive1795996800000, Retest1796000400000];
