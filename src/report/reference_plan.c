/* reference_plan.c - the plan of the engine as people and programs read it: `sevenstep list plan`, docs/plan.md. */
#include "engine/engine.h"
#include "report/json.h"
#include "report/page.h"
#include "report/reference.h"

static const char *joined(struct arena *arena, const char *words, const char *word) {
    return *words ? arena_format(arena, "%s, %s", words, word) : word;
}

static const char *input_words(struct arena *arena, int node) {
    int inputs[NODE_INPUTS_MAX], n = plan_node_inputs(node, WORLD_KINDS, inputs);
    const char *words = "";
    for (int i = 0; i < n; i++)
        words = joined(arena, words, plan_node_name(inputs[i]));
    return words;
}

static const char *knob_words(struct arena *arena, int node) {
    enum knob_id knobs[KNOBS];
    int n = plan_node_knobs(node, WORLD_KINDS, knobs);
    const char *words = "";
    for (int i = 0; i < n; i++)
        words = joined(arena, words, knob_at(knobs[i])->path);
    return words;
}

static bool reads(int node, enum knob_id id) {
    enum knob_id knobs[KNOBS];
    int n = plan_node_knobs(node, WORLD_KINDS, knobs);
    for (int i = 0; i < n; i++)
        if (knobs[i] == id)
            return true;
    return false;
}

static bool has_input(int node, int input) {
    int inputs[NODE_INPUTS_MAX], n = plan_node_inputs(node, WORLD_KINDS, inputs);
    for (int i = 0; i < n; i++)
        if (inputs[i] == input)
            return true;
    return false;
}

/* Whether `input` reaches `node` by way of another of its inputs: then an arrow between the two says nothing new.
 * Inputs stand before what reads them. */
static bool is_implied(int node, int input) {
    bool reached[NODES_MAX] = {false};
    reached[input] = true;
    for (int i = input + 1; i < node; i++) {
        for (int k = input; k < i && !reached[i]; k++)
            reached[i] = reached[k] && has_input(i, k);
        if (reached[i] && has_input(node, i))
            return true;
    }
    return false;
}

/* How many nodes run again when the knob changes. */
static int run_again(enum knob_id id) {
    bool again[NODES_MAX] = {false};
    int count = 0;
    for (int node = 0; node < plan_nodes(); node++) {
        again[node] = reads(node, id);
        for (int k = 0; k < node && !again[node]; k++)
            again[node] = again[k] && has_input(node, k);
        count += again[node];
    }
    return count;
}

static void node_rows(struct page *page, bool full) {
    static const struct column brief[] = {
        {.head = "node"}, {.head = "makes", .wrap = true, .least = 30}, {.head = "reads", .wrap = true, .least = 24}};
    static const struct column all[] = {
        {.head = "node"}, {.head = "makes"}, {.head = "reads"}, {.head = "knobs"}, {.head = "times"}};
    struct table *table = page_table(page, full ? all : brief, full ? 5 : 3);
    for (int node = 0; node < plan_nodes(); node++) {
        struct cell *cells = page_row(page, table, NULL);
        cells[0].text = plan_node_name(node);
        cells[1].text = plan_node_makes(node);
        cells[2].text = input_words(&page->arena, node);
        if (full) {
            cells[3].text = knob_words(&page->arena, node);
            cells[4].text = plan_node_times(node) ? "yes" : "";
        }
    }
}

static void knob_rows(struct page *page) {
    static const struct column columns[] = {
        {.head = "knob"}, {.head = "read by"}, {.head = "nodes that run again", .right = true}};
    struct table *table = page_table(page, columns, 3);
    for (enum knob_id id = 0; id < KNOBS; id++) {
        const char *words = "";
        for (int node = 0; node < plan_nodes(); node++)
            if (reads(node, id))
                words = joined(&page->arena, words, plan_node_name(node));
        struct cell *cells = page_row(page, table, NULL);
        cells[0].text = knob_at(id)->path;
        cells[1].text = words;
        cells[2].text = arena_format(&page->arena, "%d", run_again(id));
    }
}

static void add_graph(struct text *out) {
    text_add(out, "\n```mermaid\nflowchart LR\n");
    for (int node = 0; node < plan_nodes(); node++)
        for (int input = 0; input < node; input++)
            if (has_input(node, input) && !is_implied(node, input))
                text_format(out, "    %s --> %s\n", plan_node_name(input), plan_node_name(node));
    text_add(out, "```\n");
}

static void add_markdown(struct text *out) {
    struct page page = {0};
    page_add(&page, BLOCK_TITLE, TONE_PLAIN, "The plan");
    page_add(
        &page, BLOCK_LINE, TONE_PLAIN,
        "A run is these nodes in this order. An arrow leads from a node to one that reads what it made; those that "
        "follow from others are left out. The page is made from the table in src/engine/plan.c by `make docs`; "
        "architecture.md says how keys and cache work.");
    page_markdown(&page, out);
    page_free(&page);
    add_graph(out);
    page = (struct page){0};
    page_add(&page, BLOCK_HEAD, TONE_PLAIN, "Nodes");
    page_add(&page, BLOCK_LINE, TONE_PLAIN,
             "A node reads these nodes and these knobs, and nothing else. What times is known by the processor and the "
             "number of threads too.");
    node_rows(&page, true);
    page_add(&page, BLOCK_HEAD, TONE_PLAIN, "Knobs");
    page_add(&page, BLOCK_LINE, TONE_PLAIN,
             "After a change of the knob the nodes that read it run again, and all behind them; the others come from "
             "the cache. Where the knob does not matter in a design, nothing does.");
    knob_rows(&page);
    page_markdown(&page, out);
    page_free(&page);
}

static void add_json(struct text *out) {
    json_t *all = json_array();
    for (int node = 0; node < plan_nodes(); node++) {
        json_t *object = json_object(), *inputs = json_array(), *knobs = json_array();
        for (int input = 0; input < node; input++)
            if (has_input(node, input))
                json_array_append_new(inputs, json_text(plan_node_name(input)));
        for (enum knob_id id = 0; id < KNOBS; id++)
            if (reads(node, id))
                json_array_append_new(knobs, json_text(knob_at(id)->path));
        json_object_set_new(object, "node", json_text(plan_node_name(node)));
        json_object_set_new(object, "makes", json_text(plan_node_makes(node)));
        json_object_set_new(object, "inputs", inputs);
        json_object_set_new(object, "knobs", knobs);
        json_object_set_new(object, "times", json_boolean(plan_node_times(node)));
        json_array_append_new(all, object);
    }
    json_write(all, out);
    text_add(out, "\n");
}

void reference_plan(enum report_format format, const struct report_style *style, struct text *out) {
    if (format == REPORT_JSON) {
        add_json(out);
    } else if (format == REPORT_MARKDOWN) {
        add_markdown(out);
    } else {
        struct page page = {0};
        node_rows(&page, false);
        page_table_text(page.first->table, style, 0, out);
        page_free(&page);
    }
}
