"""Import contracts of ours that import-linter does not ship."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

FEATURE_DEPTH = 2  # assistant.<feature>


class FeaturePrivateContract(Contract):
    """`<root>.<feature>.<name>`, and all below it, may be imported only from the same feature.

    Options:
        root: the package that holds the features.
        private: names inside a feature that belong to it alone.
    """

    type_name = "feature_private"
    root = fields.StringField()
    private = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 - given
        """List every import of a private module from outside its feature."""
        output.verbose_print(verbose, f"private to a feature of {self.root}: {self.private}")
        broken = [
            (source, target)
            for target in sorted(graph.modules)
            if self._is_private(target)
            for source in sorted(graph.find_modules_that_directly_import(target))
            if _feature(source) != _feature(target)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say who reached into whose feature."""
        for source, target in check.metadata["broken"]:
            output.print_error(f"{source} -> {target} (private to {_feature(target)})")

    def _is_private(self, module: str) -> bool:
        root: Any = self.root  # the fields' descriptors carry no types
        private: Any = self.private
        parts = module.split(".")
        return len(parts) > FEATURE_DEPTH and parts[0] == root and parts[2] in private


def _feature(module: str) -> str:
    return ".".join(module.split(".")[:FEATURE_DEPTH])
