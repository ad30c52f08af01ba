/** Lets TypeScript import the text of any file, as `./matrix.yaml?raw`. */

/** The text of the file. The build puts it into the bundle; in tests, Vite reads it. */
declare module '*?raw' {
  const text: string;
  export default text;
}
