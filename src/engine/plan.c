#include "engine/plan.h"
#include "base/mem.h"
#include "base/text.h"
#include "build_hash.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool plan_node_has_kind(enum node_id node, enum world_kind kind) {
    return plan_node((enum node_id)node)->run[kind] != NULL;
}

int plan_nodes(void) {
    return NODES;
}

const char *plan_node_name(int node) {
    return plan_node((enum node_id)node)->name;
}

const char *plan_node_makes(int node) {
    return plan_node((enum node_id)node)->makes;
}

static int add_inputs(const enum node_id *from, int inputs[NODE_INPUTS_MAX], int n) {
    for (; from && *from != NODES; from++) {
        assert(n < NODE_INPUTS_MAX);
        inputs[n++] = (int)*from;
    }
    return n;
}

int plan_node_inputs(int node, enum world_kind kind, int inputs[NODE_INPUTS_MAX]) {
    int n = add_inputs(plan_node((enum node_id)node)->inputs, inputs, 0);
    for (enum world_kind k = 0; k < WORLD_KINDS; k++)
        if (kind == WORLD_KINDS || kind == k)
            n = add_inputs(plan_node((enum node_id)node)->also[k], inputs, n);
    return n;
}

static int add_knobs(const enum knob_id *from, enum world_kind kind, enum knob_id knobs[KNOBS], int n) {
    for (; from && *from != KNOBS; from++)
        if (kind == WORLD_KINDS || knob_has_kind(knob_at(*from), kind))
            knobs[n++] = *from;
    return n;
}

int plan_node_knobs(int node, enum world_kind kind, enum knob_id knobs[KNOBS]) {
    int n = add_knobs(plan_node((enum node_id)node)->knobs, kind, knobs, 0);
    for (enum world_kind k = 0; k < WORLD_KINDS; k++)
        if (kind == WORLD_KINDS || kind == k)
            n = add_knobs(plan_node((enum node_id)node)->more[k], kind, knobs, n);
    return n;
}

bool plan_node_times(int node) {
    return plan_node((enum node_id)node)->times;
}

/* Kernels differ by what the CPU has, and so may last digits. */
static const char *simd_level(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512vnni") ? "avx512vnni"
           : __builtin_cpu_supports("avx512f")  ? "avx512f"
           : __builtin_cpu_supports("avx2")     ? "avx2"
                                                : "x86-64";
#else
    return "portable";
#endif
}

static void add_cpu_model(struct hasher *h) {
    FILE *file = fopen("/proc/cpuinfo", "re");
    char line[256];
    while (file && fgets(line, sizeof line, file))
        if (text_starts(line, "model name")) {
            hasher_text(h, line);
            break;
        }
    if (file)
        fclose(file);
}

static void add_file(struct hasher *h, const char *path) {
    enum { CHUNK = 1 << 16 };
    FILE *file = fopen(path, "rbe");
    unsigned char *bytes = file ? mem_must(CHUNK, 1) : NULL;
    uint64_t size = 0;
    for (size_t n; file && (n = fread(bytes, 1, CHUNK, file)) > 0; size += n)
        hasher_bytes(h, bytes, n);
    hasher_bytes(h, &size, sizeof size);
    hasher_text(h, file ? "file" : path); /* no file: the node that reads it says so */
    if (file)
        fclose(file);
    free(bytes);
}

static struct hash128 node_key(enum node_id id, const struct design *design, int threads,
                               const struct hash128 keys[NODES_MAX]) {
    const struct node *node = plan_node(id);
    struct hasher *h = hasher_new();
    hasher_text(h, ENGINE_BUILD_HASH);
    hasher_text(h, simd_level());
    hasher_text(h, node->name);
    enum knob_id knobs[KNOBS];
    int n = plan_node_knobs((int)id, design_kind(design), knobs);
    for (int i = 0; i < n; i++) {
        hasher_text(h, knob_at(knobs[i])->path);
        if (knobs[i] == K_WORLD_LOG && design_file(design))
            add_file(h, design_file(design)); /* what it holds, wherever it lies */
        else
            hasher_text(h, design_active(design, knobs[i]) ? design_text(design, knobs[i]) : "\1absent");
    }
    int inputs[NODE_INPUTS_MAX], n_inputs = plan_node_inputs((int)id, design_kind(design), inputs);
    for (int i = 0; i < n_inputs; i++)
        hasher_bytes(h, &keys[inputs[i]], sizeof *keys);
    if (node->times) {
        add_cpu_model(h);
        hasher_bytes(h, &threads, sizeof threads);
    }
    return hasher_end(h);
}

void plan_keys(const struct design *design, int threads, struct hash128 keys[NODES_MAX]) {
    for (enum node_id id = 0; id < NODES; id++)
        keys[id] = node_key(id, design, threads, keys);
}

const struct blob *node_in(const struct node_run *run, enum node_id input) {
    int inputs[NODE_INPUTS_MAX], n = plan_node_inputs((int)run->node, design_kind(run->design), inputs);
    for (int i = 0; i < n; i++)
        if (inputs[i] == (int)input)
            return run->in[i];
    assert(!"a node reads only its declared inputs");
    return NULL;
}

bool node_progress(const struct node_run *run, double done, struct err *err) {
    return progress_step(run->progress, done, err);
}

/* Whether the node says that it reads the knob. One that this kind of world does not have is always its default. */
static bool declares(const struct node_run *run, enum knob_id id) {
    enum world_kind kind = design_kind(run->design);
    enum knob_id knobs[KNOBS];
    int n = plan_node_knobs((int)run->node, knob_has_kind(knob_at(id), kind) ? kind : WORLD_KINDS, knobs);
    while (n > 0 && knobs[n - 1] != id)
        n--;
    return n > 0;
}

/* The declared knob's value as text. What is not active in this design counts as its default: it is absent from the
 * key, so it must not be able to change a result. */
static const char *declared(const struct node_run *run, enum knob_id id) {
    static _Thread_local char inactive[2048];
    assert(declares(run, id) && "a node reads only the knobs that it declares");
    if (design_active(run->design, id))
        return design_text(run->design, id);
    return knob_default(knob_at(id), design_kind(run->design), inactive, sizeof inactive);
}

double node_real(const struct node_run *run, enum knob_id id) {
    return strtod(declared(run, id), NULL);
}

int node_int(const struct node_run *run, enum knob_id id) {
    double value = node_real(run, id);
    assert(value >= -2147483648.0 && value <= 2147483647.0);
    return (int)value;
}

bool node_bool(const struct node_run *run, enum knob_id id) {
    return strcmp(declared(run, id), "true") == 0;
}

bool node_is(const struct node_run *run, enum knob_id id, const char *choice) {
    return strcmp(declared(run, id), choice) == 0;
}

bool node_has(const struct node_run *run, enum knob_id id, const char *item) {
    return knob_list_has(declared(run, id), item);
}

const char *node_text(const struct node_run *run, enum knob_id id) {
    return declared(run, id);
}

uint64_t node_seed(const struct node_run *run, enum knob_id id) {
    return (uint64_t)node_real(run, id);
}

int node_items(const struct node_run *run, enum knob_id id) {
    return knob_list_count(declared(run, id));
}

const char *node_item(const struct node_run *run, enum knob_id id, int i) {
    return knob_list_item(declared(run, id), i);
}
