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


class Shift(nn.Module):
    def forward(self, x):
        return x - 0.5


class Deforming(nn.Module):
    """The deforming autoencoder of chapters 4 and 5; gives the loss."""

    def __init__(self, classes, conv, side=28, grid=7, shape=16):
        super().__init__()
        self.classes, self.side, self.grid, self.shape = classes, side, grid, shape
        self.encoder = nn.Sequential(nn.Linear(side * side, 400), leaky())
        if conv:
            self.encoder = nn.Sequential(
                Shift(), nn.Unflatten(1, (1, side, side)),
                nn.Conv2d(1, 8, 4, 2, 1), leaky(),
                nn.Conv2d(8, 16, 4, 2, 1), leaky(), nn.Flatten(),
                nn.Linear(side * side, 400), leaky())
        self.codes = nn.Linear(400, 1 + classes + shape)
        self.affine = nn.Linear(400, 6)
        self.texture = nn.Sequential(
            nn.Linear(1 + classes, 64), leaky(), nn.Linear(64, side * side),
            nn.Sigmoid())
        if conv:
            coarse = side // 4
            self.texture = nn.Sequential(
                nn.Linear(1 + classes, 64), leaky(),
                nn.Linear(64, 32 * coarse * coarse), leaky(),
                nn.Unflatten(1, (32, coarse, coarse)),
                nn.ConvTranspose2d(32, 16, 4, 2, 1), leaky(),
                nn.ConvTranspose2d(16, 1, 4, 2, 1), nn.Sigmoid())
        self.warp = nn.Sequential(
            nn.Linear(classes + shape, 64), nn.Tanh(),
            nn.Linear(64, 2 * grid * grid))
        for layer in (self.affine, self.warp[2]):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)
        line = torch.linspace(-1, 1, side)
        self.register_buffer("base", torch.stack(
            [line.repeat(side, 1), line[:, None].repeat(1, side)]))

    def forward(self, x, label):
        side, most, half = self.side, 4, (self.side - 1) / 2
        h = self.encoder(x)
        appearance, logits, shape = self.codes(h).split(
            [1, self.classes, self.shape], 1)
        p = logits.softmax(1)
        affine = self.affine(h)
        texture = self.texture(torch.cat([appearance, p], 1))
        field = nn.functional.interpolate(
            self.warp(torch.cat([p, shape], 1)).view(-1, 2, self.grid, self.grid),
            (side, side), mode="bilinear", align_corners=True)
        steps = most / (1 + (most - 1) * torch.exp(-field))
        local = torch.stack([steps[:, 0].cumsum(2), steps[:, 1].cumsum(1)], 1)
        local = (local - 1) / half - 1
        moved = affine.view(-1, 2, 3) + torch.eye(2, 3)
        points = local.flatten(2).transpose(1, 2)
        at = points @ moved[:, :, :2].transpose(1, 2) + moved[:, None, :, 2]
        y = nn.functional.grid_sample(
            texture.view(-1, 1, side, side), at.view(-1, side, side, 2),
            padding_mode="border", align_corners=True)
        away = (local - self.base) * half
        rough = ((away[:, :, :, 1:] - away[:, :, :, :-1]).abs().mean() +
                 (away[:, :, 1:] - away[:, :, :-1]).abs().mean()) / 2
        loss = (nn.functional.mse_loss(y.flatten(1), x) + 0.01 * rough +
                0.02 * away.mean(0).square().mean() +
                0.4 * affine.mean(0).square().mean())
        if self.classes:
            loss = loss + 0.02 * nn.functional.cross_entropy(logits, label)
        return loss


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
elif name.endswith("dae"):
    model = Deforming(10 if "class" in name else 0, name.startswith("conv"))
    loss_of = None
else:
    sys.exit(f"bench_torch.py: no model {name}")

torch.manual_seed(1)
pixels = torch.randint(0, 256, (60000, 784), dtype=torch.uint8)
labels = torch.randint(0, 10, (60000,))
order = torch.randperm(60000)
adam = torch.optim.Adam(model.parameters(), lr=1e-3)


def run():
    start = time.perf_counter()
    for step in range(steps):
        first = step * batch % (60000 - batch + 1)
        which = order[first:first + batch]
        x = pixels[which].float() / 255
        adam.zero_grad(set_to_none=True)
        loss = loss_of(model(x), x) if loss_of else model(x, labels[which])
        loss.backward()
        adam.step()
    return batch * steps / (time.perf_counter() - start)


run()
rates = [run() for _ in range(repeats)]
print(f"{statistics.median(rates):.0f} {torch.__version__}")
