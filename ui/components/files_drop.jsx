// Owns dropping files: many at once or a folder, sent one after the other to a REST endpoint.
import { useEffect, useRef, useState } from "react";

const ALL = 100;

async function filesIn(entry, endings) {
  if (entry.isFile) {
    const file = await new Promise((found, lost) => entry.file(found, lost));
    return endings.some((ending) => file.name.toLowerCase().endsWith(ending)) ? [file] : [];
  }
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    const some = await new Promise((found, lost) => reader.readEntries(found, lost));
    if (!some.length) break;
    inside.push(...some);
  }
  return (await Promise.all(inside.map((one) => filesIn(one, endings)))).flat();
}

async function dropped(transfer, endings) {
  const files = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  const whole = files.filter((_, n) => !entries[n]?.isDirectory);
  const folders = entries.filter((entry) => entry?.isDirectory);
  return [...whole, ...(await Promise.all(folders.map((one) => filesIn(one, endings)))).flat()];
}

function post(action, file, words, onPercent, done) {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append("file", file);
  request.upload.onprogress = (event) => onPercent(event.lengthComputable ? Math.floor((ALL * event.loaded) / event.total) : 0);
  request.onload = () => {
    let said = {};
    try { said = JSON.parse(request.responseText); } catch { /* a proxy's own page */ }
    if (request.status < 300) done("sent", String(said.import_id ?? ""));
    else done("refused", String(said.detail ?? (request.status === 413 ? words.too_large : words.failed)));
  };
  request.onerror = () => done("refused", words.failed);
  request.onabort = () => done("stopped", "");
  request.open("POST", action);
  request.send(form);
  return request;
}

export function FilesDrop({ action, accept, max, words, onSent, onRefused }) {
  const [over, setOver] = useState(false);
  const [line, setLine] = useState([]);
  const [percent, setPercent] = useState(0);
  const input = useRef(null);
  const request = useRef(null);
  const now = line[0];
  const take = (files) => {
    for (const file of files) if (max && file.size > max) onRefused && onRefused(file.name, words.too_large);
    setLine((waiting) => [...waiting, ...files.filter((file) => !max || file.size <= max)]);
  };
  useEffect(() => {
    if (!now) return undefined;
    const stay = (event) => event.preventDefault(); // the browser asks before it leaves the page
    window.addEventListener("beforeunload", stay);
    setPercent(0);
    request.current = post(action, now, words, setPercent, (how, said) => {
      if (how === "sent") onSent && onSent(said, now.name);
      if (how === "refused") onRefused && onRefused(now.name, said);
      setLine((waiting) => (how === "stopped" ? [] : waiting.slice(1)));
    });
    return () => window.removeEventListener("beforeunload", stay);
  }, [now]);
  const drop = async (event) => {
    event.preventDefault();
    setOver(false);
    take(await dropped(event.dataTransfer, accept.split(",")));
  };
  return (
    <div className="fields">
      <label
        className={`drop big-drop ${over ? "over" : ""}`}
        onDragOver={(event) => { event.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input ref={input} type="file" multiple accept={accept}
          onChange={(event) => { take([...event.target.files]); event.target.value = ""; }} />
        <span className="strong">{words.choose}</span>
        <span className="cap">{words.hint}</span>
      </label>
      <p className="sr" role="status">{now ? `${words.sending} ${now.name}` : ""}</p>
      {now && (
        <div className="work">
          <div className="row">
            <div className="grow">
              <p className="strong cut">{words.sending} {now.name}</p>
              <p className="cap num">
                {percent < ALL ? `${percent} %` : words.arriving}
                {line.length > 1 ? `, ${words.waiting.replace("{n}", line.length - 1)}` : ""}
              </p>
            </div>
            <button type="button" className="btn" onClick={() => request.current?.abort()}>{words.stop}</button>
          </div>
          <div className="prog" role="progressbar" aria-label={words.sending} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={ALL}>
            <i style={{ width: `${percent}%` }} />
          </div>
          <p className="cap">{words.stay}</p>
        </div>
      )}
    </div>
  );
}
