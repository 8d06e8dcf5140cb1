'use strict';

const find = id => document.getElementById(id);
const drop = find('drop');
const answer = document.querySelector('.answer');
const tinySide = 96;
let running = null;

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function percent(share) {
  return (100 * share).toFixed(1) + ' %';
}

function preview(file) {
  const image = find('preview');
  URL.revokeObjectURL(image.src);
  image.onload = () => image.classList.toggle('tiny', Math.max(image.naturalWidth, image.naturalHeight) <= tinySide);
  image.onerror = () => { image.hidden = true; };
  image.src = URL.createObjectURL(file);
  image.alt = file.name;
  image.hidden = false;
  find('hint').replaceChildren(element('span', 'small', file.name));
}

function show(prediction) {
  find('headline').textContent = `${prediction.label}, ${percent(prediction.probability)}`;
  find('classes').replaceChildren(...prediction.classes.map(entry => {
    const row = element('li', '');
    const track = element('span', 'track');
    const fill = element('div', 'fill');
    fill.style.setProperty('--share', percent(entry.probability).replace(' ', ''));
    track.setAttribute('aria-hidden', 'true');
    track.append(fill);
    row.append(element('span', 'name', entry.label), track, element('span', 'share', percent(entry.probability)));
    return row;
  }));
  find('seen').textContent = `Seen: ${prediction.image.format.toUpperCase()}, ${prediction.image.width} × ${prediction.image.height} pixels.`;
}

function refuse(text) {
  find('headline').textContent = 'No answer.';
  find('problem').textContent = text;
  find('problem').hidden = false;
}

async function classify(file) {
  running?.abort();
  const mine = running = new AbortController();
  preview(file);
  find('problem').hidden = true;
  find('classes').replaceChildren();
  find('seen').textContent = '';
  find('headline').textContent = 'Looking…';
  answer.classList.add('busy');
  try {
    const form = new FormData();
    form.append('file', file);
    const response = await fetch('predict', { method: 'POST', body: form, signal: mine.signal });
    const body = await response.json();
    if (response.ok) show(body);
    else refuse(`${body.title}. ${body.detail ?? ''}`);
  } catch (error) {
    if (!mine.signal.aborted) refuse('The service cannot be reached: ' + error.message);
  } finally {
    if (running === mine) answer.classList.remove('busy');
  }
}

async function describe() {
  const model = await (await fetch('model')).json();
  const [height, width, channels] = model.input;
  find('model').textContent = `${model.name}: ${model.classes.length} classes, pictures of ${width} × ${height} pixels in ${channels === 1 ? 'gray' : 'colour'}, `
    + `${model.parameters.toLocaleString('en')} parameters.`;
  find('layers').replaceChildren(...model.shifts.map(layer => {
    const row = element('tr', '');
    const name = element('th', '', layer.name);
    name.scope = 'row';
    row.append(name, ...[layer.channels, layer.meanShift.toFixed(2), layer.largestShift.toFixed(2)].map(value => element('td', '', value)));
    return row;
  }));
}

find('file').addEventListener('change', event => {
  if (event.target.files.length > 0) classify(event.target.files[0]);
  // The same file may be chosen again.
  event.target.value = '';
});

// A picture dropped beside the frame must not replace the page.
for (const name of ['dragover', 'drop']) document.addEventListener(name, event => event.preventDefault());
drop.addEventListener('dragover', () => drop.classList.add('over'));
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', event => {
  drop.classList.remove('over');
  if (event.dataTransfer.files.length > 0) classify(event.dataTransfer.files[0]);
});

describe();
