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

// The same rule as bench_best_seconds.
static double batch_qps(const Search &search, const Vectors &q, int k, Ids &ids) {
    double best = 1e30, all = 0;
    ids.resize((size_t)q.n * (size_t)k);
    for (int i = 0; i < 50 && (all < 0.5 || (i < 3 && all < 4)); i++) {
        double start = now();
        search(q.x.data(), q.n, k, ids.data());
        best = std::min(best, now() - start);
        all += now() - start;
    }
    return q.n / best;
}

// The same rule as search_singles of bench_search.c: a second warms up, then all queries, or those of 4 seconds.
static void singles(const Search &search, const Vectors &q, int k, const std::string &name) {
    std::vector<double> ms;
    Ids ids((size_t)k);
    double spent = 0;
    auto answer = [&](int i) {
        double start = now();
        search(q.x.data() + (size_t)i * (size_t)q.d, 1, k, ids.data());
        double seconds = now() - start;
        spent += seconds;
        return seconds * 1e3;
    };
    for (int i = 0; i < q.n && spent < 1; i++)
        answer(i);
    spent = 0;
    for (int i = 0; i < q.n && (spent < 4 || i < 100); i++)
        ms.push_back(answer(i));
    std::sort(ms.begin(), ms.end());
    say(name + ".p50", ms[(ms.size() - 1) / 2], "ms");
    say(name + ".p99", ms[(size_t)(0.99 * (double)(ms.size() - 1) + 0.5)], "ms");
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
    for (int step : steps) { // beyond the last target there is nothing to read off
        if (!curve.empty() && curve.back().recall >= 0.99)
            break;
        set(step);
        double qps = batch_qps(search, q, k, ids);
        curve.push_back({recall(ids, exact, q.n, k, depth), qps});
        fprintf(stderr, "bench-peers:   %s step %d: recall %.4f, %.0f queries/s\n", prefix.c_str(), step,
                curve.back().recall, qps);
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
        faiss::Index *index = faiss::index_factory(base.d, factory.c_str(), faiss::METRIC_INNER_PRODUCT);
        auto refine = dynamic_cast<faiss::IndexRefine *>(index);
        auto ivf = dynamic_cast<faiss::IndexIVF *>(refine ? refine->base_index : index);
        ivf->cp.niter = 10; // as many rounds over as many points as ivf.c has them
        ivf->cp.max_points_per_centroid = 64;
        double start = now();
        index->train(base.n, base.x.data());
        index->add(base.n, base.x.data());
        say(std::string(kind.name) + ".build", now() - start, "s");
        if (refine)
            refine->k_factor = 3;
        for (int k : {100, 1000}) {
            sweep(kind.name, {4, 8, 16, 32, 64, 128, 256, 512}, [&](int n) { ivf->nprobe = (size_t)n; }, searcher(index), q, k,
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

static void run_hnswlib(const Vectors &base, const Vectors &q) {
    const int k = 100, threads = std::max(1u, std::thread::hardware_concurrency());
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
    sweep("hnsw", {100, 200, 400, 800, 1600}, [&](int ef) { graph.setEf((size_t)ef); }, search, q, k, exact, k);
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
        run_hnswlib(base, query);
#endif
    return 0;
}
