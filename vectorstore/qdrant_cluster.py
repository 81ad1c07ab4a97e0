"""How a generation is laid out on a server or cluster, and in what state the server says it is."""

from typing import Any

from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import UnexpectedResponse

from vectorstore.blend import EXTRA
from vectorstore.points import VECTOR
from vectorstore.types import Spread

_ABLE = (models.ReplicaState.ACTIVE, models.ReplicaState.ACTIVEREAD)
"""Replicas that answer searches."""


def make(client: QdrantClient, name: str, dims: int, spread: Spread, mark: dict[str, Any]) -> bool:
    """Make an empty collection for lyric vectors of `dims` numbers; `mark` is its metadata."""
    vectors = models.VectorParams(
        size=dims + EXTRA,
        distance=models.Distance.DOT,
        datatype=models.Datatype.FLOAT16,
        hnsw_config=models.HnswConfigDiff(m=16, ef_construct=128),
    )
    return client.create_collection(
        name,
        vectors_config={VECTOR: vectors},
        on_disk_payload=True,
        shard_number=spread.shards,
        replication_factor=spread.replicas,
        write_consistency_factor=spread.write_consistency,
        metadata=mark,
    )


def ordering(spread: Spread) -> models.WriteOrdering | None:
    """Writes to several replicas go through one of them: two workers cannot make them differ."""
    return models.WriteOrdering.MEDIUM if (spread.replicas or 1) > 1 else None


def condition(client: QdrantClient, name: str) -> tuple[bool, str]:
    """Whether a collection can be searched, and its state in words."""
    status = client.get_collection(name).status
    if status == models.CollectionStatus.RED:
        return False, f"The server says that {name!r} has failed. See its log; rebuild the index."
    away, copies = _replicas(client, name)
    if away:
        return True, f"Answers searches; {away} of {copies} replicas are away or catching up."
    if status != models.CollectionStatus.GREEN:
        return True, "Answers searches; the server is still building its index."
    return True, "Answers searches."


def _replicas(client: QdrantClient, name: str) -> tuple[int, int]:
    """How many replicas do not answer searches, and how many there are."""
    try:
        info = client.collection_cluster_info(name)
    except UnexpectedResponse:
        return 0, 0  # the layout is not shown to every key
    states = [shard.state for shard in info.local_shards]
    states += [shard.state for shard in info.remote_shards]
    return sum(state not in _ABLE for state in states), len(states)
