#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains a model of the benchmark in PyTorch and prints images/s (the median of
the repeats) and PyTorch's version.  usage: bench_torch.py MODEL BATCH STEPS N"""
import statistics
import sys
import time

import torch
from torch import nn

name, batch, steps, repeats = sys.argv[1], *map(int, sys.argv[2:5])

def leaky():
    return nn.LeakyReLU(0.1)


if name == "mlp":
    model = nn.Sequential(
        nn.Linear(784, 400), nn.ReLU(), nn.Linear(400, 20),
        nn.Linear(20, 400), nn.ReLU(), nn.Linear(400, 784))
    loss_of = nn.BCEWithLogitsLoss()
elif name == "ae":
    model = nn.Sequential(
        nn.Linear(784, 400), leaky(), nn.Linear(400, 256), leaky(),
        nn.Linear(256, 8), nn.Linear(8, 256), leaky(), nn.Linear(256, 400),
        leaky(), nn.Linear(400, 784), nn.Sigmoid())
    loss_of = nn.MSELoss()
elif name == "conv":
    model = nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)),
        nn.Conv2d(1, 16, 4, 2, 1), leaky(), nn.Conv2d(16, 32, 4, 2, 1), leaky(),
        nn.Flatten(), nn.Linear(1568, 128), leaky(), nn.Linear(128, 17),
        nn.Linear(17, 128), leaky(), nn.Linear(128, 1568), leaky(),
        nn.Unflatten(1, (32, 7, 7)),
        nn.ConvTranspose2d(32, 16, 4, 2, 1), leaky(),
        nn.ConvTranspose2d(16, 1, 4, 2, 1), nn.Sigmoid(), nn.Flatten())
    loss_of = nn.MSELoss()
else:
    sys.exit(f"bench_torch.py: no model {name}")

torch.manual_seed(1)
pixels = torch.randint(0, 256, (60000, 784), dtype=torch.uint8)
order = torch.randperm(60000)
adam = torch.optim.Adam(model.parameters(), lr=1e-3)


def run():
    start = time.perf_counter()
    for step in range(steps):
        first = step * batch % (60000 - batch + 1)
        x = pixels[order[first:first + batch]].float() / 255
        adam.zero_grad(set_to_none=True)
        loss_of(model(x), x).backward()
        adam.step()
    return batch * steps / (time.perf_counter() - start)


run()
rates = [run() for _ in range(repeats)]
print(f"{statistics.median(rates):.0f} {torch.__version__}")
