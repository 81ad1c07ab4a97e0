// Owns choosing a photo: shown before it is sent, sent to a REST endpoint that is the judge of it.
import { useEffect, useRef, useState } from "react";

export function PhotoField({ photo, initial, action, accept, max, words, error, onSent, onRefused, onRemove }) {
  const [chosen, setChosen] = useState(null);
  const [preview, setPreview] = useState("");
  const [busy, setBusy] = useState(false);
  const input = useRef(null);
  useEffect(() => {
    if (!chosen) return setPreview("");
    const url = URL.createObjectURL(chosen);
    setPreview(url);
    return () => URL.revokeObjectURL(url);
  }, [chosen]);
  const refuse = (status, said) => { setChosen(null); onRefused && onRefused(status, said); };
  const choose = (file) => {
    input.current.value = "";
    if (!file) return;
    if (!accept.includes(file.type)) return refuse(415, words.wrong_type);
    if (file.size > max) return refuse(413, words.too_large);
    onRefused && onRefused(0, "");
    setChosen(file);
  };
  const send = async () => {
    setBusy(true);
    const form = new FormData();
    form.append("file", chosen);
    try {
      const answer = await fetch(action, { method: "POST", body: form, credentials: "same-origin" });
      const said = await answer.json().catch(() => ({}));
      if (answer.ok) { setChosen(null); onSent && onSent(); }
      else refuse(answer.status, String(said.detail ?? words.failed));
    } catch {
      refuse(0, words.failed);
    } finally {
      setBusy(false);
    }
  };
  const shown = preview || photo;
  return (
    <div className="photo" role="group" aria-label={words.photo}>
      {shown ? <img className="photo-face" src={shown} alt={preview ? words.preview : words.yours} />
        : <i className="photo-face" aria-hidden="true">{initial}</i>}
      <div className="photo-ways">
        <div className="row wrap">
          {preview ? (
            <>
              <button type="button" className="btn p" disabled={busy} onClick={send}>{busy ? words.sending : words.use}</button>
              <button type="button" className="btn" disabled={busy} onClick={() => setChosen(null)}>{words.not}</button>
            </>
          ) : (
            <>
              <button type="button" className="btn" onClick={() => input.current.click()}>{photo ? words.another : words.choose}</button>
              {photo && <button type="button" className="btn q" onClick={onRemove}>{words.remove}</button>}
            </>
          )}
        </div>
        <input ref={input} type="file" hidden aria-label={words.choose} accept={accept.join(",")}
          onChange={(event) => choose(event.target.files[0])} />
        <p className="cap">{words.hint}</p>
        <p className="wrong" role="status">{error}</p>
      </div>
    </div>
  );
}
