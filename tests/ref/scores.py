#!/usr/bin/env python3
"""Reference values of the metrics, written as scores_ref.h beside this file: python3 tests/ref/scores.py

Every value comes from its definition by brute force (pairs for ROC-AUC, a sum over distinct thresholds for average
precision, ...), with exactly rounded sums. Where scikit-learn is installed the two are compared as well.
"""
import math
import os
import random

BINS = 15


def roc_auc(p, y, w):
    won = pairs = 0.0
    wins = []
    weights = []
    for i in range(len(p)):
        for j in range(len(p)):
            if y[i] == 1 and y[j] == 0:
                weight = w[i] * w[j]
                weights.append(weight)
                wins.append(weight * (1.0 if p[i] > p[j] else 0.5 if p[i] == p[j] else 0.0))
    won, pairs = math.fsum(wins), math.fsum(weights)
    return won / pairs if pairs > 0 else math.nan


def average_precision(p, y, w):
    positives = math.fsum(w[i] for i in range(len(p)) if y[i])
    if positives == 0:
        return math.nan
    total, recall_before = [], 0.0
    for threshold in sorted(set(p), reverse=True):
        flagged = [i for i in range(len(p)) if p[i] >= threshold]
        hits = math.fsum(w[i] for i in flagged if y[i])
        rows = math.fsum(w[i] for i in flagged)
        if rows == 0:
            continue
        recall = hits / positives
        total.append((recall - recall_before) * hits / rows)
        recall_before = recall
    return math.fsum(total)


def log_loss(p, y, w):
    total = []
    for i in range(len(p)):
        q = min(max(p[i], 1e-15), 1 - 1e-15)
        total.append(-w[i] * math.log(q if y[i] else 1 - q))
    return math.fsum(total) / math.fsum(w)


def normalized_entropy(p, y, w):
    rate = math.fsum(w[i] for i in range(len(p)) if y[i]) / math.fsum(w)
    if rate in (0.0, 1.0):
        return math.nan
    return log_loss(p, y, w) / -(rate * math.log(rate) + (1 - rate) * math.log(1 - rate))


def f1(p, y, w, threshold):
    hits = math.fsum(w[i] for i in range(len(p)) if p[i] >= threshold and y[i])
    flagged = math.fsum(w[i] for i in range(len(p)) if p[i] >= threshold)
    positives = math.fsum(w[i] for i in range(len(p)) if y[i])
    return 2 * hits / (flagged + positives) if flagged + positives > 0 else 0.0


def best_threshold(p, y, w):
    if not any(y):
        return math.nan
    return max(set(p), key=lambda t: (f1(p, y, w, t), t))


def calibration_error(p, y, w, weighted):
    order = sorted(range(len(p)), key=lambda i: (p[i], i))
    total = math.fsum(w)
    if weighted:
        bins, before = [[] for _ in range(BINS)], 0.0
        for i in order:  # by the share of weight that lies before the row
            bins[min(BINS - 1, int(before * BINS / total))].append(i)
            before += w[i]
    else:  # numpy.array_split: the first bins have one more
        size, extra, bins, at = len(p) // BINS, len(p) % BINS, [], 0
        for b in range(BINS):
            end = at + size + (1 if b < extra else 0)
            bins.append(order[at:end])
            at = end
    return math.fsum(abs(math.fsum(w[i] * (p[i] - y[i]) for i in rows)) for rows in bins) / total


def calibration_ratio(p, y, w):
    positives = math.fsum(w[i] for i in range(len(p)) if y[i])
    return math.fsum(w[i] * p[i] for i in range(len(p))) / positives if positives > 0 else math.nan


def row_cases():
    draw = random.Random(20)
    cases = []

    def add(name, p, y, w=None):
        cases.append((name, p, y, w))

    def labels(p):
        return [1 if draw.random() < 0.8 * q + 0.05 else 0 for q in p]

    p = [draw.random() ** 2 for _ in range(157)]
    add("continuous", p, labels(p))
    p = [round(draw.random(), 1) for _ in range(200)]
    add("ties", p, labels(p))
    add("weighted", p, labels(p), [draw.choice([0.0, 0.5, 1.0, 4.0, 12.5]) for _ in p])
    p = [draw.betavariate(0.6, 8) for _ in range(240)]
    add("rare", p, [1 if draw.random() < q else 0 for q in p], [1.0 + 3.0 * (draw.random() < 0.5) for _ in p])
    add("certain", [0.0, 0.0, 1.0, 1.0, 0.5, 0.0], [0, 1, 1, 0, 1, 0])
    add("one tie", [0.25] * 9, [0, 1, 0, 0, 1, 0, 0, 0, 1])
    add("perfect", [0.1, 0.9, 0.2, 0.8], [0, 1, 0, 1])
    add("no positive", [0.1, 0.9, 0.2], [0, 0, 0])
    add("no negative", [0.1, 0.9, 0.2], [1, 1, 1])
    add("single", [0.7], [1])
    return cases


def ndcg(grade, k, relevant):
    def dcg(grades):
        return math.fsum((2.0**g - 1) / math.log2(rank + 1) for rank, g in enumerate(grades[:k], 1))

    ideal = dcg(sorted(relevant, reverse=True))
    return dcg(grade) / ideal if ideal > 0 else math.nan


def list_average_precision(grade, k, m):
    if m == 0:
        return math.nan
    return math.fsum(sum(g > 0 for g in grade[:r]) / r for r, g in enumerate(grade[:k], 1) if g > 0) / min(k, m)


def reciprocal_rank(grade, m):
    if m == 0:
        return math.nan
    return next((1.0 / r for r, g in enumerate(grade, 1) if g > 0), 0.0)


def list_cases():
    draw = random.Random(21)
    cases = [([1, 0, 0], 10, [1]), ([0, 0, 0], 2, [1, 1]), ([], 5, [1]), ([0, 1], 10, []), ([1, 1, 1], 2, [1, 1, 1])]
    for _ in range(12):
        relevant = [draw.choice([1, 1, 2, 3]) for _ in range(draw.randint(1, 20))]
        shown = (relevant + [0] * 15)[:]
        draw.shuffle(shown)
        cases.append((shown[: draw.randint(1, 30)], draw.choice([1, 3, 10, 25]), relevant))
    return cases


def number(x):
    return "NAN" if math.isnan(x) else float(x).hex()


def array(values):
    return "{" + ", ".join(values or ["0"]) + "}"


def check_with_sklearn(p, y, w):
    try:
        from sklearn import metrics
    except ImportError:
        return
    if 0 < sum(y) < len(y):
        assert abs(metrics.roc_auc_score(y, p, sample_weight=w) - roc_auc(p, y, w)) < 1e-12
        assert abs(metrics.average_precision_score(y, p, sample_weight=w) - average_precision(p, y, w)) < 1e-12
        clipped = [min(max(q, 1e-15), 1 - 1e-15) for q in p]
        assert abs(metrics.log_loss(y, clipped, sample_weight=w) - log_loss(p, y, w)) < 1e-12
        flagged = [q >= 0.5 for q in p]
        assert abs(metrics.f1_score(y, flagged, sample_weight=w, zero_division=0) - f1(p, y, w, 0.5)) < 1e-12


def check_list_with_sklearn(grade, k, relevant):
    """scikit-learn's ideal order is of the same list: only where all that is relevant was shown."""
    try:
        from sklearn import metrics
    except ImportError:
        return
    if sorted(g for g in grade if g) == sorted(relevant) and relevant and len(grade) > 1:
        gains = [[2.0**g - 1 for g in grade]]
        order = [[-float(i) for i in range(len(grade))]]
        assert abs(metrics.ndcg_score(gains, order, k=k) - ndcg(grade, k, relevant)) < 1e-12


def main():
    out = ["/* Made by scores.py: not to be edited. */", ""]
    rows = []
    for c, (name, p, y, w) in enumerate(row_cases()):
        weights = w or [1.0] * len(p)
        check_with_sklearn(p, y, weights)
        out.append(f"static const double P{c}[] = {array([number(x) for x in p])};")
        out.append(f"static const uint8_t Y{c}[] = {array([str(x) for x in y])};")
        if w:
            out.append(f"static const double W{c}[] = {array([number(x) for x in w])};")
        threshold = best_threshold(p, y, weights)
        values = [
            roc_auc(p, y, weights),
            average_precision(p, y, weights),
            log_loss(p, y, weights),
            normalized_entropy(p, y, weights),
            f1(p, y, weights, 0.5),
            calibration_error(p, y, weights, w is not None),
            calibration_ratio(p, y, weights),
        ]
        best = f1(p, y, weights, threshold) if any(y) else math.nan
        rows.append(
            f'    {{"{name}", {len(p)}, P{c}, Y{c}, {f"W{c}" if w else "NULL"}, '
            f"{{{', '.join(number(v) for v in values)}}}, {number(threshold)}, {number(best)}}},"
        )
    out += [
        "",
        "static const struct row_case {",
        "    const char *name;",
        "    int n;",
        "    const double *p;",
        "    const uint8_t *y;",
        "    const double *weight;",
        "    double value[SCORES_METRICS]; /* F1 at 0.5 */",
        "    double threshold, best_f1;",
        "} ROW_CASES[] = {",
        *rows,
        "};",
        "",
    ]
    rows = []
    for c, (grade, k, relevant) in enumerate(list_cases()):
        check_list_with_sklearn(grade, k, relevant)
        m = len(relevant)
        out.append(f"static const float G{c}[] = {array([str(x) for x in grade])};")
        out.append(f"static const float R{c}[] = {array([str(x) for x in relevant])};")
        hits = sum(g > 0 for g in grade[:k])
        values = [
            ndcg(grade, k, relevant),
            list_average_precision(grade, k, m),
            reciprocal_rank(grade, m),
            hits / k if m else math.nan,
            hits / min(k, m) if m else math.nan,
        ]
        rows.append(f"    {{G{c}, {len(grade)}, {k}, R{c}, {m}, {', '.join(number(v) for v in values)}}},")
    out += [
        "",
        "static const struct list_case {",
        "    const float *grade;",
        "    int n, k;",
        "    const float *relevant;",
        "    int m;",
        "    double ndcg, average_precision, reciprocal_rank, precision, recall;",
        "} LIST_CASES[] = {",
        *rows,
        "};",
    ]
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scores_ref.h")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
