"""The pages a person sees at the Spotify sandbox: consent, and what went wrong."""

import html
from urllib.parse import urlsplit

from assistant.sandbox.http import Reply, html_reply
from assistant.sandbox.spotify.state import Code


def mistake(sentence: str) -> Reply:
    """A page for what cannot be sent back to the app."""
    return html_reply(400, _page("Something is wrong", f"<p>{html.escape(sentence)}</p>"))


def consent_page(ticket: str, asked: Code, people: list[tuple[str, str]]) -> Reply:
    """Ask who answers, and whether the app may have what it asks for."""
    scopes = "".join(f"<li>{html.escape(scope)}</li>" for scope in sorted(asked.scopes))
    users = "".join(
        f'<label><input type="radio" name="user" value="{html.escape(user_id)}"'
        f"{' checked' if at == 0 else ''}> {html.escape(name)}</label>"
        for at, (user_id, name) in enumerate(people)
    )
    target = urlsplit(asked.redirect_uri)
    body = f"""<p>An app asks for access to your <b>sandbox</b> account.
Nothing here reaches Spotify.</p>
<ul>{scopes}</ul>
<form method="post" action="/authorize"><input type="hidden" name="ticket" value="{ticket}">
<fieldset><legend>Answer as</legend>{users}</fieldset>
<button name="answer" value="allow">Allow</button>
<button name="answer" value="deny" class="quiet">Deny</button></form>
<p class="small">You will return to {html.escape(f"{target.scheme}://{target.netloc}")}</p>"""
    # Browsers hold the redirect that follows a form to form-action as well.
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
        f"form-action 'self' {target.scheme}://{target.netloc}"
    )
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return html_reply(200, _page("Allow access?", body), **headers)


def _page(title: str, body: str) -> str:
    return f"""<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · sandbox</title>
<style>:root{{color-scheme:light dark}}
body{{font:1rem/1.5 system-ui,sans-serif;max-width:30rem;margin:3rem auto;padding:0 1rem}}
.badge{{display:inline-block;background:#7a4b00;color:#fff;border-radius:1rem;padding:.1rem .8rem}}
label{{display:block;padding:.4rem 0}} fieldset{{margin:1rem 0}} .small{{font-size:.85rem}}
button{{font:inherit;padding:.6rem 1.6rem;border-radius:2rem;border:1px solid;cursor:pointer}}
</style>
<main><p class="badge">Sandbox: this is not Spotify</p><h1>{title}</h1>{body}</main></html>"""
