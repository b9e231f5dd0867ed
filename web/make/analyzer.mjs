// The analyzer's settings for custom-elements.json: the repository's package.json stays as it is.
export default { packagejson: false };
