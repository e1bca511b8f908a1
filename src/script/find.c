#include "script/find.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct names {
    char **list;
    int n;
};

static void names_add(struct names *names, const char *folder, const char *file) {
    struct text name = {0};
    text_format(&name, "%s%s%.*s", folder, *folder ? "/" : "", (int)(strlen(file) - 4), file);
    names->list = mem_grow(names->list, (size_t)names->n + 1, sizeof *names->list);
    names->list[names->n++] = text_take(&name);
}

static void names_free(struct names *names) {
    for (int i = 0; i < names->n; i++)
        free(names->list[i]);
    free(names->list);
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_lua(const char *file) {
    size_t n = strlen(file);
    return n > 4 && file[0] != '.' && strcmp(file + n - 4, ".lua") == 0;
}

/* NAME.lua of path, as "folder/NAME". A folder that is not there has none. */
static bool list_files(const char *path, const char *folder, struct names *names, struct err *err) {
    DIR *dir = opendir(path);
    if (!dir)
        return errno == ENOENT || errno == ENOTDIR || err_errno(err, "cannot read the folder", path);
    for (struct dirent *entry; (entry = readdir(dir));)
        if (is_lua(entry->d_name))
            names_add(names, folder, entry->d_name);
    closedir(dir);
    return true;
}

static bool list_folders(const char *path, struct names *names, struct err *err) {
    DIR *dir = opendir(path);
    if (!dir)
        return errno == ENOENT || errno == ENOTDIR || err_errno(err, "cannot read the folder", path);
    bool ok = true;
    for (struct dirent *entry; ok && (entry = readdir(dir));) {
        struct text inner = {0};
        text_format(&inner, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.')
            ok = list_files(text_str(&inner), entry->d_name, names, err);
        text_free(&inner);
    }
    closedir(dir);
    return ok;
}

static bool hand_over(struct names *found, bool ok, char ***names, int *n) {
    if (!ok) {
        names_free(found);
        return false;
    }
    if (found->n > 1)
        qsort(found->list, (size_t)found->n, sizeof *found->list, by_name);
    *names = found->list;
    *n = found->n;
    return true;
}

bool scenario_list(const struct script_paths *paths, char ***names, int *n, struct err *err) {
    struct names found = {0};
    bool ok = list_folders(paths->scenarios, &found, err);
    return hand_over(&found, ok, names, n);
}

bool case_list(const struct script_paths *paths, char ***names, int *n, struct err *err) {
    struct names found = {0};
    struct text path = {0};
    text_format(&path, "%s/cases", paths->data);
    bool ok = list_files(text_str(&path), "", &found, err);
    text_free(&path);
    return hand_over(&found, ok, names, n);
}

static const char *nth(const void *arg, int i) {
    return ((const struct names *)arg)->list[i];
}

static const char *nth_tail(const void *arg, int i) { /* "default" of "video_recommendation/default" */
    const char *name = nth(arg, i), *slash = strrchr(name, '/');
    return slash ? slash + 1 : name;
}

/* The name that was meant: near as a whole, near in its last part, or with the case alone given. */
static const char *nearest(const char *name, const struct names *all) {
    const char *near = text_nearest(name, nth, all, all->n);
    const char *slash = strrchr(name, '/');
    for (int i = 0; !near && i < all->n; i++)
        if (text_distance(slash ? slash + 1 : name, nth_tail(all, i)) <= 1 ||
            (text_starts(all->list[i], name) && all->list[i][strlen(name)] == '/'))
            near = all->list[i];
    return near;
}

static void not_found(const char *what, const char *name, const char *folder, const struct names *all,
                      struct err *err) {
    struct text list = {0};
    const char *near = nearest(name, all);
    if (near)
        text_format(&list, "did you mean '%s'?", near);
    else if (all->n == 0)
        text_format(&list, "'%s' holds none; SEVENSTEP_DATA names the folder that does", folder);
    else {
        text_add(&list, "there are ");
        text_list(&list, nth, all, all->n > 12 ? 12 : all->n);
    }
    err_set(err, ERR_NOT_FOUND, "no %s '%s'; %s", what, name, text_str(&list));
    text_free(&list);
}

static bool is_file(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && !S_ISDIR(info.st_mode);
}

/* Names are made of letters, digits, _ and -, with at most one /: nothing that leads out of the folder. */
static bool is_name(const char *name, int slashes) {
    for (const char *p = name; *p; p++)
        if (*p == '/' ? p == name || !p[1] || slashes-- <= 0
                      : !strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-", *p))
            return false;
    return *name != '\0';
}

static char *find(const char *what, const char *folder, int slashes, const struct names *all, const char *name,
                  struct err *err) {
    struct text path = {0};
    if (is_lua(name) ||
        (strchr(name, '/') && is_file(name))) /* a path; one that is not there says so when it is read */
        return mem_string(name);
    text_format(&path, "%s/%s.lua", folder, name);
    if (is_name(name, slashes) && is_file(text_str(&path)))
        return text_take(&path);
    not_found(what, name, folder, all, err);
    text_free(&path);
    return NULL;
}

char *find_case(const struct script_paths *paths, const char *name, struct err *err) {
    struct names all = {0};
    struct text folder = {0};
    char *path = NULL;
    text_format(&folder, "%s/cases", paths->data);
    if (case_list(paths, &all.list, &all.n, err))
        path = find("case", text_str(&folder), 0, &all, name, err);
    names_free(&all);
    text_free(&folder);
    return path;
}

char *find_scenario(const struct script_paths *paths, const char *name, struct err *err) {
    struct names all = {0};
    char *path = NULL;
    if (scenario_list(paths, &all.list, &all.n, err))
        path = find("scenario", paths->scenarios, 1, &all, name, err);
    names_free(&all);
    return path;
}
