// Hands the form of a passkey to the browser and its answer back to the form. Without this script the page offers another way.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(''))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  const listed = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = (options) => {
    const publicKey = { ...options, challenge: bytes(options.challenge) };
    if (options.user) {
      publicKey.user = { ...options.user, id: bytes(options.user.id) };
      publicKey.excludeCredentials = listed(options.excludeCredentials);
      return navigator.credentials.create({ publicKey });
    }
    if (options.allowCredentials) publicKey.allowCredentials = listed(options.allowCredentials);
    return navigator.credentials.get({ publicKey });
  };

  const answered = ({ id, type, response, authenticatorAttachment }) => {
    const { clientDataJSON, attestationObject, authenticatorData, signature, userHandle } = response;
    const made = attestationObject && { attestationObject: text(attestationObject), transports: response.getTransports?.() ?? [] };
    const used = signature && {
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      ...(userHandle ? { userHandle: text(userHandle) } : {}),
    };
    return {
      id,
      rawId: id,
      type,
      authenticatorAttachment: authenticatorAttachment ?? undefined,
      clientExtensionResults: {},
      response: { clientDataJSON: text(clientDataJSON), ...made, ...used },
    };
  };

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    let busy = false;
    form.addEventListener('submit', async (event) => {
      if (!globalThis.PublicKeyCredential) return; // The server says that it cannot be done here.
      event.preventDefault();
      if (busy) return;
      busy = true;
      const problem = form.querySelector('[data-passkey-problem]');
      problem.hidden = true;
      try {
        form.elements.answer.value = JSON.stringify(answered(await asked(JSON.parse(form.dataset.passkey))));
        form.submit();
      } catch {
        problem.hidden = false;
        busy = false;
      }
    });
  }
})();
