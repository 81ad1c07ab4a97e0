"""The profile: what somebody says about themselves; photos are drawn anew and nothing else stays."""

import io
from pathlib import Path

import pytest
from PIL import Image

from assistant.accounts.photos import MAX_BYTES, SIDE
from tests.support.app import App

RED, BLUE = (220, 20, 20), (20, 20, 220)


def picture(kind: str = "JPEG", *, turned: bool = False) -> bytes:
    """Left half red, right half blue, with a place and words in its EXIF."""
    image = Image.new("RGB", (300, 200), RED)
    image.paste(BLUE, (150, 0, 300, 200))
    exif = Image.Exif()
    exif[0x010E] = "taken at my home"
    exif.get_ifd(0x8825)[1] = "N"
    if turned:
        exif[0x0112] = 3  # upside down
    out = io.BytesIO()
    image.save(out, kind, **({} if kind == "GIF" else {"exif": exif}))
    return out.getvalue()


def bomb() -> bytes:
    """A few kilobytes that would unpack to 170 MB."""
    out = io.BytesIO()
    Image.new("1", (8000, 7000)).save(out, "PNG")
    return out.getvalue()


def photos_of(app: App) -> list[Path]:
    return sorted((app.container.settings.data_dir / "photos").glob("*"))


def test_what_is_left_out_stays_and_empty_words_go(app: App) -> None:
    client = app.client(app.person("mara"))
    assert client.get("/users/me").json()["bio"] == ""
    client.put("/users/me", json={"bio": " Plays the viola. ", "place": "Graz"})
    told = client.put("/users/me", json={"display_name": "Marama", "place": ""}).json()
    assert (told["display_name"], told["bio"], told["place"]) == ("Marama", "Plays the viola.", "")
    assert client.put("/users/me", json={"bio": "x" * 501}).status_code == 422


def test_only_what_was_changed_is_written_down(sqlite_app: App) -> None:
    mara = sqlite_app.person("mara")
    client = sqlite_app.client(mara)
    same = {"display_name": "Mara", "bio": "", "place": "Graz"}
    client.put("/users/me", json=same)
    client.put("/users/me", json=same)
    deeds = client.get("/users/me/audit").json()["items"]
    assert [(deed["verb"], deed["object"]) for deed in deeds] == [
        ("profile.changed", "place"), ("account.made", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_photo_is_drawn_anew_without_what_its_file_told(sqlite_app: App, kind: str) -> None:
    client = sqlite_app.client(sqlite_app.person("mara"))
    upload = {"file": ("../../photo.exe", picture(kind), "text/html")}
    assert client.post("/users/me/photo", files=upload).json()["photo"]
    answer = client.get("/users/me/photo")
    assert answer.headers["content-type"] == "image/webp"
    drawn = Image.open(io.BytesIO(answer.content))
    assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("WEBP", (SIDE, SIDE), {})
    assert b"my home" not in answer.content
    assert [path.suffix for path in photos_of(sqlite_app)] == [".webp"]


def test_a_photo_is_turned_upright(sqlite_app: App) -> None:
    client = sqlite_app.client(sqlite_app.person("mara"))
    client.post("/users/me/photo", files={"file": ("a.jpg", picture(turned=True))})
    drawn = Image.open(io.BytesIO(client.get("/users/me/photo").content)).convert("RGB")
    red, _, blue = drawn.getpixel((20, SIDE // 2))  # type: ignore[misc]
    assert (red < 60, blue > 180) == (True, True)


def test_another_photo_replaces_it_and_removing_takes_the_file(app: App) -> None:
    client = app.client(app.person("mara"))
    first = client.post("/users/me/photo", files={"file": ("a.jpg", picture())}).json()["photo"]
    second = client.post("/users/me/photo", files={"file": ("a.png", picture("PNG"))}).json()
    assert second["photo"] != first
    assert len(photos_of(app)) == 1
    assert client.delete("/users/me/photo").status_code == 204
    assert photos_of(app) == []
    assert client.get("/users/me/photo").json()["code"] == "no_photo"


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "photo_not_valid"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo_not_valid"),
        (b"GIF89a<script>alert(1)</script>", "photo_not_valid"),
        (picture()[:200], "photo_not_valid"),
        (bomb(), "photo_not_valid"),
        (picture() + b"\xff\xda" * 64, "photo_not_valid"),
        (b"\xff\xd8\xff" + b"0" * MAX_BYTES, "photo_too_large"),
    ],
    ids=["empty", "svg", "no gif", "cut off", "too many pixels", "too many scans", "too large"],
)
def test_what_is_no_photo_is_refused_and_not_kept(sqlite_app: App, data: bytes, code: str) -> None:
    client = sqlite_app.client(sqlite_app.person("mara"))
    refused = client.post("/users/me/photo", files={"file": ("a.jpg", data)})
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert photos_of(sqlite_app) == []


def test_a_photo_is_its_owners(app: App) -> None:
    app.client(app.person("mara")).post("/users/me/photo", files={"file": ("a.jpg", picture())})
    assert app.client(app.person("noor")).get("/users/me/photo").status_code == 404
