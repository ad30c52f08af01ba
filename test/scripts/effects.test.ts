import { expect, it } from 'vitest';
import plugin from '../../scripts/lint/effects.mjs';

type Node = Readonly<Record<string, unknown>>;

/** What a rule says of some nodes of a module, in the order in which a linter visits them. */
function said(name: 'current-folder' | 'clock', nodes: readonly Node[]): readonly string[] {
  const messages: string[] = [];
  const visitors = plugin.rules[name].create({ report: ({ message }) => void messages.push(message) });
  for (const node of nodes) visitors[node['type'] as string]?.(node);
  return messages;
}

const name = (text: string): Node => ({ type: 'Identifier', name: text });
const call = (callee: string, count: number): Node => ({
  type: 'CallExpression',
  callee: name(callee),
  arguments: Array.from({ length: count }),
});
const importOf = (imported: string, local: string, from = 'node:path'): Node => ({
  type: 'ImportDeclaration',
  source: { value: from },
  specifiers: [{ imported: name(imported), local: name(local) }],
});

it('finds a path that starts from the current folder', () => {
  expect(said('current-folder', [importOf('resolve', 'resolve'), call('resolve', 1)])).toEqual([
    expect.stringContaining('resolve(host.cwd, path)'),
  ]);
  expect(said('current-folder', [importOf('resolve', 'absolute'), call('absolute', 1)])).toHaveLength(1);
  expect(said('current-folder', [importOf('resolve', 'resolve'), call('resolve', 2)])).toEqual([]);
  expect(said('current-folder', [importOf('resolve', 'resolve', './dns.ts'), call('resolve', 1)])).toEqual(
    [],
  );
});

it('finds a date that is read off the clock', () => {
  const date = (count: number): Node => ({ ...call('Date', count), type: 'NewExpression' });
  expect(said('clock', [date(0)])).toEqual([expect.stringContaining('new Date(host.now())')]);
  expect(said('clock', [date(1)])).toEqual([]);
});
