// A conversation with the assistant, on its page or in the panel. The server draws everything; this puts it where it
// belongs as it comes, and sees to it that nothing somebody typed is lost.

const words = {
  away: 'The assistant cannot be reached right now. What you typed is kept; try again in a moment.',
  broken: 'The connection broke off. Looking for what became of the answer…',
};
const patience = 700;
const looks = 90;
const draftKey = 'assistant-draft';

/** Fetches a conversation and shows it in a place of the page. */
export async function fill(place, path, options) {
  const answer = await fetch(path, { headers: { Accept: 'text/html' } }).catch(() => null);
  // A conversation that was deleted meanwhile is no reason to show nothing.
  if (answer?.status === 404 && path !== '/assistant') return fill(place, '/assistant', options);
  const body = answer?.ok && (await options.wire.parse(answer)).getElementById('assistant-body');
  if (!body) {
    place.replaceChildren(options.wire.alertLine(words.away));
    return;
  }
  place.replaceChildren(body);
  take(body, options);
}

/** Makes a conversation that is on the page live. */
export function take(body, options) {
  const view = new Conversation(body, options);
  view.begin();
}

class Conversation {
  constructor(body, { wire, onMove }) {
    this.body = body;
    this.wire = wire;
    this.onMove = onMove;
    this.options = { wire, onMove };
    this.inPanel = Boolean(onMove);
    this.form = body.querySelector('[data-composer]');
    this.log = body.querySelector('.assistant-log');
    this.messages = body.querySelector('[data-messages]');
    this.sent = 0;
  }

  get path() { return this.body.dataset.conversation ? `/assistant/${this.body.dataset.conversation}` : '/assistant'; }

  get field() { return this.form.elements.message; }

  begin() {
    this.onMove?.(this.path);
    if (this.inPanel) {
      this.log.tabIndex = 0;
      this.log.setAttribute('role', 'region');
      this.log.setAttribute('aria-label', 'Conversation');
    }
    this.body.addEventListener('click', event => this.clicked(event));
    this.body.addEventListener('submit', event => this.submitted(event));
    if (!this.form) return;
    this.field.value ||= sessionStorage.getItem(draftKey) ?? '';
    this.field.addEventListener('input', () => this.keepDraft());
    this.field.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(hover: none)').matches) return;
      event.preventDefault();
      if (!this.stop && this.field.value.trim()) this.form.requestSubmit();
    });
    this.form.querySelector('[data-stop]').addEventListener('click', () => this.stop?.abort());
    this.showEnd();
    this.watchExpiry();
    if (this.messages.querySelector('[data-stopped="running"]')) this.lookAgain();
  }

  keepDraft() {
    if (this.field.value) sessionStorage.setItem(draftKey, this.field.value);
    else sessionStorage.removeItem(draftKey);
  }

  clicked(event) {
    const example = event.target.closest('[data-say]');
    if (example) {
      event.preventDefault();
      this.field.value = example.textContent;
      this.keepDraft();
      this.field.focus();
      return;
    }
    const link = event.target.closest('a');
    if (!link || !this.inPanel || link.matches('[download], [data-panel-page]') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.origin !== location.origin || !link.pathname.startsWith('/assistant')) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }

  async go(path) {
    const place = this.body.parentElement;
    await fill(place, path, this.options);
    (place.querySelector('#message') ?? place.querySelector('h1'))?.focus();
  }

  submitted(event) {
    const form = event.target;
    if (form.matches('[data-composer]')) {
      event.preventDefault();
      if (!this.stop && this.field.value.trim()) this.ask();
    } else if (form.matches('[data-decision]')) {
      event.preventDefault();
      if (!this.stop) this.decide(form, event.submitter);
    } else if (form.matches('[data-answer-undo]')) {
      event.preventDefault();
      this.undo(form);
    } else if (this.inPanel) {
      event.preventDefault();
      this.post(form);
    }
  }

  async ask() {
    const text = this.field.value.trim();
    const data = new URLSearchParams(new FormData(this.form));
    data.set('message', text);
    data.set('key', `${this.form.elements.key.value}.${this.sent}`);
    const said = this.draw('[data-said]');
    said.querySelector('.said-text').textContent = text;
    const answer = this.draw('[data-answer]');
    const start = this.body.querySelector('[data-start]');
    if (start) start.hidden = true;
    this.field.value = '';
    this.status('Sent. The assistant is answering.');
    const begun = await this.stream('/assistant', data, answer.querySelector('.answer'));
    if (begun) {
      this.sent++;
      return this.keepDraft();
    }
    said.remove();
    answer.remove();
    if (start) start.hidden = false;
    this.field.value = [text, this.field.value].filter(Boolean).join('\n');
    this.keepDraft();
    this.field.focus();
  }

  async decide(form, button) {
    const article = form.closest('.answer');
    for (const each of form.elements) each.disabled = true;
    this.status(button?.value === 'approve' ? 'Approved. The assistant goes on.' : 'Declined. The assistant goes on.');
    article.tabIndex = -1;
    article.focus();
    const begun = await this.stream(form.getAttribute('action'), new URLSearchParams({ decision: button?.value ?? '' }), article);
    if (!begun) await this.lookAgain();
  }

  /** Whether the server took it, so that it is in the conversation now. */
  async stream(path, data, article) {
    this.stop = new AbortController();
    this.alert('');
    this.busy(true);
    let begun = false;
    let whole = false;
    try {
      whole = await this.wire.send(path, data, this.stop.signal, {
        started: told => {
          begun = true;
          this.moved(told.path);
        },
        answer: told => {
          begun = true;
          this.show(article, told.html);
        },
        refused: text => this.alert(text),
      });
    } catch {
      if (!this.stop.signal.aborted) this.alert(begun ? words.broken : words.away);
    }
    const stopped = this.stop.signal.aborted;
    this.stop = null;
    this.busy(false);
    if (whole) this.finished(article);
    else if (begun) await this.lookAgain(stopped ? 'You stopped the answer.' : null);
    return begun;
  }

  finished(article) {
    this.refreshHead();
    this.watchExpiry();
    const question = article.querySelector('[data-consent]');
    if (question) question.focus();
    this.status(article.querySelector('[data-text]')?.textContent.trim() || 'The assistant has answered.');
  }

  show(article, html) {
    const atEnd = this.isAtEnd();
    this.wire.patch(article, html);
    if (atEnd) this.showEnd();
  }

  draw(template) {
    const fresh = this.body.querySelector(`template${template}`).content.firstElementChild.cloneNode(true);
    this.messages.append(fresh);
    this.showEnd();
    return fresh;
  }

  moved(path) {
    if (this.body.dataset.conversation) return;
    this.body.dataset.conversation = path.split('/').pop();
    this.form.elements.conversation.value = this.body.dataset.conversation;
    this.body.querySelector('[data-start]')?.remove();
    this.onMove?.(path);
    if (!this.inPanel) history.replaceState(null, '', path);
  }

  async refreshHead() {
    if (this.body.querySelector('.assistant-menu')) return;
    const answer = await fetch(this.path, { headers: { Accept: 'text/html' } }).catch(() => null);
    if (!answer?.ok) return;
    const drawn = await this.wire.parse(answer);
    this.body.querySelector('.assistant-head').replaceWith(drawn.querySelector('.assistant-head'));
    if (!this.inPanel) document.title = drawn.title;
  }

  /** Shows what the server knows of the conversation, once the answer that is being made there is over. */
  async lookAgain(note) {
    for (let look = 0; look < looks; look++) {
      const answer = await fetch(this.path, { headers: { Accept: 'text/html' } }).catch(() => null);
      const drawn = answer?.ok && (await this.wire.parse(answer)).getElementById('assistant-body');
      if (drawn && (!drawn.querySelector('[data-stopped="running"]') || look === looks - 1)) {
        this.messages.replaceChildren(...drawn.querySelector('[data-messages]').childNodes);
        this.refreshHead();
        this.watchExpiry();
        if (note !== undefined) this.alert('');
        if (note) this.status(note);
        return this.showEnd();
      }
      await new Promise(resolve => setTimeout(resolve, patience));
    }
    this.alert(words.away);
  }

  async undo(form) {
    const button = form.querySelector('button');
    button.disabled = true;
    const drawn = await this.wire.post(form, words.away);
    if (!drawn) {
      button.disabled = false;
      return;
    }
    const note = document.createElement('p');
    note.className = 'answer-undone';
    note.textContent = drawn.querySelector('#toasts p')?.textContent.trim() ?? 'Undone.';
    form.replaceWith(note);
    this.field.focus();
  }

  /** Posts a form of the panel and shows the conversation that comes of it. */
  async post(form) {
    const drawn = await this.wire.post(form, words.away);
    const body = drawn?.getElementById('assistant-body');
    if (!body) return;
    const place = this.body.parentElement;
    place.replaceChildren(body);
    take(body, this.options);
    (body.querySelector('[aria-invalid="true"]') ?? body.querySelector('#message'))?.focus();
  }

  watchExpiry() {
    const question = this.messages.querySelector('[data-consent]');
    clearTimeout(this.expiry);
    if (!question) return;
    this.expiry = setTimeout(() => {
      if (question.isConnected) this.status(this.wire.expire(question));
    }, Number(question.dataset.expiresIn));
  }

  busy(is) {
    this.body.toggleAttribute('data-busy', is);
    this.form.querySelector('[data-send]').hidden = is;
    this.form.querySelector('[data-stop]').hidden = !is;
  }

  alert(text) {
    const place = this.form.querySelector('[data-alert]');
    place.replaceChildren(...(text ? [this.wire.alertLine(text)] : []));
  }

  status(text) {
    this.form.querySelector('[data-status]').textContent = text;
  }

  get scroller() { return this.inPanel ? this.log : document.scrollingElement; }

  isAtEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < 120;
  }

  showEnd() {
    if (this.messages.childElementCount > 0) this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}
