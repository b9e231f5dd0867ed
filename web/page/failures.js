// Errors as the page tells them apart.

/** Says whether an error only means that something was given up. @param {any} error */
export const isAborted = (error) => error?.name === 'AbortError';
