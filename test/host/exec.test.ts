import { expect, it } from 'vitest';
import { exec } from '../../src/host/exec.ts';

/** Runs a script of Node. */
const node = (script: string) => exec({ file: process.execPath, args: ['-e', script] });

it('keeps the end of what a program says, and ends one that prints without end', async () => {
  const block = "const block = Buffer.alloc(1 << 20, 'a'); const { writeSync } = require('node:fs');";
  const said = await node(
    `${block} for (let i = 0; i < 20; i++) writeSync(2, block); writeSync(2, 'the end')`,
  );
  expect([said.code, said.stderr.length < 10 << 20, said.stderr.slice(-8)]).toEqual([0, true, 'athe end']);
  const printed = await node(`${block} for (;;) writeSync(1, block)`);
  expect(printed.code).not.toBe(0);
  expect(printed.stderr).toMatch(/printed more than 256 MiB$/);
});
