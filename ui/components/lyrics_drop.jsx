// Owns the drop for many files: takes files and folders, sends them in parts that a request may carry.
import { useRef, useState } from "react";

const AT_ONCE = 400;

// A dropped folder gives entries, a hundred at a time, and only while the drop is handled.
const entriesOf = (folder) => new Promise((done) => {
  const reader = folder.createReader(), all = [];
  const more = () => reader.readEntries((some) => {
    if (!some.length) return done(all);
    all.push(...some);
    more();
  }, () => done(all));
  more();
});
const filesIn = async (entry, path = "") => {
  if (!entry) return [];
  if (entry.isFile) {
    const file = await new Promise((done) => entry.file(done, () => done(null)));
    return file ? [{ file, name: path + file.name }] : [];
  }
  const inside = await entriesOf(entry);
  return (await Promise.all(inside.map((one) => filesIn(one, `${path}${entry.name}/`)))).flat();
};

export function LyricsDrop({ action, kinds, max, words, onSent, onRefused }) {
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(0);
  const chosen = useRef(null);
  const folder = useRef(null);
  const refuse = (status, why) => onRefused && onRefused(status, why);
  const post = async (part) => {
    const form = new FormData();
    part.forEach(({ file, name }) => form.append("files", file, name));
    try {
      const answer = await fetch(action, { method: "POST", body: form, credentials: "same-origin" });
      const said = await answer.json().catch(() => ({}));
      if (answer.ok) onSent && onSent(String(said.id ?? ""), part.length);
      else refuse(answer.status, String(said.detail ?? words.failed));
      return answer.ok;
    } catch {
      refuse(0, words.failed);
      return false;
    }
  };
  const send = async (given) => {
    if (busy) return;
    const files = given.filter(({ name }) => kinds.some((kind) => name.toLowerCase().endsWith(kind)));
    const heavy = files.find(({ file }) => file.size > max);
    if (heavy) return refuse(413, `${heavy.name} ${words.too_large}`);
    if (!files.length) return given.length ? refuse(422, words.none) : undefined;
    setBusy(files.length);
    let part = [], weight = 0, ok = true;
    for (const one of files) {
      if (part.length && (part.length >= AT_ONCE || weight + one.file.size > max)) {
        ok = ok && (await post(part));
        part = []; weight = 0;
      }
      part.push(one);
      weight += one.file.size + 300; // what a part's head takes
    }
    if (ok) await post(part);
    setBusy(0);
    [chosen, folder].forEach((input) => { if (input.current) input.current.value = ""; });
  };
  const picked = (event) => send([...event.target.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
  const dropped = async (event) => {
    event.preventDefault();
    setOver(false);
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
    const flat = [...event.dataTransfer.files].map((file) => ({ file, name: file.name }));
    const found = (await Promise.all(entries.map((entry) => filesIn(entry)))).flat();
    send(found.length ? found : flat);
  };
  return (
    <div className={`drop files ${over ? "over" : ""} ${busy ? "waiting" : ""}`} onDrop={dropped}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}>
      <div className="row wrap">
        <label className="btn file">
          <input ref={chosen} type="file" multiple accept={kinds.join(",")} className="sr" disabled={Boolean(busy)} onChange={picked} />
          {words.choose}
        </label>
        <label className="btn q file">
          <input ref={folder} type="file" webkitdirectory="" className="sr" disabled={Boolean(busy)} onChange={picked} />
          {words.folder}
        </label>
      </div>
      <p className="cap" role="status">{busy ? words.sending.replace("{n}", busy) : words.hint}</p>
    </div>
  );
}
