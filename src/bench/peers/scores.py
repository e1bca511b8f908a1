"""scikit-learn on the suite's scores: scores.py FOLDER. Prints {"name","value","unit"} lines.

metrics: ROC-AUC, average precision and log loss one after the other, as anybody calls them; sevenstep computes seven.
"""
import json
import sys
import time

import numpy
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score

scores = numpy.fromfile(sys.argv[1] + "/scores.f64")
labels = numpy.fromfile(sys.argv[1] + "/labels.u8", dtype=numpy.uint8)
total = 0.0
for name, metric in (("roc_auc", roc_auc_score), ("pr_auc", average_precision_score), ("log_loss", log_loss)):
    start = time.perf_counter()
    value = metric(labels, scores)
    seconds = time.perf_counter() - start
    total += seconds
    print(json.dumps({"name": f"metrics.{name}.alone", "value": seconds * 1e3, "unit": "ms"}), flush=True)
print(json.dumps({"name": "metrics", "value": len(scores) / total, "unit": "rows/s"}), flush=True)
