// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_3_3.h"

#include "dot_vae.h"
#include "dots.h"
#include "rng.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_math.h>
#include <stdio.h>

/* ---- the loss ----------------------------------------------------------- */

enum { PIXELS = 7, UNITS = 3, BATCH = 5, PICTURES = 4 };

static void draw(node *y, double low, double high, uint64_t which)
{
    gsl_rng *rng = rng_at(36, RNG_SAMPLE, which);
    for (size_t i = 0; i < node_count(y, BATCH); i++)
        y->value[i] = R(low + (high - low) * gsl_rng_uniform(rng));
    gsl_rng_free(rng);
}

static double right_loss(const node *logits, const node *x, const node *mu,
                         const node *logvar, double beta)
{
    double rec = 0, kl = 0;
    for (int i = 0; i < PICTURES * PIXELS; i++) {
        double a = (double)logits->value[i];
        rec += log1p(exp(a)) - a * (double)x->value[i];
    }
    for (int i = 0; i < PICTURES * UNITS; i++) {
        double m = (double)mu->value[i], l = (double)logvar->value[i];
        kl += (m * m + exp(l) - 1 - l) / 2;
    }
    return (rec + beta * kl) / PICTURES;
}

static void check_loss(void)
{
    const double betas[] = {0, 0.3, 1, 17.5};
    for (int k = 0; k < 4; k++) {
        graph *g = graph_alloc();
        node *logits = input(g, PIXELS), *x = input(g, PIXELS);
        node *mu = input(g, UNITS), *logvar = input(g, UNITS);
        node *loss = loss_of(logits, x, mu, logvar, betas[k]);
        graph_bind(g, BATCH, 1);
        draw(logits, -3, 4, 1);
        draw(x, 0, 1, 2);
        draw(mu, -1, 2, 3);
        draw(logvar, -2, 1, 4);
        expect_close((double)graph_run(NULL, loss, PICTURES)[0],
                     right_loss(logits, x, mu, logvar, betas[k]), 1e-4,
                     SAY("beta %g, %d pictures of %d pixels, %d units",
                         "beta %g, изображений %d по %d пикселов, элементов "
                         "%d"),
                     betas[k], PICTURES, PIXELS, UNITS);
        graph_free(g);
    }
}

/* ---- your dots ---------------------------------------------------------- */

enum { DOTS = 2048, STEPS = 4000 };

static dataset pictures;
static gsl_matrix *rows;
static task the_task;
static finding answer;
static int trained;

static double nats(double beta)
{
    double each[DOT_UNITS], all = 0;
    dot_vae m = dot_vae_alloc();
    node *loss = loss_of(m.logits, m.x, m.mu, m.logvar, beta);
    dot_vae_train(&m, loss, &pictures,
                  (dot_training){.steps = STEPS, .rate = 2e-3, .seed = 7});
    dot_vae_nats(&m, &pictures, each);
    graph_free(m.g);
    for (int j = 0; j < DOT_UNITS; j++)
        all += each[j];
    trained++;
    exercise_note(SAY("beta %7.3f: %.3f nats", "beta %7.3f: %.3f нат"), beta,
                  all);
    return all;
}

static void set_task(int student)
{
    the_task.radius = 1.75 + student % 26 / 20.0;
    dots_form form = dots_ordinary(DOT_SIDE, the_task.radius);
    pictures = dots(&form, DOTS, (uint64_t)student);
    rows = gsl_matrix_alloc(DOTS, DOT_SIZE);
    for (int i = 0; i < DOTS * DOT_SIZE; i++)
        rows->data[i] = pictures.pixels[i] / 255.0;
    exercise_note(SAY("your task: a dot of radius %.2f",
                      "ваше задание: точка радиуса %.2f"),
                  the_task.radius);
    the_task.x = rows;
    the_task.nats = nats;
}

/* The largest eigenvalue, by repeated multiplication: that of x x' / n for the
 * centred and scaled pictures x. */
static double right_threshold(void)
{
    gsl_matrix *x = gsl_matrix_calloc(DOTS, DOT_SIZE);
    gsl_vector *u = gsl_vector_alloc(DOTS), *v = gsl_vector_alloc(DOT_SIZE);
    double length = 0;
    for (size_t i = 0; i < DOT_SIZE; i++) {
        double mean = 0;
        for (size_t b = 0; b < DOTS; b++)
            mean += gsl_matrix_get(rows, b, i) / DOTS;
        for (size_t b = 0; b < DOTS && mean * (1 - mean) > 1e-4; b++)
            gsl_matrix_set(x, b, i,
                           (gsl_matrix_get(rows, b, i) - mean) /
                               sqrt(mean * (1 - mean) * DOTS));
        gsl_vector_set(v, i, sin(1 + 2.3 * (double)i));
    }
    for (int k = 0; k < 2000; k++) {
        gsl_blas_dgemv(CblasNoTrans, 1, x, v, 0, u);
        gsl_blas_dgemv(CblasTrans, 1, x, u, 0, v);
        length = gsl_blas_dnrm2(v);
        gsl_vector_scale(v, 1 / length);
    }
    gsl_matrix_free(x);
    gsl_vector_free(u);
    gsl_vector_free(v);
    return length;
}

/* The right number is not told. */
static void ask(double got, double right, double tolerance, const char *what)
{
    char text[32];
    snprintf(text, sizeof text, "%.5g", got);
    expect(fabs(got - right) <= tolerance * right, text,
           SAY("another number", "другое число"),
           SAY("%s, radius %.2f", "%s, радиус %.2f"), what, the_task.radius);
}

static void check_found(void)
{
    set_task(exercise_student());
    answer = measured(&the_task);
    int spent = trained;
    double right = right_threshold();
    ask(answer.predicted, right, 2e-3,
        SAY("the predicted threshold", "предсказанный порог"));
    ask(answer.averaged, right / DOT_SIZE, 2e-3,
        SAY("the threshold of an averaged loss",
            "порог для усреднённой функции потерь"));
    ask(answer.found, 0.8 * right, 0.4,
        SAY("where the units die", "где гаснут элементы"));
    expect(spent > 2, SAY("less", "меньше"),
           SAY("three trainings at least", "не меньше трёх обучений"),
           SAY("how often nats() was called", "сколько раз вызвана nats()"));
}

/* On both sides of what was found, five percent away. */
static void check_sides(void)
{
    for (int side = -1; side <= 1; side += 2) {
        char got[32];
        double beta = answer.found + 0.05 * side * answer.predicted;
        double here = nats(beta);
        snprintf(got, sizeof got, SAY("%.3f nats", "%.3f нат"), here);
        expect(side < 0 ? here > DEAD_NATS : here < DEAD_NATS, got,
               side < 0 ? SAY("units that live", "живые элементы")
                        : SAY("units that are dead", "погасшие элементы"),
               SAY("at beta %.3f, a little %s what was found",
                   "при beta %.3f, немного %s найденного"),
               beta, side < 0 ? SAY("below", "ниже") : SAY("above", "выше"));
    }
    exercise_note(SAY("predicted %.2f, found %.2f, that is %.2f of it; the "
                      "averaged loss has %.3f",
                      "предсказано %.2f, найдено %.2f, это доля %.2f; у "
                      "усреднённой функции потерь %.3f"),
                  answer.predicted, answer.found,
                  answer.found / answer.predicted, answer.averaged);
    gsl_matrix_free(rows);
    dataset_free(&pictures);
}

#define THRESHOLD                                                              \
    "chapters/03_beta_vae/threshold.c: At which beta everything dies"

static const check checks[] = {
    {"the loss, in nats per picture", "функция потерь, в натах на изображение",
     check_loss, "chapters/03_beta_vae/model.c: The model"},
    {"theory and experiment", "теория и опыт", check_found, THRESHOLD},
    {"alive below, dead above", "ниже живы, выше погасли", check_sides,
     THRESHOLD},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
