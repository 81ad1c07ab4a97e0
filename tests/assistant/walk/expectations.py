"""What every route answers to everybody; a route that is not here fails the walk.

Columns: method, path, then the answers to a stranger; another listener, a moderator and an admin,
each with Mara's ids; a token of hers without scopes; Mara herself. Last the scopes that a token
needs, "never" where none will do, "-" where nobody need be signed in.
"""

ROUTES = """
GET    /admin/audit                                         401 403 403 200 403 403 admin
GET    /admin/audit.csv                                     401 403 403 200 403 403 admin
GET    /admin/catalogue/edits                               401 403 200 200 403 403 admin
POST   /admin/catalogue/edits/{edit_id}/undo                401 403 404 404 403 403 admin
GET    /admin/catalogue/entries                             401 403 200 200 403 403 admin
POST   /admin/catalogue/keep-apart                          401 403 404 404 403 403 admin
POST   /admin/catalogue/merge                               401 403 404 404 403 403 admin
POST   /admin/catalogue/split                               401 403 404 404 403 403 admin
GET    /admin/catalogue/suspects                            401 403 200 200 403 403 admin
GET    /admin/catalogue/tracks/{track_id}/reports           401 403 404 404 403 403 admin
GET    /admin/evaluation                                    401 403 403 200 403 403 admin
GET    /admin/index                                         401 403 403 200 403 403 admin
POST   /admin/index/activate                                401 403 403 409 403 403 admin
POST   /admin/index/cancel                                  401 403 403 409 403 403 admin
POST   /admin/index/check                                   401 403 403 202 403 403 admin
POST   /admin/index/compare                                 401 403 403 409 403 403 admin
DELETE /admin/index/generations/{generation_id}             401 403 403 409 403 403 admin
GET    /admin/index/generations/{generation_id}/comparison  401 403 403 404 403 403 admin
GET    /admin/index/history                                 401 403 403 200 403 403 admin
POST   /admin/index/pause                                   401 403 403 409 403 403 admin
GET    /admin/index/plan                                    401 403 403 200 403 403 admin
POST   /admin/index/rebuild                                 401 403 403 202 403 403 admin
POST   /admin/index/resume                                  401 403 403 409 403 403 admin
POST   /admin/index/rollback                                401 403 403 409 403 403 admin
GET    /admin/jobs                                          401 403 403 200 403 403 admin
GET    /admin/jobs/{job_id}                                 401 403 403 200 403 403 admin
POST   /admin/jobs/{job_id}/cancel                          401 403 403 200 403 403 admin
GET    /admin/metadata                                      401 403 403 200 403 403 admin
PUT    /admin/metadata                                      401 403 403 200 403 403 admin
GET    /admin/users                                         401 403 200 200 403 403 admin
PUT    /admin/users/{user_id}                               401 403 403 200 403 403 never
PUT    /admin/users/{user_id}/role                          401 403 403 200 403 403 never
POST   /analysis/explain                                    401 200 200 200 403 200 music:read
POST   /analysis/score                                      401 200 200 200 403 200 music:read
POST   /analysis/songs                                      401 201 201 201 403 201 music:write
GET    /artists                                             401 200 200 200 403 200 music:read
GET    /auth/2fa                                            401 200 200 200 403 200 never
POST   /auth/2fa/disable                                    401 409 409 409 403 409 never
POST   /auth/2fa/enable                                     401 200 200 200 403 200 never
POST   /auth/2fa/recovery-codes                             401 409 409 409 403 409 never
POST   /auth/2fa/verify                                     401 409 409 409 403 409 never
POST   /auth/browser-change-password                        303 303 303 303 303 303 -
POST   /auth/browser-forgot                                 303 303 303 303 303 303 -
POST   /auth/browser-passkey                                303 303 303 303 303 303 -
POST   /auth/browser-register                               303 303 303 303 303 303 -
POST   /auth/browser-reset                                  303 303 303 303 303 303 -
POST   /auth/browser-sample                                 303 303 303 303 303 303 -
POST   /auth/browser-second-step                            303 303 303 303 303 303 -
POST   /auth/browser-session                                303 303 303 303 303 303 -
POST   /auth/browser-sign-out                               303 303 303 303 303 303 -
POST   /auth/browser-verify                                 303 303 303 303 303 303 -
PUT    /auth/change-password                                401 204 204 204 403 204 never
POST   /auth/forgot-password                                202 202 202 202 202 202 -
GET    /auth/identities                                     401 200 200 200 403 200 never
DELETE /auth/identities/{identity_id}                       401 404 404 404 403 204 never
GET    /auth/invitations                                    401 403 200 200 403 403 admin
POST   /auth/invitations                                    401 403 201 201 403 403 admin
DELETE /auth/invitations/{invitation_id}                    401 403 204 204 403 403 admin
POST   /auth/login                                          401 401 401 401 401 401 -
POST   /auth/login/second-step                              401 401 401 401 401 401 -
POST   /auth/logout                                         401 204 204 204 403 204 never
POST   /auth/logout-all                                     401 204 204 204 403 204 never
GET    /auth/mail                                           401 403 403 200 403 403 admin
POST   /auth/mail/test                                      401 403 403 202 403 403 admin
GET    /auth/oauth                                          200 200 200 200 200 200 -
GET    /auth/oauth/{provider}                               404 404 404 404 404 404 -
POST   /auth/oauth/{provider}                               404 404 404 404 404 404 -
GET    /auth/oauth/{provider}/callback                      422 422 422 422 422 422 -
GET    /auth/passkeys                                       401 200 200 200 403 200 never
POST   /auth/passkeys                                       401 422 422 422 403 422 never
POST   /auth/passkeys/options                               401 422 422 422 403 422 never
POST   /auth/passkeys/sign-in                               401 401 401 401 401 401 -
POST   /auth/passkeys/sign-in/options                       422 422 422 422 422 422 -
DELETE /auth/passkeys/{passkey_id}                          401 404 404 404 403 204 never
PUT    /auth/passkeys/{passkey_id}                          401 404 404 404 403 200 never
GET    /auth/proof                                          401 200 200 200 403 200 never
POST   /auth/proof                                          401 204 204 204 403 204 never
POST   /auth/proof/passkey-options                          401 422 422 422 403 422 never
POST   /auth/refresh                                        401 401 401 401 401 401 -
POST   /auth/register                                       201 201 201 201 201 201 -
POST   /auth/reset-password                                 410 410 410 410 410 410 -
POST   /auth/send-verification-email                        401 202 202 202 403 202 never
GET    /auth/sessions                                       401 200 200 200 403 200 never
DELETE /auth/sessions/{session_id}                          401 404 404 404 403 204 never
GET    /auth/tokens                                         401 200 200 200 403 200 never
POST   /auth/tokens                                         401 201 201 201 403 201 never
DELETE /auth/tokens/{token_id}                              401 404 404 404 403 204 never
POST   /auth/verify-email                                   410 410 410 410 410 410 -
GET    /connections/forwarding                              401 200 200 200 403 200 playback:read
PUT    /connections/lastfm                                  401 409 409 409 403 409 never
PUT    /connections/listenbrainz                            401 409 409 409 403 409 never
GET    /connections/lyrics                                  401 200 200 200 403 200 music:read
PUT    /connections/lyrics                                  401 200 200 200 403 200 never
DELETE /connections/{target}                                401 204 204 204 403 204 never
POST   /connections/{target}/uncertain                      401 404 404 404 403 200 never
GET    /genres                                              401 200 200 200 403 200 music:read
GET    /insights/listening                                  401 200 200 200 403 200 mood:read,music:read
GET    /me/favorites                                        401 200 200 200 403 200 music:read
DELETE /me/favorites/{track_id}                             401 204 204 204 403 204 music:write
PUT    /me/favorites/{track_id}                             401 404 404 404 403 204 music:write
GET    /me/history                                          401 200 200 200 403 200 music:read
GET    /me/history.json                                     401 200 200 200 403 200 music:read
GET    /me/history/corrections                              401 200 200 200 403 200 music:read
POST   /me/history/corrections/{correction_id}/undo         401 404 404 404 403 200 music:write
GET    /me/history/sources                                  401 200 200 200 403 200 music:read
GET    /me/history/uncounted                                401 200 200 200 403 200 music:read
DELETE /me/history/{listen_id}                              401 404 404 404 403 200 music:write
PUT    /me/history/{listen_id}/song                         401 404 404 404 403 200 music:write
GET    /me/history.csv                                      401 200 200 200 403 200 music:read
GET    /me/imports                                          401 200 200 200 403 200 music:read
GET    /me/imports/{import_id}                              401 404 404 404 403 200 music:read
POST   /me/imports/{import_id}/cancel                       401 404 404 404 403 200 music:write
GET    /me/imports/{import_id}/rejects                      401 404 404 404 403 200 music:read
GET    /me/imports/{import_id}/report                       401 404 404 404 403 200 music:read
POST   /me/imports/{import_id}/undo                         401 404 404 404 403 202 music:write
GET    /me/jobs                                             401 200 200 200 403 200 jobs:read
GET    /me/jobs/{job_id}                                    401 404 404 200 403 200 jobs:read
POST   /me/jobs/{job_id}/cancel                             401 404 404 200 403 200 jobs:write
GET    /me/library                                          401 200 200 200 403 200 music:read
POST   /me/library/import                                   401 202 202 202 403 202 music:write
GET    /me/library/map                                      401 200 200 200 403 200 music:read
GET    /me/library/summary                                  401 200 200 200 403 200 music:read
DELETE /me/library/{track_id}                               401 404 404 404 403 204 music:write
PUT    /me/library/{track_id}                               401 404 404 404 403 204 music:write
GET    /me/listening-mood                                   401 200 200 200 403 200 mood:read,music:read
GET    /me/lyrics                                           401 200 200 200 403 200 music:read
POST   /me/lyrics/fetch                                     401 409 409 409 403 409 music:write
GET    /me/lyrics/files                                     401 200 200 200 403 200 music:read
POST   /me/lyrics/files                                     401 202 202 202 403 202 music:write
DELETE /me/lyrics/files/{file_id}                           401 404 404 404 403 204 music:write
POST   /me/lyrics/files/{file_id}/choose                    401 404 404 404 403 200 music:write
POST   /me/lyrics/pause                                     401 200 200 200 403 200 music:write
POST   /me/lyrics/retry                                     401 409 409 409 403 409 music:write
GET    /me/lyrics/songs                                     401 200 200 200 403 200 music:read
GET    /me/lyrics/uploads                                   401 200 200 200 403 200 music:read
DELETE /me/lyrics/uploads/{upload_id}                       401 404 404 404 403 204 music:write
GET    /me/lyrics/uploads/{upload_id}                       401 404 404 404 403 200 music:read
GET    /me/lyrics/uploads/{upload_id}/files                 401 404 404 404 403 200 music:read
DELETE /me/queue                                            401 204 204 204 403 204 playback:write
GET    /me/now-playing                                      401 200 200 200 403 200 music:read
GET    /me/queue                                            401 200 200 200 403 200 playback:read
POST   /me/queue                                            401 404 404 404 403 201 playback:write
POST   /me/queue/clear                                      401 204 204 204 403 204 playback:write
GET    /me/queue/push                                       401 200 200 200 403 200 playback:read
POST   /me/queue/push                                       401 404 404 404 403 202 playback:write
GET    /me/queue/push/{push_id}                             401 404 404 404 403 200 playback:read
POST   /me/queue/push/{push_id}/check                       401 404 404 404 403 200 playback:write
GET    /me/queue/push/{push_id}/file                        401 404 404 404 403 200 playback:read
POST   /me/queue/push/{push_id}/resend                      401 404 404 404 403 409 playback:write
PUT    /me/queue/reorder                                    401 404 404 404 403 200 playback:write
DELETE /me/queue/{item_id}                                  401 404 404 404 403 204 playback:write
PUT    /me/queue/{item_id}/lock                             401 404 404 404 403 204 playback:write
POST   /me/queue/{item_id}/restore                          401 404 404 404 403 204 playback:write
GET    /me/recently-played                                  401 200 200 200 403 200 music:read
GET    /me/scrobbling                                       401 200 200 200 403 200 never
GET    /mood/calendar                                       401 200 200 200 403 200 mood:read
GET    /mood/current                                        401 200 200 200 403 200 mood:read
GET    /mood/vocabulary                                     401 200 200 200 403 200 mood:read
POST   /mood/record                                         401 201 201 201 403 201 mood:write
GET    /mood/records                                        401 200 200 200 403 200 mood:read
DELETE /mood/records/{entry_id}                             401 404 404 404 403 204 mood:write
GET    /mood/records/{entry_id}                             401 404 404 404 403 200 mood:read
PUT    /mood/records/{entry_id}                             401 404 404 404 403 200 mood:write
POST   /mood/records/{entry_id}/restore                     401 404 404 404 403 200 mood:write
GET    /mood/statistics                                     401 200 200 200 403 200 mood:read
GET    /recommendations                                     401 200 200 200 403 200 mood:read,music:read
POST   /recommendations/analyze-recent-tracks               401 202 202 202 403 202 music:write
POST   /recommendations/queue                               401 404 404 404 403 201 mood:read,music:read,playback:write
POST   /recommendations/queue-song                          401 404 404 404 403 201 playback:write
POST   /recommendations/refresh                             401 404 404 404 403 201 mood:read,music:read,playback:write
GET    /recommendations/similar/{track_id}                  401 404 404 404 403 200 music:read
GET    /recommendations/{track_id}/why                      401 404 404 404 403 200 music:read
DELETE /sample                                              401 403 403 204 403 403 admin
GET    /sample                                              401 200 200 200 403 200 music:read
PUT    /sample/hidden                                       401 204 204 204 403 204 music:write
POST   /sample/load                                         401 403 403 202 403 403 admin
DELETE /spotify                                             401 204 204 204 403 204 never
PUT    /spotify                                             401 200 200 200 403 200 never
GET    /spotify/auth                                        401 409 409 409 403 409 never
GET    /spotify/callback                                    303 303 303 303 303 303 -
POST   /spotify/callback-url                                401 422 422 422 403 422 never
GET    /spotify/devices                                     401 409 409 409 403 409 playback:read
POST   /spotify/import                                      401 409 409 409 403 409 music:write,playback:read
GET    /spotify/recent-tracks                               401 409 409 409 403 409 music:read
GET    /spotify/status                                      401 200 200 200 403 200 playback:read
GET    /spotify/deletion                                    401 200 200 200 403 200 music:read,playback:read
GET    /spotify/gaps                                        401 200 200 200 403 200 music:read
PUT    /spotify/polling                                     401 409 409 409 403 409 music:write
GET    /spotify/top/{kind}                                  401 200 200 200 403 200 music:read
GET    /playlists                                           401 200 200 200 403 200 music:read
GET    /playlists/{playlist_id}                             401 404 404 404 403 200 music:read
GET    /playlists/{playlist_id}/tracks                      401 404 404 404 403 200 music:read
POST   /spotify/test                                        401 200 200 200 403 200 never
GET    /tracks                                              401 200 200 200 403 200 music:read
GET    /tracks/{track_id}                                   401 404 404 404 403 200 music:read
DELETE /tracks/{track_id}/lyrics                            401 404 404 404 403 204 music:write
GET    /tracks/{track_id}/lyrics                            401 404 404 404 403 200 music:read
PUT    /tracks/{track_id}/lyrics                            401 404 404 404 403 200 music:write
PUT    /tracks/{track_id}/lyrics/file                       401 404 404 404 403 200 music:write
DELETE /tracks/{track_id}/lyrics/instrumental               401 404 404 404 403 404 music:write
PUT    /tracks/{track_id}/lyrics/instrumental               401 404 404 404 403 409 music:write
GET    /tracks/{track_id}/mood                              401 404 404 404 403 200 music:read
DELETE /tracks/{track_id}/mood/correction                   401 404 404 404 403 204 music:write
PUT    /tracks/{track_id}/mood/correction                   401 404 404 404 403 200 music:write
GET    /tracks/{track_id}/mood/explanation                  401 404 404 404 403 200 music:read
DELETE /users/me                                            401 202 202 409 403 202 never
GET    /users/me                                            401 200 200 200 403 200 account:read
PUT    /users/me                                            401 200 200 200 403 200 never
GET    /users/me/audit                                      401 200 200 200 403 200 never
GET    /users/me/export                                     401 202 202 202 403 200 never
POST   /users/me/export                                     401 202 202 202 403 202 never
GET    /users/me/export/{export_id}                         401 404 404 404 403 200 never
GET    /users/me/export/{export_id}/file                    401 404 404 404 403 200 never
POST   /users/me/keep                                       401 200 200 200 403 200 never
DELETE /users/me/photo                                      401 204 204 204 403 204 never
GET    /users/me/photo                                      401 404 404 404 403 200 account:read
POST   /users/me/photo                                      401 200 200 200 403 200 never
GET    /users/me/preferences                                401 200 200 200 403 200 account:read
PUT    /users/me/preferences                                401 200 200 200 403 200 never
GET    /users/me/settings                                   401 200 200 200 403 200 account:read
PUT    /users/me/settings                                   401 200 200 200 403 200 never
"""

# What is asked for by address alone writes a link for Mara, whoever asks; it is mailed to her.
_BY_ADDRESS = {"POST /auth/forgot-password", "POST /auth/browser-forgot"}
TOUCHED_BY_ANYBODY = {
    "stranger": _BY_ADDRESS,
    "other": _BY_ADDRESS,
    "moderator": _BY_ADDRESS,
    # An admin stops anybody's work, and says what they are.
    "admin": _BY_ADDRESS
    | {
        "POST /me/jobs/{job_id}/cancel",
        "POST /admin/jobs/{job_id}/cancel",
        "PUT /admin/users/{user_id}",
        "PUT /admin/users/{user_id}/role",
    },
    "bare": _BY_ADDRESS,
}

# Open to everybody by their nature, or guarded by themselves (tests/assistant/test_web.py).
OUTSIDE_THE_API = (
    "/openapi.json", "/docs", "/docs/start.js", "/docs/swagger-ui.css",
    "/docs/swagger-ui-bundle.js", "/docs/favicon-32x32.png",
    "/health/live", "/health/ready", "/metrics", "/covers/{track_id:uuid}.svg",
)  # fmt: skip
