export { damagedCopies, writeDamagedModels, writeModelThatAborts } from './damaged-models.js';
export { startModelServer, type AskedOfServer, type ModelServer } from './model-server.js';
export { breaksOff, chunk, event, fallsSilent, hangs, refuses, resets, says, streams, type Reply } from './model-server-replies.js';
export { writeRandomAdapter, writeRandomModel, type RandomModelOptions } from './random-model.js';
export { writeScriptedModel } from './scripted-model.js';
