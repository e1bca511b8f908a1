"""The workload of `sevenstep-bench tower` in PyTorch: the same two towers, SparseAdam on the tables, Adam on the layers.

    python3 src/bench/peers/tower.py [threads] [batch]...

Prints a {"name","value","unit"} line a batch: the examples a second of the median step, the best of the medians of two
seconds, at least three of them.
"""
import json
import statistics
import sys
import time

import torch
import torch.nn.functional as F

IDS, DIM, WIDTH, HIDDEN, STEPS, WARM, REPEATS_LEAST = 50000, 64, 32, 128, 20, 3, 3


class Tower(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.id = torch.nn.Embedding(IDS + 1, DIM, sparse=True)
        self.fields = torch.nn.ModuleList(torch.nn.Embedding(IDS + 1, WIDTH, sparse=True) for _ in range(2))
        self.layers = torch.nn.Sequential(
            torch.nn.Linear(2 * WIDTH, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, DIM)
        )
        for table in (self.id, *self.fields):
            torch.nn.init.uniform_(table.weight, -0.1, 0.1)

    def forward(self, ids):
        x = torch.cat([table(ids[:, f + 1]) for f, table in enumerate(self.fields)], 1)
        return F.normalize(self.id(ids[:, 0]) + self.layers(x))


def measure(batch):
    torch.manual_seed(1)
    towers = torch.nn.ModuleList([Tower(), Tower()])
    tables = [p for name, p in towers.named_parameters() if "layers" not in name]
    layers = [p for name, p in towers.named_parameters() if "layers" in name]
    optimizers = [torch.optim.SparseAdam(tables, 1e-3), torch.optim.Adam(layers, 1e-3)]
    own = torch.arange(batch)
    log_q = torch.zeros(IDS)
    medians = []
    begin = time.perf_counter()
    while len(medians) < REPEATS_LEAST or time.perf_counter() - begin < 2:
        seconds = []
        for _ in range(WARM + STEPS):
            ids = torch.randint(0, IDS, (2, batch, 3))
            start = time.perf_counter()
            u, v = towers[0](ids[0]), towers[1](ids[1])
            loss = F.cross_entropy(u @ v.T / 0.1 - log_q[ids[1][:, 0]], own)
            for optimizer in optimizers:
                optimizer.zero_grad()
            loss.backward()
            for optimizer in optimizers:
                optimizer.step()
            seconds.append(time.perf_counter() - start)
        medians.append(statistics.median(seconds[WARM:]))
    rate = batch / min(medians)
    print(json.dumps({"name": f"tower.batch{batch}", "value": rate, "unit": "examples/s"}), flush=True)


torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
for size in sys.argv[2:] or (1024, 4096):
    measure(int(size))
