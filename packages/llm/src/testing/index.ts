export { writeDamagedModels, writeModelThatAborts } from './damaged-models.js';
export { writeRandomAdapter, writeRandomModel, type RandomModelOptions } from './random-model.js';
export { writeScriptedModel, type ScriptedModelOptions } from './scripted-model.js';
