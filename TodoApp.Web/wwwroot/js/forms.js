// Small comforts; every form works without them.
for (const field of document.querySelectorAll('[data-time-zone]')) {
  field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
}

for (const form of document.querySelectorAll('[data-submit-on-change]')) {
  form.addEventListener('change', () => form.requestSubmit());
}

for (const input of document.querySelectorAll('input[data-revealable]')) {
  const frame = document.createElement('div');
  const button = document.createElement('button');
  frame.className = 'revealable';
  button.type = 'button';
  button.textContent = 'Show';
  button.setAttribute('aria-label', 'Show the password');
  button.setAttribute('aria-pressed', 'false');
  button.addEventListener('click', () => {
    const show = input.type === 'password';
    input.type = show ? 'text' : 'password';
    button.textContent = show ? 'Hide' : 'Show';
    button.setAttribute('aria-pressed', String(show));
  });
  input.replaceWith(frame);
  frame.append(input, button);
}

// A title has one line, however long; Enter sends the form.
document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.isComposing && event.target.matches('[data-single-line]')) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

// The next todo can be typed while the last one is on its way; if that one does not arrive, it comes back.
const sent = new WeakMap();

function added(event) {
  return event.detail.elt.matches?.('[data-quick-add-form]') ? event.detail.elt : null;
}

// What was understood goes with what was typed; an answer about other words comes too late.
document.addEventListener('htmx:beforeSwap', event => {
  const { requestConfig } = event.detail;
  const typed = document.getElementById('add-title');
  if (typed && requestConfig?.elt === typed && requestConfig.parameters.title !== typed.value) event.detail.shouldSwap = false;
});

document.addEventListener('htmx:beforeRequest', event => {
  const form = added(event);
  if (!form) return;
  sent.set(form, form.elements.title.value);
  form.elements.title.value = '';
  document.getElementById('add-preview')?.replaceChildren();
});

document.addEventListener('htmx:afterRequest', event => {
  const form = added(event);
  if (!form?.isConnected) return;
  const title = form.elements.title;
  const typed = title.value;
  if (event.detail.successful) {
    form.reset();
    title.value = typed;
    if (form.contains(document.activeElement)) title.focus();
  } else {
    title.value = [sent.get(form), typed].filter(Boolean).join(' ');
    title.dispatchEvent(new Event('input', { bubbles: true }));
  }
});

document.addEventListener('click', event => {
  if (event.target.closest('[data-quick-add]') && document.getElementById('add-title')) {
    event.preventDefault();
    window.scrollTo({ top: 0 });
    document.getElementById('add-title').focus();
  }

  for (const menu of document.querySelectorAll(':is(.account-menu, .assistant-menu)[open]')) {
    if (!menu.contains(event.target)) menu.removeAttribute('open');
  }
});

document.querySelector('[data-copy-secret]')?.addEventListener('click', async event => {
  const button = event.currentTarget;
  await navigator.clipboard.writeText(document.querySelector('[data-secret]').textContent);
  button.lastChild.textContent = 'Copied';
});
