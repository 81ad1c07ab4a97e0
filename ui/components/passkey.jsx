// Owns the browser's part of passkeys: what a server asks goes to the device, its answer goes back.
import { useEffect, useRef } from "react";

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const words64 = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const listed = (found = []) => found.map((each) => ({ ...each, id: bytes(each.id) }));

async function make(options) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: listed(options.excludeCredentials),
    },
  });
  return answer(made, {
    attestationObject: words64(made.response.attestationObject),
    transports: made.response.getTransports?.() ?? [],
  });
}

async function use(options) {
  const used = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: listed(options.allowCredentials),
    },
  });
  const { authenticatorData, signature, userHandle } = used.response;
  return answer(used, {
    authenticatorData: words64(authenticatorData),
    signature: words64(signature),
    userHandle: userHandle ? words64(userHandle) : undefined,
  });
}

function answer(credential, response) {
  return JSON.stringify({
    id: credential.id,
    rawId: words64(credential.rawId),
    type: credential.type,
    response: { clientDataJSON: words64(credential.response.clientDataJSON), ...response },
  });
}

// Each challenge is answered once, also where React runs an effect twice.
function useAnswers(options, act, given, missed) {
  const last = useRef("");
  useEffect(() => {
    if (!options || options === last.current) return;
    last.current = options;
    act(JSON.parse(options)).then(given, () => missed());
  }, [options]);
}

export function PasskeyMaker({ options = "", onMade, onMissed }) {
  useAnswers(options, make, onMade, onMissed);
  return null;
}

export function PasskeyUser({ options = "", onUsed, onMissed }) {
  useAnswers(options, use, onUsed, onMissed);
  return null;
}

export function PasskeyDoor({ options = "", action, label, onAsk, onMissed }) {
  const form = useRef(null);
  const field = useRef(null);
  const post = (text) => {
    field.current.value = text;
    form.current.submit();
  };
  useAnswers(options, use, post, onMissed);
  return (
    <form ref={form} action={action} method="post">
      <input ref={field} type="hidden" name="credential" />
      <button type="button" className="btn l" onClick={() => onAsk()}>{label}</button>
    </form>
  );
}
