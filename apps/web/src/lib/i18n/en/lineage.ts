import type { lineage as ja } from '../ja/lineage';

export const lineage: typeof ja = {
  lineage: {
    snapshot: 'Training data, version {{version}}',
    split: { train: 'Training', valid: 'Validation', test: 'Testing' },
    taken: 'taken {{date}}',
    trained: 'trained on {{date}}',
    notTrained: 'no training on record yet',
    notLearned: 'for testing: no model learns from it',
    isCurrent: 'It is still judged as it was taken.',
    isChanged: 'The judgement or the right answer has changed since. The training data keeps what was there before.',
    models: 'Models that learned from it',
    noModels: 'No model has learned from it yet.',
    model: '{{name}} version {{version}}',
    generation: 'generation +{{count}}',
    older: 'Earlier training data ({{count}})',
  },
  heldOut: {
    meaning: 'A question that is kept is never trained on, nor what nearly says the same.',
    isHeld: 'Kept for retests ({{date}}, {{name}}).',
    byOther: 'It was kept by log {{id}}, which asks the same.',
    hold: 'Keep for retests',
    release: 'Stop keeping it',
    held: 'Kept for retests.',
    released: 'No longer kept.',
    undone: 'Undone.',
    undo: 'Undo',
  },
};
