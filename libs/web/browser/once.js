// Greys out the button of a form that was just sent. Without it a second click is harmless too: the idempotency key makes it one act.
(() => {
  const free = (form) => form.querySelectorAll('button[aria-disabled]').forEach((button) => button.removeAttribute('aria-disabled'));
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-once')) return;
    if (form.querySelector('button[aria-disabled]')) return event.preventDefault();
    form.querySelectorAll('button[type=submit]').forEach((button) => button.setAttribute('aria-disabled', 'true'));
    setTimeout(free, 15000, form);
  });
  addEventListener('pageshow', () => document.querySelectorAll('form[data-once]').forEach(free));
})();
