/** The text of a file, put in when the bundle is made (and by Vite in tests). */
declare module '*?raw' {
  const text: string;
  export default text;
}
