"""PyTorch on the work of bench_ranker.c: same sizes, batch and optimiser (row-sparse Adam for tables, Adam for layers).

Prints {"name","value","unit"} lines. Arguments: threads for training (default 2); scoring runs at one thread.
Under a BLAS with threads of its own (the pthread build) two threads train slower than one: then the peer's
figure is the better of the two; the OpenMP build is the fair one.
"""
import json
import sys
import time

import torch
from torch import nn

FIELDS, DENSE, WIDTH, VOCABULARY, BATCH, BATCHES, CANDIDATES, REQUESTS = 26, 13, 16, 10000, 4096, 8, 1000, 60
INPUT = FIELDS * WIDTH + DENSE


class Ranker(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.kind = kind
        self.embed = nn.Embedding(FIELDS * VOCABULARY, WIDTH, sparse=True)
        nn.init.normal_(self.embed.weight, std=0.05)
        self.deep = nn.Sequential(nn.Linear(INPUT, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 1))
        self.register_buffer("offset", torch.arange(FIELDS) * VOCABULARY)
        if kind == "deepfm":
            self.linear = nn.Embedding(FIELDS * VOCABULARY, 1, sparse=True)
            self.linear_dense = nn.Linear(DENSE, 1)
            self.fm_dense = nn.Parameter(torch.randn(DENSE, WIDTH) * 0.05)
            self.fm_head = nn.Linear(WIDTH, 1, bias=False)
        if kind == "dcn_v2":
            self.v = nn.ModuleList(nn.Linear(INPUT, 64, bias=False) for _ in range(2))
            self.w = nn.ModuleList(nn.Linear(64, INPUT) for _ in range(2))
            self.cross_head = nn.Linear(INPUT, 1, bias=False)

    def forward(self, category, dense):
        ids = category + self.offset
        e = self.embed(ids)
        x = torch.cat([e.flatten(1), dense], 1)
        z = self.deep(x)
        if self.kind == "deepfm":
            total = e.sum(1) + dense @ self.fm_dense
            squares = (e * e).sum(1) + (dense * dense) @ (self.fm_dense * self.fm_dense)
            z = z + self.linear(ids).sum(1) + self.linear_dense(dense) + self.fm_head((total * total - squares) / 2)
        if self.kind == "dcn_v2":
            y = x
            for v, w in zip(self.v, self.w):
                y = x * w(v(y)) + y
            z = z + self.cross_head(y)
        return z.squeeze(1)


def say(name, value, unit):
    print(json.dumps({"name": name, "value": value, "unit": unit}), flush=True)


def main():
    threads = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    torch.manual_seed(1)
    category = (torch.rand(BATCHES * BATCH, FIELDS) ** 3 * VOCABULARY).long()
    dense = torch.rand(BATCHES * BATCH, DENSE) * 2 - 1
    label = (torch.rand(BATCHES * BATCH) < 0.2).float()
    for kind in ("mlp", "deepfm", "dcn_v2"):
        torch.set_num_threads(threads)
        model = Ranker(kind)
        tables = [p for n, p in model.named_parameters() if n in ("embed.weight", "linear.weight")]
        layers = [p for n, p in model.named_parameters() if n not in ("embed.weight", "linear.weight")]
        optimisers = [torch.optim.SparseAdam(tables), torch.optim.Adam(layers)]
        loss_of = nn.BCEWithLogitsLoss()

        def step(i):
            rows = slice(i * BATCH, (i + 1) * BATCH)
            loss = loss_of(model(category[rows], dense[rows]), label[rows])
            for o in optimisers:
                o.zero_grad()
            loss.backward()
            for o in optimisers:
                o.step()

        for i in range(2):
            step(i)
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            for i in range(BATCHES):
                step(i)
            best = min(best, time.perf_counter() - start)
        say(f"train.{kind}", BATCHES * BATCH / best, "examples/s")
        torch.set_num_threads(1)
        times = []
        with torch.inference_mode():
            for i in range(REQUESTS + 3):
                start = time.perf_counter()
                torch.sigmoid(model(category[:CANDIDATES], dense[:CANDIDATES]))
                if i >= 3:
                    times.append((time.perf_counter() - start) * 1e3)
        times.sort()
        for way in ("", ".request", ".int8", ".request.int8"):  # one way here: every row whole, in floats
            say(f"score.{kind}{way}.p50", times[REQUESTS // 2], "ms")
            say(f"score.{kind}{way}.p99", times[REQUESTS * 99 // 100], "ms")


main()
