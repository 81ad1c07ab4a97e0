"""kill -9 in the middle of a push: nothing is queued twice, and what is uncertain is said."""

from uuid import UUID

from tests.support.one_job import kill_when, running
from tests.support.pushing import FILLERS, QUEUE, queue_up, run, states, uris_sent, view
from tests.support.spotify_app import SpotifyApp


def test_killed_while_a_song_is_being_sent(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    songs = FILLERS[:5]
    items = queue_up(near.app, mara, *songs)
    client = near.app.client(mara)
    push_id = client.post("/me/queue/push", json={"target": "spotify_queue"}).json()["job_id"]
    # The third song is queued at once; its answer comes much later.
    near.sandbox.add_fault(path=QUEUE, method="POST", kind="slow", after=2, delay_ms=4_000)
    with running(near.app, UUID(push_id)) as process:
        kill_when(process, lambda: len(near.sandbox.sent("POST", QUEUE)) == 3)
    before = view(near, mara, push_id)
    assert (before["job_state"], [s for s, _ in states(before)]) == (
        "running", ["sent", "sent", "sending", "waiting", "waiting"],
    )  # fmt: skip

    near.app.jobs.waiting.append(UUID(push_id))  # as the worker does when it comes back
    run(near)

    assert uris_sent(near) == [song.uri for song in songs]
    assert near.sandbox.user("sandbox-premium").queue == [song.uri for song in songs]
    after = view(near, mara, push_id)
    sure = ("confirmed", None)
    assert states(after) == [sure, sure, ("uncertain", "seen_in_queue"), sure, sure]
    job = client.get(f"/me/jobs/{push_id}").json()
    assert job["message"] == (
        "4 of 5 songs sent. 1 may have arrived: look before you send them again."
    )
    assert [i["can_resend"] for i in after["items"]] == [False, False, True, False, False]

    client.post(f"/me/queue/push/{push_id}/resend", json={"item_ids": [items[2]]})
    run(near)
    assert uris_sent(near)[5:] == [songs[2].uri]
