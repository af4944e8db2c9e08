import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manifestFor } from '@/tests/unit/support/manifest';
import { parsePolicy } from '@/utils/policy/parse-policy';
import { optionalSchemas, requiredSchemas } from '@/utils/policy/schema';
import { signInMethods } from '@/utils/sign-in/methods';

interface Schema {
  type: string;
  title?: string;
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

const schema = JSON.parse(readFileSync('assets/public/managed-schema.json', 'utf8')) as Schema;

/** The part of JSON Schema that Chromium accepts for policies (components/policy/core/common/schema.cc). */
function expectChromiumAccepts(node: Schema): void {
  expect(['object', 'array', 'string', 'integer', 'boolean', 'number']).toContain(node.type);
  expect(
    Object.keys(node).filter((key) => !['type', 'title', 'description', 'properties', 'items'].includes(key)),
  ).toEqual([]);
  expect(node.properties !== undefined).toBe(node.type === 'object');
  expect(node.items !== undefined).toBe(node.type === 'array');
  for (const child of [...Object.values(node.properties ?? {}), ...(node.items ? [node.items] : [])])
    expectChromiumAccepts(child);
}

describe('the schema that browsers read', () => {
  it('is one that Chromium accepts', () => {
    expect(schema.type).toBe('object');
    expectChromiumAccepts(schema);
  });

  it('has the fields that the extension reads, and no secret', () => {
    expect(Object.keys(schema.properties ?? {})).toEqual(['clouds', 'disableSync', 'maxAutoLockMinutes']);
    const fields = Object.keys(schema.properties?.clouds?.items?.properties ?? {});
    expect(fields.sort()).toEqual([...Object.keys(requiredSchemas), ...Object.keys(optionalSchemas)].sort());
    expect(fields.filter((name) => /password|secret|token|credential/i.test(name))).toEqual([]);
  });

  it.each(signInMethods.map(({ method }) => method))('mentions the sign-in method %s', (method) => {
    const { description } = schema.properties?.clouds?.items?.properties?.signIn ?? {};
    expect(description?.split(/[^\w]+/)).toContain(method);
  });

  it('is in the manifest of Chromium, and not of Firefox, which would warn of it', async () => {
    expect((await manifestFor('chrome')).storage).toEqual({ managed_schema: 'managed-schema.json' });
    expect((await manifestFor('firefox')).storage).toBeUndefined();
  });

  it.each(['README.md', 'README.zh-CN.md'])('has an example in %s that can be used as it is', (file) => {
    const example = /```json\n([^`]+)```/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
    const policy = JSON.parse(example) as Record<string, unknown>;
    expect(Object.keys(policy)).toEqual(Object.keys(schema.properties ?? {}));
    expect(parsePolicy(policy)).toMatchObject({ presets: [{ name: 'North' }], problems: [], syncDisabled: true });
  });
});
