import { spawnSync } from 'node:child_process';
import { engine } from '../rig/engine.ts';
import type { Config } from './registry.ts';

/**
 * Runs shell commands in a pushed image, as its own user, with its own environment and without a network, on any
 * platform that the builder has: as a step on top of it, so that no layer is fetched that the builder has already.
 *
 * @returns what they wrote; throws when one fails.
 */
export function runIn(reference: string, platform: string, commands: readonly string[]): string {
  const dockerfile = `FROM ${reference}\nRUN --network=none <<'COMMANDS'\nset -eu\n${commands.join('\n')}\nCOMMANDS\n`;
  const args = [
    'buildx',
    'build',
    '--builder',
    engine.builder,
    '--platform',
    platform,
    '--output',
    'type=cacheonly',
    '--no-cache',
    '--progress',
    'plain',
    '-',
  ];
  const { status, stderr } = spawnSync('docker', args, { input: dockerfile, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${reference} for ${platform}:\n${stderr}`);
  return [...stderr.matchAll(/^#\d+ [\d.]+ (.*)$/gm)].map(([, line]) => line).join('\n');
}

/** An image's HEALTHCHECK as a shell command. */
export function healthCheck({ config }: Config): string {
  const [kind, ...command] = config.Healthcheck?.Test ?? [];
  if (kind === 'CMD-SHELL') return `( ${command[0]} )`;
  if (kind === 'CMD') return command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  throw new Error('the image has no HEALTHCHECK');
}
