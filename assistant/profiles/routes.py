"""REST of profiles: `/recommendations/analyze-recent-tracks`."""

from fastapi import APIRouter, status

from assistant.core.http import ActorDep, UowDep
from assistant.jobs.schemas import JobStarted
from assistant.profiles import service
from assistant.profiles.schemas import AnalyseIn

router = APIRouter(prefix="/recommendations", tags=["Recommendations"])


@router.post("/analyze-recent-tracks", status_code=status.HTTP_202_ACCEPTED)
def analyze_recent_tracks(
    uow: UowDep, actor: ActorDep, data: AnalyseIn | None = None
) -> JobStarted:
    """Read the mood of what you heard lately from its lyrics; see /me/listening-mood after."""
    return JobStarted(job_id=service.start(uow, actor, data or AnalyseIn()))
