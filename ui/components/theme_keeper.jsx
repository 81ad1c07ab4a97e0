// Owns bringing the account's theme into this browser: once for each change of it.
import { useContext, useEffect } from "react";
import { ColorModeContext } from "$/utils/context-registry";

const KEPT = "attune-theme";

export function ThemeKeeper({ theme }) {
  const { setColorMode } = useContext(ColorModeContext);
  useEffect(() => {
    if (!theme || localStorage.getItem(KEPT) === theme) return;
    // Who never chose one keeps what this browser shows.
    if (theme !== "system" || localStorage.getItem(KEPT)) setColorMode(theme);
    localStorage.setItem(KEPT, theme);
  }, [theme, setColorMode]);
  return null;
}
