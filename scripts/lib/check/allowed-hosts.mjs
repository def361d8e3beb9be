/** Every host whose address may stand in the production build. Nothing is ever loaded from them as script. */
export const allowedHosts = new Set([
  // Reached at run time, as in the content security policy.
  'firestore.googleapis.com',
  'identitytoolkit.googleapis.com',
  'securetoken.googleapis.com',
  // Names inside Firebase, never reached: the issuer of its tokens, the default of its emulators.
  'securetoken.google.com',
  'localhost',
  // Name spaces of SVG and MathML.
  'www.w3.org',
]);
