// Owns a value to be copied exactly: shown in full, selected by a click, copied by a button.
import { useRef, useState } from "react";

export function CopyField({ value = "", label, id = "copy", words }) {
  const field = useRef(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current.select();
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      // Plain http on another host has no clipboard; the selected text can be copied by keys.
      return;
    }
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="row copy">
        <input ref={field} id={id} readOnly value={value} onFocus={(e) => e.target.select()} />
        <button type="button" className="btn" onClick={copy}>{copied ? words.copied : words.copy}</button>
      </div>
      <span className="sr" role="status">{copied ? words.copied : ""}</span>
    </div>
  );
}
