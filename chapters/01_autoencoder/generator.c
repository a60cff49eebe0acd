// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator.h"

#include "holes.h"

#include <stdio.h>
#include <stdlib.h>

/**
# Two codes and eight

All of this for the chapter's autoencoder and for the one with two codes, which
has a map.
*/

static void report(chapter *c, const char *what, int codes, double value)
{
    char key[48];
    snprintf(key, sizeof key, "%s_%d", what, codes);
    results_number(c->run.results, key, value);
    if (codes == 2)
        results_number(c->run.results, what, value);
    if (!c->run.options.quiet)
        printf("%s = %.3f (1: no hole)\n", key, value);
}

static void draw(const chapter *c, const holes *h)
{
    char *strips = run_path(&c->run, "interpolation_%d.png", h->codes);
    char *samples = run_path(&c->run, "random_%d.png", h->codes);
    holes_strips(h, strips);
    holes_samples(h, 2, samples);
    free(strips);
    free(samples);
}

static void map(const chapter *c, const holes *h)
{
    square s = holes_square(h);
    char *points = run_path(&c->run, "map_codes.csv");
    char *density = run_path(&c->run, "map_density.csv");
    char *grid = run_path(&c->run, "map_grid_2.png");
    holes_points(h, points);
    holes_density(h, &s, density);
    holes_grid(h, &s, grid);
    free(points);
    free(density);
    free(grid);
}

void generator_part(chapter *c, autoencoder *m)
{
    holes h = holes_alloc(m->x, m->z, m->y, &c->data, false);
    report(c, "midpoint_density", h.codes, holes_midpoints(&h));
    report(c, "random_density", h.codes,
           holes_random(&h, (uint64_t)c->run.options.seed));
    draw(c, &h);
    if (h.codes == 2)
        map(c, &h);
    holes_free(&h);
}
