/**
 * What a page of this server may do: load its own scripts, styles and pictures, and talk to this server. Nothing written into a page runs or
 * changes how it looks, and no script may turn a text into markup (`trusted-types`): an answer that got past everything else does nothing.
 */
const directives = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

export const contentSecurityPolicy = {
  useDefaults: false,
  directives: { ...directives, requireTrustedTypesFor: ["'script'"], trustedTypes: ["'none'"] },
};

/** The API document is drawn by swagger-ui, which writes styles and pictures into the page. */
export const docsSecurityPolicy = {
  useDefaults: false,
  directives: { ...directives, styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'] },
};
