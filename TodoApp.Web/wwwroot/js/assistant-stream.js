// What goes between a conversation and the server, and what comes back as a part of the page.
function* whole(text) {
  for (const block of text.split('\n\n')) {
    const event = {};
    for (const line of block.split('\n')) {
      const at = line.indexOf(': ');
      if (at > 0) event[line.slice(0, at)] = line.slice(at + 2);
    }
    if (event.event) yield { name: event.event, data: JSON.parse(event.data) };
  }
}

/** Sends a form and tells of the events it is answered with, as EventSource can only GET. Gives true when the stream came to its end. */
export async function send(path, data, signal, told) {
  const answer = await fetch(path, { method: 'POST', body: data, signal, headers: { Accept: 'text/event-stream' } });
  if (!answer.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    const isSentence = answer.headers.get('Content-Type')?.startsWith('text/plain');
    told.refused(isSentence ? await answer.text() : 'Something went wrong here. What you typed is kept; try again in a moment.');
    return false;
  }

  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let ended = false;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return ended;
    rest += value;
    const last = rest.lastIndexOf('\n\n');
    if (last < 0) continue;
    for (const { name, data: what } of whole(rest.slice(0, last))) {
      if (name === 'end') ended = true;
      told[name]?.(what);
    }
    rest = rest.slice(last + 2);
  }
}

export async function parse(answer) {
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

/** Puts in what has changed of an answer, and leaves alone what has not: what moves goes on moving. */
export function patch(article, html) {
  const drawn = new DOMParser().parseFromString(html, 'text/html').querySelector('.answer');
  const count = drawn.children.length;
  article.dataset.stopped = drawn.dataset.stopped ?? '';
  [...drawn.children].forEach((fresh, at) => {
    const old = article.children[at];
    if (!old) article.append(fresh);
    else if (old.outerHTML !== fresh.outerHTML) old.replaceWith(fresh);
  });
  while (article.children.length > count) article.lastElementChild.remove();
}

/** Sends a form and shows the notice that comes of it; gives the page, or null when there is none. */
export async function post(form, away) {
  const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (!answer || answer.status >= 500 || answer.status === 401 || answer.status === 429) {
    document.dispatchEvent(new CustomEvent('toast:say', { detail: away }));
    return null;
  }
  const drawn = await parse(answer);
  const toasts = drawn.getElementById('toasts');
  // What a notice undoes, it undoes from where one is.
  for (const from of toasts?.querySelectorAll('[name="from"]') ?? []) from.value = location.pathname + location.search;
  const shown = document.getElementById('toasts');
  if (toasts) shown.replaceChildren(...[...toasts.childNodes].map(node => node.cloneNode(true)));
  window.htmx?.process(shown);
  return drawn;
}

/** Says in place of the choice that it is too late for it. */
export function expire(question) {
  const late = document.createElement('p');
  late.className = 'hint';
  late.textContent = 'It is too late to decide this, so nothing was done. Ask again.';
  question.querySelector('form').remove();
  question.querySelector('p.hint').replaceWith(late);
  return late.textContent;
}

export function alertLine(text) {
  const line = document.createElement('p');
  line.className = 'alert';
  line.setAttribute('role', 'alert');
  line.textContent = text;
  return line;
}
