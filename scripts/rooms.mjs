/** The rooms of src/: which folder holds what, and which may import from which. */

/**
 * Each room with its folder and what it holds, the lowest first. A module imports only from its own room and from
 * rooms that stand before it in this list. Lint checks it (scripts/lint/rooms.mjs); docs/architecture.md shows it.
 * What is in no folder of the list belongs to the edges.
 */
export const rooms = [
  ['problem', 'what is told to people: severity, code, message, place, hint'],
  ['text', 'words, paths and lists as they are shown; a text with a path'],
  ['version', 'versions: their order, releases by semver and PEP 440, our own'],
  ['pattern', "regular expressions: RE2 in linear time, JavaScript's with a bound"],
  ['effects', 'interfaces of what a run may do: programs, disk, network, clock'],
  ['yaml', 'text to values with places; shapes, suggestions'],
  ['oci', 'references, platforms, the configuration of an image'],
  ['dockerfile', 'reading Dockerfiles: instructions, flags, heredocs, stages'],
  ['dockerfile/lint', 'advice on a Dockerfile: a rule is a file and a line in `rules.ts`'],
  ['matrix', 'the matrix file: its schema, parsed with places, expanded to cells'],
  ['template/helpers', 'what templates can call'],
  ['template', 'Handlebars made strict, with the line that each text comes from'],
  ['values', 'values: sources, overrides, what wins, where each comes from'],
  ['stages', 'templates and values to stages, decorated, to Dockerfiles'],
  ['tags', 'entries of tags and what their types make of a run'],
  ['plan/tests', 'what images are tested for, from the matrix and structure files'],
  ['plan', 'images with everything that a build needs; all that can collide is found here'],
  ['registry', 'a small client of the OCI distribution API'],
  ['bake', 'the definition, a bake for each image, its progress and result'],
  ['gates/gate', 'what every gate is, and what it works with'],
  ['gates/scan', 'Trivy: findings, ignores, decision, SARIF'],
  ['gates/size', 'limits of size and growth'],
  ['gates/policy', 'user, labels, secrets'],
  ['gates/tests', 'tests of what was built, in throw-away builds'],
  ['gates/sbom', 'SBOMs as files'],
  ['gates', 'the list of gates'],
  ['publish', 'moving tags, all or none: transaction, journal, recovery, staging, mirrors'],
  ['record', 'image-index.json, artifacts, signatures'],
  ['report', 'problems, summary and outputs as they are shown'],
  ['library', 'for programs: a Dockerfile from an environment'],
  ['commands', 'a folder for each command: request, run, text, JSON'],
  ['host', 'the real effects'],
];

/** The room of the edges (`cli.ts`, `action.ts`, `index.ts` and what only they need), which may import everything. */
export const EDGES = '.';

/** The room of a module, by its path below src: the longest folder of the list that it is in. */
export function roomOf(path) {
  const folders = rooms.map(([folder]) => folder).filter((folder) => path.startsWith(`${folder}/`));
  return folders.toSorted((a, b) => b.length - a.length)[0] ?? EDGES;
}

/** How high a room is; the edges are above all. */
export function heightOf(room) {
  const height = rooms.findIndex(([folder]) => folder === room);
  return height === -1 ? rooms.length : height;
}
