/** Imports that the build answers with a script's file name, for `chrome.scripting`. */
declare module '*?script&iife' {
  const fileName: string;
  export default fileName;
}
