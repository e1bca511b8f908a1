#include "report/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* One end becomes the child's standard input and output. A socket, because writing to one whose reader has died can be
 * told not to raise SIGPIPE. */
static bool start(const char *const *argv, int end, pid_t *pid, struct err *err) {
    static char *const environment[] = {"LC_ALL=C.UTF-8", "HOME=/nonexistent", NULL};
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return err_set(err, ERR_MEMORY, "cannot start %s", argv[0]);
    int failed = posix_spawn_file_actions_adddup2(&actions, end, 0);
    failed = failed ? failed : posix_spawn_file_actions_adddup2(&actions, end, 1);
    failed = failed ? failed : posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    failed = failed ? failed : posix_spawnp(pid, argv[0], &actions, NULL, (char *const *)argv, environment);
    posix_spawn_file_actions_destroy(&actions);
    if (failed) {
        errno = failed;
        return err_errno(err, "cannot start", argv[0]);
    }
    return true;
}

/* Writes and reads in turns until the child has closed its end. */
static bool exchange(int socket, const char *input, size_t n, double until, struct text *out) {
    size_t sent = 0;
    for (;;) {
        struct pollfd p = {.fd = socket, .events = (short)(POLLIN | (sent < n ? POLLOUT : 0))};
        double left = until - now();
        int ready = left > 0 ? poll(&p, 1, (int)(left * 1000) + 1) : 0;
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return false;
        if (p.revents & POLLOUT) {
            ssize_t w = send(socket, input + sent, n - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (w < 0 && errno != EAGAIN && errno != EINTR)
                return false;
            sent += w > 0 ? (size_t)w : 0;
            if (sent == n)
                shutdown(socket, SHUT_WR);
        }
        if (p.revents & (POLLIN | POLLHUP | POLLERR)) {
            char buffer[16384];
            ssize_t r = recv(socket, buffer, sizeof buffer, MSG_DONTWAIT);
            if (r == 0)
                return true;
            if (r < 0 && errno != EAGAIN && errno != EINTR)
                return false;
            if (r > 0)
                text_bytes(out, buffer, (size_t)r);
        }
    }
}

bool process_filter(const char *const *argv, const char *input, size_t n, double seconds, struct text *out,
                    struct err *err) {
    int ends[2];
    pid_t pid;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
        return err_errno(err, "cannot make a socket for", argv[0]);
    bool ok = start(argv, ends[1], &pid, err);
    close(ends[1]);
    if (ok) {
        bool whole = exchange(ends[0], input, n, now() + seconds, out);
        if (!whole)
            kill(pid, SIGKILL);
        int status = 0;
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
            ;
        if (!whole || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
            ok = err_set(err, ERR_IO, "%s failed", argv[0]);
    }
    close(ends[0]);
    return ok;
}
