"""Shows that our own import contract finds who reaches into another feature's repository."""

from grimp import ImportGraph

from tools.contracts import FeaturePrivateContract


def contract() -> FeaturePrivateContract:
    options = {"root": "assistant", "private": ["repository"]}
    return FeaturePrivateContract("private", session_options={}, contract_options=options)


def graph(*imports: tuple[str, str]) -> ImportGraph:
    made = ImportGraph()
    for importer, imported in imports:
        made.add_module(importer)
        made.add_module(imported)
        made.add_import(importer=importer, imported=imported)
    return made


def test_a_feature_may_use_its_own_repository() -> None:
    own = graph(
        ("assistant.moods.service", "assistant.moods.repository"),
        ("assistant.moods", "assistant.moods.repository"),
        ("assistant.lyrics.service", "assistant.moods.service"),
        ("assistant.api", "assistant.repository"),
    )
    check = contract().check(own, verbose=False)
    assert check.kept
    assert check.metadata == {"broken": []}


def test_nobody_else_may() -> None:
    reaching = graph(
        ("assistant.moods.service", "assistant.moods.repository"),
        ("assistant.lyrics.service", "assistant.moods.repository"),
        ("assistant.api", "assistant.moods.repository.queries"),
        ("ui.pages.mood.state", "assistant.moods.repository"),
    )
    check = contract().check(reaching, verbose=False)
    assert not check.kept
    assert check.metadata["broken"] == [
        ("assistant.lyrics.service", "assistant.moods.repository"),
        ("ui.pages.mood.state", "assistant.moods.repository"),
        ("assistant.api", "assistant.moods.repository.queries"),
    ]
