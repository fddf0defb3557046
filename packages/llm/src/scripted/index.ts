export { createScriptedEngine, type ScriptedEngine } from './scripted-engine.js';
