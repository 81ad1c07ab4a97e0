// Owns the field for lyrics: type or paste, or read a .lrc or .txt file into it, in the browser.
import { useRef, useState } from "react";

// By its mark, as UTF-8, else as Western text: then somebody should look at the letters.
const decoded = (bytes) => {
  const marks = { "255,254": "utf-16le", "254,255": "utf-16be" };
  const marked = marks[bytes.slice(0, 2).join()];
  if (marked) return [new TextDecoder(marked).decode(bytes), false];
  try {
    return [new TextDecoder("utf-8", { fatal: true }).decode(bytes), false];
  } catch {
    return [new TextDecoder("windows-1252").decode(bytes), true];
  }
};

export function LyricsField({ name = "lyrics", initial = "", maxBytes = 200000, words }) {
  const area = useRef(null);
  const [note, setNote] = useState("");
  // An LRC file's own headers fill a title and an artist that are empty.
  const nameSong = () => {
    const said = (tag) => area.current.value.match(new RegExp(`^\\s*\\[${tag}:([^\\]\\n]*)\\]`, "im"));
    [["title", "ti"], ["artist", "ar"]].forEach(([field, tag]) => {
      const input = area.current.form && area.current.form.elements[field];
      const found = said(tag);
      if (input && !input.value.trim() && found) input.value = found[1].trim().slice(0, 300);
    });
  };
  // Never cut silently: too much text is said, and the form does not go.
  const weigh = () => {
    const heavy = new TextEncoder().encode(area.current.value).length > maxBytes;
    area.current.setCustomValidity(heavy ? words.too_long : "");
    setNote(heavy ? words.too_long : "");
    nameSong();
  };
  const read = async (event) => {
    const file = event.target.files[0];
    event.target.value = ""; // the same file may be chosen again after a change
    if (!file) return;
    if (file.size > maxBytes) { setNote(words.too_large); return; }
    const [text, guessed] = decoded(new Uint8Array(await file.arrayBuffer()));
    if (text.includes("\u0000")) { setNote(words.not_text); return; }
    area.current.value = text;
    area.current.setCustomValidity("");
    nameSong();
    setNote(`${words.read} ${file.name}${guessed ? `. ${words.guessed}` : ""}`);
  };
  return (
    <div className="field">
      <label htmlFor={`${name}-area`}>{words.lyrics}</label>
      <textarea ref={area} id={`${name}-area`} name={name} rows={10} required onInput={weigh}
        defaultValue={initial} placeholder={words.placeholder} spellCheck={false} />
      <div className="row wrap">
        <label className="btn file">
          <input type="file" accept=".lrc,.txt,text/plain" className="sr" onChange={read} />
          {words.choose}
        </label>
        <p className="cap" role="status">{note || words.hint}</p>
      </div>
    </div>
  );
}
