import type { start as ja } from '../ja/start';

export const start: typeof ja = {
  start: {
    title: 'New session',
    lead: 'What you choose here does not change during the session.',
    pocHint: 'The field of work to ask about.',
    noPocs: 'There is no PoC yet. ',
    noPocsAdmin: 'Register a PoC (a field of work) first.',
    noPocsEvaluator: 'Please ask an admin to register one.',
    toPocs: 'Register a PoC',
    noModels: 'There is no model yet. ',
    noModelsAdmin: 'Register a model first.',
    toModels: 'Register a model',
    systemPromptHint: 'What the model is told about its role and how to answer. Empty: it is told nothing.',
    restoreDefault: 'Back to the default of the PoC',
    single: 'Single questions',
    singleHint: 'Each question is answered alone, so that it can become one training example. Use this as a rule.',
    multi: 'Conversation',
    multiHint: 'Answers take the questions and answers before them into account. For trying out follow-up questions.',
    advanced: 'Advanced generation settings',
    advancedHint: 'By default the same question gets the same answer (nothing random).',
    submit: 'Start session',
    samplingHint: {
      temperature: '0 takes only the likeliest token; more varies more (0 to 2).',
      top_p: 'Keeps the likeliest tokens up to this total probability (above 0, up to 1).',
      top_k: 'How many tokens to choose from (1 to 1000).',
      min_p: 'Lowest probability relative to the likeliest token (0 to 1).',
      repeat_penalty: '1 is off (1 to 2).',
      max_tokens: 'Upper limit for the length of an answer (1 to 32768).',
      seed: 'Empty: a new one for each question, stored with its log.',
    },
  },
};
