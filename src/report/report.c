#include "report/report.h"
#include "report/csv.h"
#include "report/json.h"
#include "report/pages.h"

#include <string.h>

static const char *const format_names[] = {"text", "md", "html", "csv", "json"};
enum { FORMATS = sizeof format_names / sizeof *format_names };

static const char *format_name(const void *arg, int i) {
    (void)arg;
    return format_names[i];
}

bool report_format_of(const char *name, enum report_format *format, struct err *err) {
    for (int i = 0; i < FORMATS; i++)
        if (strcmp(name, format_names[i]) == 0) {
            *format = (enum report_format)i;
            return true;
        }
    if (strcmp(name, "markdown") == 0) {
        *format = REPORT_MARKDOWN;
        return true;
    }
    const char *near = text_nearest(name, format_name, NULL, FORMATS);
    if (near)
        return err_set(err, ERR_USAGE, "--format: '%s' is not a format; did you mean '%s'?", name, near);
    return err_set(err, ERR_USAGE, "--format: '%s' is not a format; it takes text, md, html, csv or json", name);
}

static void write_page(const struct run *const *runs, int n, enum report_format format,
                       const struct report_style *style, struct text *out) {
    struct page page = {0};
    if (n == 1)
        page_of_run(&page, runs[0], false);
    else
        page_of_comparison(&page, runs, n);
    if (format == REPORT_TEXT)
        page_text(&page, style, out);
    else if (format == REPORT_MARKDOWN)
        page_markdown(&page, out);
    else
        page_html(&page, page.first->text, out);
    page_free(&page);
}

bool report_write(const struct run *const *runs, int n, enum report_format format, const struct report_style *style,
                  struct text *out, struct err *err) {
    static const struct report_style plain = {.width = 80};
    if (n < 1)
        return err_set(err, ERR_USAGE, "report: there is no run to show; `sevenstep run SCENARIO` makes one");
    if (format == REPORT_JSON) {
        if (n == 1)
            report_run_json(runs[0], out);
        else
            json_write(json_comparison(runs, n), out);
        text_add(out, "\n");
    } else if (format == REPORT_CSV) {
        if (n == 1)
            report_run_csv(runs[0], true, out);
        else
            csv_comparison(runs, n, out);
    } else
        write_page(runs, n, format, style ? style : &plain, out);
    return true;
}
