// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_1_2.h"

#include <math.h>
#include <stddef.h>

/* Functions are made of these: y_i, and its derivative with respect to x_j. A
 * fault spoils the derivative. */
typedef double value(const double *x, int i, int n);
typedef double derivative(const double *x, int i, int j, int n);

/* What the functions of the next check do. */
static value *the_value;
static derivative *the_derivative;
static double size = 1;
static bool sets, deaf;
static double (*fault)(double right, double x, int j, int n);

static void forward(const double *x, double *y, int n)
{
    for (int i = 0; i < n; i++)
        y[i] = size * the_value(x, i, n);
}

static void backward(const double *x, const double *dy, double *dx, int n)
{
    for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int i = 0; i < n; i++)
            sum += (deaf ? 1 : dy[i]) * size * the_derivative(x, i, j, n);
        if (fault)
            sum = fault(sum, x[j], j, n);
        dx[j] = sets ? sum : dx[j] + sum;
    }
}

static const function made = {forward, backward};

static double sine(const double *x, int i, int n)
{
    (void)n;
    return sin(3 * x[i]);
}

static double sine_slope(const double *x, int i, int j, int n)
{
    (void)n;
    return i == j ? 3 * cos(3 * x[i]) : 0;
}

static double growth(const double *x, int i, int n)
{
    (void)n;
    return exp(x[i]) + x[i];
}

static double growth_slope(const double *x, int i, int j, int n)
{
    (void)n;
    return i == j ? exp(x[i]) + 1 : 0;
}

/* Each y depends on all x before it. */
static double running(const double *x, int i, int n)
{
    (void)n;
    double sum = 0;
    for (int j = 0; j <= i; j++)
        sum += (j + 1) * x[j] * x[j];
    return sum;
}

static double running_slope(const double *x, int i, int j, int n)
{
    (void)n;
    return j <= i ? 2 * (j + 1) * x[j] : 0;
}

static double running_transposed(const double *x, int i, int j, int n)
{
    (void)n;
    return i <= j ? 2 * (j + 1) * x[j] : 0;
}

static double constant(const double *x, int i, int n)
{
    (void)x;
    return 0.37 * i - n;
}

static double constant_slope(const double *x, int i, int j, int n)
{
    (void)x;
    return 0 * (i + j + n);
}

static double absolute(const double *x, int i, int n)
{
    (void)n;
    return sqrt(x[i] * x[i] + 1e-3);
}

static double absolute_slope(const double *x, int i, int j, int n)
{
    (void)n;
    return i == j ? x[i] / sqrt(x[i] * x[i] + 1e-3) : 0;
}

static void ask(const function *f, int n, bool right, const char *what)
{
    const char *words[] = {SAY("refused", "отвергнуто"),
                           SAY("accepted", "принято")};
    bool answer = gradient_is_right(f, n);
    expect(answer == right, words[answer], words[right],
           SAY("%s, n = %d", "%s, n = %d"), what, n);
}

/* The same with a function of the kind above. */
static void ask_made(value *y, derivative *dy, int n, bool right,
                     const char *what)
{
    the_value = y;
    the_derivative = dy;
    ask(&made, n, right, what);
}

static void check_spoiled(void)
{
    for (int n = 2; n <= 9; n += 7)
        ask(&spoiled, n, false, "spoiled");
}

static void check_right(void)
{
    const double sizes[] = {1, 1e5, 1e-6};
    for (int s = 0; s < 3; s++)
        for (int n = 1; n <= 24; n += 23) {
            size = sizes[s];
            ask_made(sine, sine_slope, n, true, "sin 3x");
            ask_made(growth, growth_slope, n, true, "e^x + x");
            ask_made(
                running, running_slope, n, true,
                SAY("running sums of k x^2", "накопленные суммы чисел k x^2"));
            ask_made(absolute, absolute_slope, n, true, "sqrt(x^2 + 0.001)");
        }
    size = 1;
    ask_made(constant, constant_slope, 5, true, SAY("constants", "константы"));
}

static double by_a_thousandth(double right, double x, int j, int n)
{
    (void)x, (void)j, (void)n;
    return 1.001 * right;
}

static double at_the_last(double right, double x, int j, int n)
{
    (void)x;
    return j == n - 1 ? 1.02 * right + 1e-2 : right;
}

static double at_the_first(double right, double x, int j, int n)
{
    (void)x, (void)n;
    return j == 0 ? 1.02 * right + 1e-2 : right;
}

static double both_ways(double right, double x, int j, int n)
{
    (void)x, (void)n;
    return right + (j % 2 ? 0.1 : -0.1);
}

static double for_negative(double right, double x, int j, int n)
{
    (void)j, (void)n;
    return x < 0 ? 1.01 * right : right;
}

static double no_number(double right, double x, int j, int n)
{
    (void)x;
    return j == n / 2 ? NAN : right;
}

static double nothing(double right, double x, int j, int n)
{
    (void)right, (void)x, (void)j, (void)n;
    return 0;
}

static void refuse(double (*how)(double, double, int, int), const char *what)
{
    fault = how;
    ask_made(sine, sine_slope, 24, false, what);
    ask_made(running, running_slope, 24, false, what);
    fault = NULL;
}

static void check_elements(void)
{
    refuse(at_the_last,
           SAY("wrong at the last element", "неверно в последнем элементе"));
    refuse(at_the_first,
           SAY("wrong at the first element", "неверно в первом элементе"));
    refuse(nothing, SAY("always zero", "всегда ноль"));
}

static void check_small(void)
{
    refuse(by_a_thousandth, SAY("too large by one part in a thousand",
                                "больше верного на одну тысячную"));
    size = 1e-6;
    refuse(by_a_thousandth,
           SAY("tiny, and too large by one part in a thousand",
               "очень мало и больше верного на одну тысячную"));
    size = 1;
}

static void check_signs(void)
{
    refuse(both_ways, SAY("too large at one element, too small at the next",
                          "в одном элементе больше, в следующем меньше"));
    refuse(for_negative, SAY("wrong where x < 0", "неверно там, где x < 0"));
}

static void check_upstream(void)
{
    deaf = true;
    ask_made(growth, growth_slope, 12, false,
             SAY("dy is not looked at", "dy не учитывается"));
    deaf = false;
    ask_made(running, running_transposed, 12, false,
             SAY("the sum runs the wrong way", "сумма идёт не в ту сторону"));
}

static void check_adding(void)
{
    sets = true;
    ask_made(growth, growth_slope, 12, false,
             SAY("dx is set, not added to", "dx присваивается, а не "
                                            "прибавляется"));
    sets = false;
}

static void check_numbers(void)
{
    refuse(no_number, SAY("not a number in the middle", "NaN в середине"));
}

#define POINTS "common/op_arithmetic.c: Sums, products, multiples"
#define TYPES "common/real.h: The number type: `real`"
#define BACKWARDS "common/graph.c: Backwards"

static const check checks[] = {
    {"refuses the spoiled function", "отвергает испорченную функцию",
     check_spoiled, POINTS},
    {"accepts what is right", "принимает верное", check_right, TYPES},
    {"refuses an error in a single element",
     "отвергает ошибку в одном элементе", check_elements, POINTS},
    {"refuses a small error", "отвергает малую ошибку", check_small, TYPES},
    {"refuses errors of any sign and at any sign",
     "отвергает ошибки любого знака и при любом знаке", check_signs, POINTS},
    {"refuses what forgets the gradient from above",
     "отвергает то, что забывает градиент сверху", check_upstream, BACKWARDS},
    {"refuses what sets instead of adding",
     "отвергает присваивание вместо прибавления", check_adding, BACKWARDS},
    {"refuses what is no number", "отвергает NaN", check_numbers, TYPES},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
