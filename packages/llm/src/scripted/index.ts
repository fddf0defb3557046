export { createScriptedEngine, type ScriptedEngine } from './scripted-engine.js';
export type { Scenario } from './scenarios.js';
