// Keeps what a page reports as errors, across navigations, for the one browser whose driver does not tell.
{
  const keep = (...parts) => {
    const errors = JSON.parse(sessionStorage.getItem('errors') ?? '[]');
    sessionStorage.setItem('errors', JSON.stringify([...errors, parts.map(String).join(' ')]));
  };
  // An element's own error event has a detail, and is shown by the element.
  addEventListener('error', (event) => event.detail ?? keep(event.message ?? `${event.target.src ?? event.target.href} did not load`), true);
  addEventListener('unhandledrejection', (event) => keep('unhandled', event.reason));
  addEventListener('securitypolicyviolation', (event) => keep(event.violatedDirective, event.blockedURI));
  const { error } = console;
  console.error = (...parts) => {
    keep(...parts);
    error(...parts);
  };
}
