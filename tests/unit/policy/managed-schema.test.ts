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

/** The part of JSON Schema that Chromium takes for policies (components/policy/core/common/schema.cc). */
function check(part: Schema): void {
  expect(['object', 'array', 'string', 'integer', 'boolean', 'number']).toContain(part.type);
  expect(
    Object.keys(part).filter((key) => !['type', 'title', 'description', 'properties', 'items'].includes(key)),
  ).toEqual([]);
  expect(part.properties !== undefined).toBe(part.type === 'object');
  expect(part.items !== undefined).toBe(part.type === 'array');
  for (const child of [...Object.values(part.properties ?? {}), ...(part.items ? [part.items] : [])]) check(child);
}

describe('the schema that browsers read', () => {
  it('is one that Chromium takes', () => {
    expect(schema.type).toBe('object');
    check(schema);
  });

  it('names what is read, and no secret', () => {
    expect(Object.keys(schema.properties ?? {})).toEqual(['clouds', 'disableSync', 'maxAutoLockMinutes']);
    const fields = Object.keys(schema.properties?.clouds?.items?.properties ?? {});
    expect(fields.sort()).toEqual([...Object.keys(requiredSchemas), ...Object.keys(optionalSchemas)].sort());
    expect(fields.filter((name) => /password|secret|token|credential/i.test(name))).toEqual([]);
  });

  it.each(signInMethods.map(({ method }) => method))('names the sign-in method %s', (method) => {
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
