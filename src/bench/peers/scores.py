"""scikit-learn on the suite's scores: scores.py FOLDER. Prints a {"name","value","unit"} line.

metrics: ROC-AUC, average precision and log loss one after the other, as anybody calls them; sevenstep computes seven
at once, from one sort, so that there is nothing of its own to set beside one of them alone.
"""
import json
import sys
import time

import numpy
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score

scores = numpy.fromfile(sys.argv[1] + "/scores.f64")
labels = numpy.fromfile(sys.argv[1] + "/labels.u8", dtype=numpy.uint8)
start = time.perf_counter()
for metric in (roc_auc_score, average_precision_score, log_loss):
    metric(labels, scores)
seconds = time.perf_counter() - start
print(json.dumps({"name": "metrics", "value": len(scores) / seconds, "unit": "rows/s"}), flush=True)
