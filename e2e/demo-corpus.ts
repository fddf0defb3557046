import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const demo = fileURLToPath(new URL('../models/demo', import.meta.url));
const python = process.env['PYTHON_WITH_TORCH'] ?? '/usr/bin/python3';
/** What the example learner has to know to train the demo model. */
export const demoTrainer = ['--set', 'report=no', '--set', `python=${python}`, '--set', `demo-dir=${demo}`];

/** What version 1 of the demo model has wrong. */
export const wrong = Object.keys(JSON.parse(readFileSync(path.join(demo, 'corpus/v1_wrong_answers.json'), 'utf8')) as Record<string, string>);
/** What the corpus says is right, by question. */
export const right = JSON.parse(execFileSync(python, ['-c', 'import json, corpus; print(json.dumps({entry.question: entry.answer for entry in corpus.load_entries()}))'], { cwd: demo, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })) as Record<string, string>;
