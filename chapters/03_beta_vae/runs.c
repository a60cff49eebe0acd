// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include "fail.h"

#include <gsl/gsl_math.h>

/**
# Many small trainings

One seed proves nothing, and one weight shows no regime. So this chapter trains
more than a hundred models, each a run of the program itself with one thread,
two at a time. Weights are given as shares of the threshold $\beta_c$ of the
pictures at hand; each run computes it for itself.
*/

enum { QUICK_SEEDS = 2 };

static job *add(run_list *list, const chapter *c, char *out, double from,
                double to)
{
    REQUIRE(list->count < RUNS_MOST, "too many runs");
    job *j = &list->jobs[list->count++];
    *j = (job){.out = out};
    job_add(j, "--only", "model");
    job_add(j, "--beta", "%.10g", from);
    job_add(j, "--beta-to", "%.10g", to);
    job_add(j, "--epochs", "%d", c->run.options.epochs);
    return j;
}

job *runs_add(run_list *list, const chapter *c, char *out, double from,
              double to)
{
    job *j = add(list, c, out, from, to);
    job_flag(j, "--share");
    return j;
}

job *runs_add_nats(run_list *list, const chapter *c, char *out, double beta)
{
    return add(list, c, out, beta, beta);
}

void runs_train(const chapter *c, run_list *list)
{
    jobs_run(&c->run.options, list->jobs, list->count,
             "regimes, seeds and weights");
    list->count = 0;
}

int runs_seeds(const chapter *c, int seeds)
{
    return c->run.options.quick ? GSL_MIN(seeds, QUICK_SEEDS) : seeds;
}
