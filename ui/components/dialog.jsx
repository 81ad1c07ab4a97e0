// Owns the modal frame: the browser's own <dialog>, which keeps focus inside and gives it back.
import { useEffect, useRef } from "react";

export function ModalFrame({ open = false, label, kind = "dialog", onClose, children }) {
  const ref = useRef(null);
  useEffect(() => {
    const box = ref.current;
    if (open && !box.open) box.showModal();
    if (!open && box.open) box.close();
  }, [open]);
  const close = () => onClose && onClose();
  return (
    <dialog
      ref={ref}
      className={`modal ${kind}`}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault(); // the server closes it, so that both sides agree
        close();
      }}
      onClick={(event) => event.target === ref.current && close()}
    >
      {open ? <div className="modal-body">{children}</div> : null}
    </dialog>
  );
}
