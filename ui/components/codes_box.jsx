// Owns a list of codes that is shown once: to read, copy, or save as a file, without the network.
import { useState } from "react";

export function CodesBox({ codes = [], label, file, words }) {
  const [said, setSaid] = useState("");
  const text = codes.join("\n") + "\n";
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return; // plain http on another host has no clipboard; the codes can be marked by hand
    }
    setSaid(words.copied);
    setTimeout(() => setSaid(""), 2000);
  };
  const save = () => {
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = file;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <div className="fields">
      <ul className="codes" aria-label={label}>
        {codes.map((code) => (
          <li key={code}><code>{code}</code></li>
        ))}
      </ul>
      <div className="row wrap">
        <button type="button" className="btn" onClick={copy}>{said || words.copy}</button>
        <button type="button" className="btn" onClick={save}>{words.save}</button>
      </div>
      <span className="sr" role="status">{said}</span>
    </div>
  );
}
