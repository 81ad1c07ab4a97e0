"""From the bytes of a text file to its text, whatever program wrote it."""

import codecs

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What players and editors still write; no other table is guessed at.
_TABLES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp932", "gb18030",
    "big5", "cp949",
]  # fmt: skip
_LOOKED_AT = 20_000


class NotTextError(ValueError):
    """The bytes are no text."""


def decode(data: bytes) -> str:
    """The text of a file: by its mark, as UTF-8, else by the table that makes the most sense.

    Raises:
        NotTextError: it holds what no text holds, such as a picture or a program.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise NotTextError from error
    if b"\x00" in data:
        raise NotTextError
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    best = from_bytes(data[:_LOOKED_AT], cp_isolation=_TABLES).best()
    if best is None:
        raise NotTextError
    return data.decode(best.encoding, "replace")
