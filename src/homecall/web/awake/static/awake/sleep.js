// Of an export of hundreds of megabytes only the records of sleep are sent: all else stays where it is.
// Without this the file is sent as it is, up to what the server takes.
const KIND = 'HKCategoryTypeIdentifierSleepAnalysis';
const RECORD = new RegExp(`<Record\\s[^>]*"${KIND}"[^>]*>`, 'g');
const DAYS = 95;
const SMALL = 1_000_000; // bytes of a file that is sent as it is
const MOST = 20_000_000; // letters of records; ninety days have some hundred thousand
const PENDING = 1_000_000; // letters of a record that does not end

const numbers = async (file, start, end) => new DataView(await file.slice(start, end).arrayBuffer());

// The export inside a ZIP: its largest XML, which has another name in every language.
async function member(file) {
  const from = Math.max(0, file.size - 66_000);
  const tail = await numbers(file, from, file.size);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error('no list of files');
  const list = await numbers(file, tail.getUint32(end + 16, true), from + end);
  let best = null;
  for (let at = 0; at + 46 <= list.byteLength && list.getUint32(at, true) === 0x02014b50; ) {
    const length = list.getUint16(at + 28, true);
    const name = new TextDecoder().decode(new Uint8Array(list.buffer, at + 46, length));
    const one = { method: list.getUint16(at + 10, true), packed: list.getUint32(at + 20, true), size: list.getUint32(at + 24, true), at: list.getUint32(at + 42, true) };
    if (/\.xml$/i.test(name) && (!best || one.size > best.size)) best = one;
    at += 46 + length + list.getUint16(at + 30, true) + list.getUint16(at + 32, true);
  }
  if (!best) throw new Error('no export');
  const head = await numbers(file, best.at, best.at + 30);
  const start = best.at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = file.slice(start, start + best.packed).stream();
  return best.method === 8 ? packed.pipeThrough(new DecompressionStream('deflate-raw')) : packed;
}

async function sleepOf(file) {
  const begin = await numbers(file, 0, 2);
  const bytes = begin.getUint16(0) === 0x504b ? await member(file) : file.stream();
  const since = new Date(Date.now() - DAYS * 864e5).toISOString().slice(0, 10);
  const reader = bytes.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let kept = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const text = rest + piece.value;
    for (const [record] of text.matchAll(RECORD)) {
      if ((record.match(/endDate="(.{10})/) ?? [])[1] >= since) kept += `${record.replace(/\/?>$/, '')}/>`;
    }
    rest = text.slice(text.lastIndexOf('<'));
    if (rest.endsWith('>')) rest = '';
    if (kept.length > MOST || rest.length > PENDING) throw new Error('no export');
  }
  return new File([`<HealthData>${kept}</HealthData>`], 'sleep.xml', { type: 'application/xml' });
}

for (const form of document.querySelectorAll('form[data-sleep]')) {
  const input = form.querySelector('input[type=file]');
  const state = form.querySelector('[role=status]');
  form.addEventListener('submit', async (event) => {
    const file = input.files[0];
    if (!file || file.size < SMALL || /\.csv$/i.test(file.name)) return;
    event.preventDefault();
    state.textContent = form.dataset.sleep;
    try {
      const found = new DataTransfer();
      found.items.add(await sleepOf(file));
      input.files = found.files;
      form.submit();
    } catch {
      state.textContent = form.dataset.failed;
    }
  });
}
