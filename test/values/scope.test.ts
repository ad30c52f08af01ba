import { describe, expect, it } from 'vitest';
import { createTemplates, NO_RUN, parseMatrix, plan, ProblemsFound } from '../../src/index.ts';

const render = async (axes: string, template: string, values = '{}'): Promise<string> => {
  const matrix = parseMatrix({
    path: 'matrix.yaml',
    text:
      `version: 1\nimage: ghcr.io/o/n\nvalues: ${values}\naxes: ${axes}\ntags: [x]\n` +
      'targets: { app: { from: scratch } }\n',
  });
  return (
    plan(matrix, await createTemplates([{ name: 'app', path: 'templates/app.hbs', text: template }]), {
      facts: NO_RUN,
    }).files[0]?.text.split(' AS app\n')[1] ?? ''
  );
};

describe('what an axis value carries', () => {
  it('may use values, and what other axis values carry, whatever their order', async () => {
    const axes =
      '{ device: { cuda: { base: "cuda:{{release}}-{{os.image}}" } }, ' +
      'os: { deb: { image: "{{prefix}}-{{os}}", release: "{{major}}.1" } } }';
    expect(
      await render(
        axes,
        'RUN {{base}} {{device.base}} {{os.image}}',
        '{ base: none, release: "0", major: "12", prefix: d }',
      ),
    ).toBe('RUN cuda:12.1-d-deb cuda:12.1-d-deb d-deb\n');
  });

  it('is only rendered when it is asked for', async () => {
    expect(
      await render(
        '{ device: { rocm: { base: "rocm-{{os.rocm}}" } }, os: { deb: { image: d } } }',
        'RUN {{os.image}}',
      ),
    ).toBe('RUN d\n');
  });

  it('must not need itself', async () => {
    const axes = '{ a: { x: { one: "{{b.two}}" } }, b: { y: { two: "{{a.one}}" } } }';
    await expect(render(axes, 'RUN {{a.one}}')).rejects.toThrow(ProblemsFound);
    await expect(render(axes, 'RUN {{a.one}}')).rejects.toThrow(
      'values use each other in a circle: a.one → b.two → a.one',
    );
  });
});
