// FAISS and hnswlib on the suite's vectors: ann faiss|hnswlib FOLDER. Prints {"name","value","unit"} lines under the names
// of `sevenstep-bench search`, read off the same way. Threads are OpenMP's.
#include "../curve.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#ifdef PEER_FAISS
#include <faiss/IndexFlat.h>
#include <faiss/IndexIVF.h>
#include <faiss/IndexRefine.h>
#include <faiss/index_factory.h>
#include <omp.h>
#endif
#ifdef PEER_HNSWLIB
#include <hnswlib/hnswlib.h>
#include <thread>
#endif

static double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Vectors {
    int n = 0, d = 0;
    std::vector<float> x;
};

static Vectors read(const std::string &path) {
    Vectors v;
    FILE *file = fopen(path.c_str(), "rb");
    int32_t width;
    if (!file) {
        fprintf(stderr, "ann: %s cannot be opened\n", path.c_str());
        exit(2);
    }
    while (fread(&width, sizeof width, 1, file) == 1) {
        v.d = width;
        v.x.resize(v.x.size() + (size_t)width);
        if (fread(v.x.data() + v.x.size() - (size_t)width, 4, (size_t)width, file) != (size_t)width)
            break;
        v.n++;
    }
    fclose(file);
    return v;
}

static void say(const std::string &name, double value, const char *unit) {
    printf("{\"name\":\"%s\",\"value\":", name.c_str());
    printf(std::isfinite(value) ? "%.6g" : "null", value);
    printf(",\"unit\":\"%s\"}\n", unit);
    fflush(stdout);
}

using Ids = std::vector<int64_t>;
// search(queries, how many, k, ids)
using Search = std::function<void(const float *, int, int, int64_t *)>;

// The best of repeated batches within about half a second, at least 3.
static double batch_qps(const Search &search, const Vectors &q, int k, Ids &ids) {
    double best = 1e30, all = 0;
    ids.resize((size_t)q.n * (size_t)k);
    for (int i = 0; i < 50 && (all < 0.5 || i < 3); i++) {
        double start = now();
        search(q.x.data(), q.n, k, ids.data());
        best = std::min(best, now() - start);
        all += now() - start;
    }
    return q.n / best;
}

static void singles(const Search &search, const Vectors &q, int k, const std::string &name) {
    std::vector<double> ms((size_t)q.n);
    Ids ids((size_t)k);
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < q.n; i++) {
            double start = now();
            search(q.x.data() + (size_t)i * (size_t)q.d, 1, k, ids.data());
            ms[(size_t)i] = (now() - start) * 1e3;
        }
    std::sort(ms.begin(), ms.end());
    say(name + ".p50", ms[((size_t)q.n - 1) / 2], "ms");
    say(name + ".p99", ms[(size_t)(0.99 * (q.n - 1) + 0.5)], "ms");
}

static double recall(Ids found, const Ids &exact, int Q, int k, int depth) {
    int64_t hits = 0;
    for (int q = 0; q < Q; q++) {
        auto a = found.begin() + (ptrdiff_t)q * k;
        std::vector<int64_t> b(exact.begin() + (ptrdiff_t)q * depth, exact.begin() + (ptrdiff_t)q * depth + k), both;
        std::sort(a, a + k);
        std::sort(b.begin(), b.end());
        std::set_intersection(a, a + k, b.begin(), b.end(), std::back_inserter(both));
        hits += (int64_t)both.size();
    }
    return (double)hits / ((double)Q * k);
}

static void sweep(const std::string &name, const std::vector<int> &steps, const std::function<void(int)> &set,
                  const Search &search, const Vectors &q, int k, const Ids &exact, int depth) {
    std::vector<curve_point> curve;
    std::string prefix = name + ".k" + std::to_string(k);
    Ids ids;
    for (int step : steps) {
        set(step);
        double qps = batch_qps(search, q, k, ids);
        curve.push_back({recall(ids, exact, q.n, k, depth), qps});
    }
    for (double target : {0.90, 0.95, 0.99}) {
        char text[16];
        snprintf(text, sizeof text, ".qps@%.2f", target);
        say(prefix + text, curve_at(curve.data(), (int)curve.size(), target), "queries/s");
    }
}

#ifdef PEER_FAISS
static void run_faiss(const Vectors &base, const Vectors &q) {
    const int depth = 1000;
    int threads = omp_get_max_threads();
    Ids exact((size_t)q.n * depth), ids;
    std::vector<float> scores((size_t)q.n * depth);
    auto searcher = [&](faiss::Index *index) {
        return [index, &scores](const float *x, int n, int k, int64_t *out) {
            index->search(n, x, k, scores.data(), (faiss::Index::idx_t *)out);
        };
    };
    faiss::IndexFlatIP flat(base.d);
    flat.add(base.n, base.x.data());
    searcher(&flat)(q.x.data(), q.n, depth, exact.data());
    say("flat.k100.qps", batch_qps(searcher(&flat), q, 100, ids), "queries/s");
    omp_set_num_threads(1);
    singles(searcher(&flat), q, 100, "flat.k100");
    omp_set_num_threads(threads);
    int cells = base.n >= 1000000 ? 4096 : 2048;
    struct {
        const char *name, *factory;
    } kinds[] = {{"ivf", ",Flat"}, {"ivf_pq", ",PQ64x4fsr,RFlat"}};
    for (auto &kind : kinds) {
        std::string factory = "IVF" + std::to_string(cells) + kind.factory;
        double start = now();
        faiss::Index *index = faiss::index_factory(base.d, factory.c_str(), faiss::METRIC_INNER_PRODUCT);
        index->train(base.n, base.x.data());
        index->add(base.n, base.x.data());
        say(std::string(kind.name) + ".build", now() - start, "s");
        auto refine = dynamic_cast<faiss::IndexRefine *>(index);
        auto ivf = dynamic_cast<faiss::IndexIVF *>(refine ? refine->base_index : index);
        for (int k : {100, 1000}) {
            if (refine)
                refine->k_factor = k < 500 ? 6 : 3;
            sweep(kind.name, {4, 8, 16, 32, 64, 128, 256}, [&](int n) { ivf->nprobe = (size_t)n; }, searcher(index), q, k,
                  exact, depth);
        }
        delete index;
    }
}
#endif

#ifdef PEER_HNSWLIB
static void in_parallel(int n, int threads, const std::function<void(int)> &body) {
    std::vector<std::thread> all;
    for (int t = 0; t < threads; t++)
        all.emplace_back([=, &body] {
            for (int i = (int)((int64_t)n * t / threads); i < (int)((int64_t)n * (t + 1) / threads); i++)
                body(i);
        });
    for (auto &thread : all)
        thread.join();
}

static void run_hnswlib(Vectors base, const Vectors &q) {
    const int k = 100, threads = std::max(1u, std::thread::hardware_concurrency());
    base.n = std::min(base.n, 200000);
    hnswlib::InnerProductSpace space((size_t)base.d);
    auto nearest = [&](hnswlib::AlgorithmInterface<float> &index, int i, int64_t *out) {
        auto found = index.searchKnn(q.x.data() + (size_t)i * (size_t)q.d, k);
        for (int j = (int)found.size() - 1; j >= 0; j--, found.pop())
            out[j] = (int64_t)found.top().second;
    };
    hnswlib::BruteforceSearch<float> flat(&space, (size_t)base.n);
    for (int i = 0; i < base.n; i++)
        flat.addPoint(base.x.data() + (size_t)i * (size_t)base.d, (size_t)i);
    Ids exact((size_t)q.n * k);
    in_parallel(q.n, threads, [&](int i) { nearest(flat, i, exact.data() + (size_t)i * k); });
    double start = now();
    hnswlib::HierarchicalNSW<float> graph(&space, (size_t)base.n, 16, 200);
    in_parallel(base.n, threads,
                [&](int i) { graph.addPoint(base.x.data() + (size_t)i * (size_t)base.d, (size_t)i); });
    say("hnsw.build", now() - start, "s");
    auto search = [&](const float *, int n, int, int64_t *out) {
        in_parallel(n, threads, [&](int i) { nearest(graph, i, out + (size_t)i * k); });
    };
    sweep("hnsw", {100, 200, 400}, [&](int ef) { graph.setEf((size_t)ef); }, search, q, k, exact, k);
}
#endif

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: ann faiss|hnswlib FOLDER\n");
        return 2;
    }
    Vectors base = read(std::string(argv[2]) + "/base.fvecs"), query = read(std::string(argv[2]) + "/query.fvecs");
#ifdef PEER_FAISS
    if (strcmp(argv[1], "faiss") == 0)
        run_faiss(base, query);
#endif
#ifdef PEER_HNSWLIB
    if (strcmp(argv[1], "hnswlib") == 0)
        run_hnswlib(std::move(base), query);
#endif
    return 0;
}
