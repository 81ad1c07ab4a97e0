// Owns the file drop: sends one file to a REST endpoint and reports the answer to the state.
import { useRef, useState } from "react";

const WAITING = "waiting";

export function FileDrop({ action, name = "file", accept, max, words, onSent, onRefused }) {
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState("");
  const input = useRef(null);
  const send = async (file) => {
    if (!file || busy) return;
    if (max && file.size > max) {
      onRefused && onRefused(413, words.too_large);
      return;
    }
    setBusy(file.name);
    const form = new FormData();
    form.append(name, file);
    try {
      const answer = await fetch(action, { method: "POST", body: form, credentials: "same-origin" });
      const said = await answer.json().catch(() => ({}));
      if (answer.ok) onSent && onSent(String(said.id ?? ""), file.name);
      else onRefused && onRefused(answer.status, String(said.detail ?? words.failed));
    } catch {
      onRefused && onRefused(0, words.failed);
    } finally {
      setBusy("");
      input.current.value = "";
    }
  };
  return (
    <label
      className={`drop ${over ? "over" : ""} ${busy && WAITING}`}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); send(event.dataTransfer.files[0]); }}
    >
      <input ref={input} type="file" accept={accept} disabled={Boolean(busy)} onChange={(event) => send(event.target.files[0])} />
      <span className="strong">{busy ? `${words.sending} ${busy}` : words.choose}</span>
      <span className="cap">{words.hint}</span>
    </label>
  );
}
