import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeProject, makeShippedProject } from './project.ts';

let last = '';

it('makes a project of files', () => {
  const project = makeProject({ 'matrix.yaml': 'version: 1\n', 'templates/a/b.hbs': 'x' });
  project.write('out/Dockerfile', 'FROM scratch\n');
  expect(project.files()).toEqual(['matrix.yaml', 'out/Dockerfile', 'templates/a/b.hbs']);
  expect(project.read('templates/a/b.hbs')).toBe('x');
  last = project.dir;
});

it('removes it after the test', () => {
  expect([last === '', existsSync(last)]).toEqual([false, false]);
});

it('copies what the repository ships, and files over it', () => {
  const project = makeShippedProject({ 'templates/base.hbs': 'mine' });
  expect(project.read('matrix.yaml')).toBe(readFileSync('matrix.yaml', 'utf8'));
  expect(project.read('templates/base.hbs')).toBe('mine');
  expect(project.files()).toContain('templates/ml.hbs');
});
