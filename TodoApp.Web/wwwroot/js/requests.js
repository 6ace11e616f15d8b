// Says in words what happened when htmx got no answer, or one that is no part of the page. The page, with whatever
// was typed into it, stays as it is.
const words = {
  401: 'You have been signed out. Sign in again in another tab, then repeat this.',
  403: 'That was refused. Reload the page and try again.',
  404: 'That is no longer there. Reload the page to see what is.',
  413: 'That is too much at once.',
  429: 'That was a bit fast. Wait a few seconds and try again.',
};

const away = 'The server cannot be reached right now. Nothing you typed is lost; try again in a moment.';

function say(text) {
  const toast = document.createElement('div');
  toast.className = 'toast';
  toast.dataset.toast = '';
  const line = document.createElement('p');
  line.textContent = text;
  toast.append(line);
  document.getElementById('toasts').replaceChildren(toast);
}

document.addEventListener('toast:say', event => say(event.detail));

// A preview that does not come is not missed: adding says what is wrong.
function failed(event, text) {
  if (!event.detail.elt.matches?.('[data-preview]')) say(text);
}

document.addEventListener('htmx:responseError', event => failed(event, words[event.detail.xhr.status] ?? away));
document.addEventListener('htmx:sendError', event => failed(event, away));
document.addEventListener('htmx:timeout', event => failed(event, away));
