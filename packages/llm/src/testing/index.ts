export { writeDamagedModels, writeModelThatAborts } from './damaged-models.js';
export { writeRandomAdapter, writeRandomModel, type RandomModelOptions } from './random-model.js';
export { writeScriptedModel } from './scripted-model.js';
