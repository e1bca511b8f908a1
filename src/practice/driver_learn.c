/* What a session leaves behind beyond its events: forecasts for calibration, findings for the end page. */
#include "practice/driver_state.h"
#include "practice/findings.h"

#include <stdio.h>
#include <stdlib.h>

bool driver_keep_forecasts(struct driver *d, struct err *err) {
    static const char *const KINDS[] = {
        [FORECAST_INTERVAL] = "interval", [FORECAST_DIRECTION] = "direction", [FORECAST_PLACE] = "place"};
    int n, kept = 0;
    const struct session_forecast *f = session_forecasts(d->session, &n);
    struct forecast_row *rows = mem_must((size_t)n + 1, sizeof *rows);
    for (int i = 0; i < n; i++) {
        if (!f[i].given || !f[i].sealed)
            continue;
        bool direction = f[i].ask->kind == FORECAST_DIRECTION;
        struct forecast_row *row = &rows[kept++];
        *row = (struct forecast_row){.step = f[i].step,
                                     .low = direction ? f[i].direction : f[i].low,
                                     .high = direction ? f[i].direction : f[i].high,
                                     .truth = f[i].truth,
                                     .skill = f[i].skill};
        snprintf(row->metric, sizeof row->metric, "%s", f[i].ask->metric);
        snprintf(row->kind, sizeof row->kind, "%s", KINDS[f[i].ask->kind]);
    }
    bool ok = store_forecasts_put(d->store, d->row.id, rows, kept, err);
    free(rows);
    return ok;
}

bool driver_read_findings(struct driver *d, struct err *err) {
    struct finding_row *rows = NULL;
    int n = 0;
    if (!session_owes_findings(d->session) || !store_findings(d->store, d->row.id, &rows, &n, err)) {
        free(rows);
        return err->code == ERR_NONE;
    }
    if (n) {
        struct findings *f = mem_must(1, sizeof *f);
        f->items = mem_must((size_t)n, sizeof *f->items);
        for (f->n = 0; f->n < n; f->n++)
            f->items[f->n] = (struct finding){.step = rows[f->n].step,
                                              .decision = rows[f->n].decision,
                                              .effect = rows[f->n].effect,
                                              .low = rows[f->n].low,
                                              .high = rows[f->n].high};
        session_take_findings(d->session, f);
    }
    free(rows);
    return true;
}

static bool keep_findings(struct driver *d, struct err *err) {
    struct findings *f = findings_of(d->findings);
    struct finding_row *rows = mem_must((size_t)f->n + 1, sizeof *rows);
    for (int i = 0; i < f->n; i++)
        rows[i] = (struct finding_row){f->items[i].step, f->items[i].decision, f->items[i].effect, f->items[i].low,
                                       f->items[i].high};
    bool ok = store_findings_put(d->store, d->row.id, rows, f->n, err);
    free(rows);
    session_take_findings(d->session, f);
    return ok;
}

const struct design *driver_finding(struct driver *d, struct session_effects *effects, struct err *err) {
    if (!session_owes_findings(d->session)) {
        findings_work_free(d->findings);
        d->findings = NULL;
        return NULL;
    }
    if (!d->findings)
        d->findings = findings_work_new(d->session);
    const struct design *next = findings_next(d->findings);
    if (next)
        return next;
    bool ok = keep_findings(d, err);
    findings_work_free(d->findings);
    d->findings = NULL;
    if (effects && ok)
        effects->found = true;
    return NULL;
}
