// Sends a form and reads the events it is answered with. A page's EventSource can only GET.
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

/** Gives true when the stream came to its end. */
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
