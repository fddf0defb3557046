import { describe, expect, it } from 'vitest';
import { aModel } from '../../../test/admin-builders';
import { lineageTree, newestVersions, originOf, type Branch } from './lineage';

const told = ({ model, children }: Branch): unknown => (children.length === 0 ? model.id : { [model.id]: children.map(told) });

describe('the tree of models', () => {
  it('has each version below the one it was made of, by name and version', () => {
    const models = [aModel({ id: 4, version: 3, parent_id: 1 }), aModel({ id: 3, model_name: 'b' }), aModel({ id: 2, version: 2, parent_id: 1 }), aModel({ id: 1 }), aModel({ id: 5, version: 4, parent_id: 2 })];
    expect(lineageTree(models).map(told)).toEqual([3, { 1: [{ 2: [5] }, 4] }]);
    expect(lineageTree(models).find(({ model }) => model.id === 1)!.descendants).toBe(3);
  });
  it('loses no model that goes in a circle or whose parent is gone', () => {
    const models = [aModel({ id: 1, parent_id: 2 }), aModel({ id: 2, parent_id: 1 }), aModel({ id: 3, parent_id: 99 }), aModel({ id: 4, parent_id: 4 })];
    expect(lineageTree(models).map(told)).toEqual([3, { 1: [2] }, 4]);
  });
});

describe('where a model comes from', () => {
  it.each([
    ['start', {}],
    ['named', { base_model: 'qwen', trained_at: '2026-01-01T00:00:00Z' }],
    ['unknown', { trained_at: '2026-01-01T00:00:00Z' }],
    ['unknown', { adapter: 'a.gguf' }],
    ['unknown', { version: 2 }],
    ['unknown', { parent_id: 99 }],
    ['parent', { parent_id: 7 }],
  ])('%s: %o', (origin, model) => {
    expect(originOf(aModel(model), [aModel({ id: 7 })])).toBe(origin);
  });
});

it('knows the newest version of each name', () => {
  expect([...newestVersions([aModel({ id: 1, version: 2 }), aModel({ id: 2, version: 10 }), aModel({ id: 3, model_name: 'b' })])]).toEqual([2, 3]);
});
