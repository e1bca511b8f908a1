/* host_session.h - the part of the host that has a session's driver, and what both parts use. For host.c alone. */
#ifndef TUI_HOST_SESSION_H
#define TUI_HOST_SESSION_H
#include "tui/host.h"

void host_note(struct host *h, const struct err *err);
bool host_engine_ready(struct host *h, struct err *err) MUST_USE;

void host_know_usual(struct host *h, const char *case_name); /* how long the parts of a run take */
bool host_session_works(const struct host *h);               /* the engine works for it, or is about to */
void host_session_new(struct host *h, int step);             /* as home has it; step: that one alone, 0: as home says */
void host_session_open(struct host *h, int64_t id);
void host_session_send(struct host *h, const struct effect *e);
void host_session_export(struct host *h, const char *file, bool though_it_exists);
void host_session_moment(struct host *h, int step);
void host_session_close(struct host *h);
bool host_session_poll(struct host *h); /* false: no news */
void host_session_tick(struct host *h);
void host_history(struct host *h); /* of all sessions, as a page */
#endif
