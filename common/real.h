// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef REAL_H
#define REAL_H

#include <math.h>
#include <stdint.h>

/**
# The number type: `real`

Training is done in single precision: it is twice as fast and loses nothing,
since the noise of a minibatch is far larger than a rounding error. A gradient
check is done in double precision: a finite difference in single precision
has hardly three correct digits. Both come from the *same* sources. Everything
the graph computes has type `real`, which is `float` unless the file is
compiled with `-DREAL_DOUBLE`; constants are written `R(0.5)`.
*/

#ifdef REAL_DOUBLE
typedef double real;
#else
typedef float real;
#endif

#define R(x) ((real)(x))

/**
The exponential and the logarithm are the only transcendental functions in a
training step, called for every pixel. The library's are correct to the last
bit but come one number at a time; the two below have no branches, so the
compiler runs them on eight or sixteen numbers at once.

For $e^x$ we write $x = k \ln 2 + r$ with $|r| \le \tfrac12 \ln 2$ and sum the
series of $e^r$. Adding and subtracting $1.5 \cdot 2^{23}$ rounds to the
nearest integer, and leaves $k$ in the low bits of the sum, where a shift turns
it into the exponent of $2^k$. Arguments beyond $\pm 87$ are cut off there (the
result is then $10^{\pm 38}$); a NaN stays a NaN.
*/

static inline real real_exp(real x)
{
#ifdef REAL_DOUBLE
    return exp(x);
#else
    const float magic = 12582912.0f; /* 1.5 * 2^23 */
    x = x > 87.0f ? 87.0f : x;
    x = x < -87.0f ? -87.0f : x;
    union {
        float f;
        uint32_t bits;
    } k = {x * 1.442695041f + magic}, power;
    float n = k.f - magic;
    float r = x - n * 0.693359375f + n * 2.12194440e-4f;
    float s = 1.0f / 720.0f;
    s = s * r + 1.0f / 120.0f;
    s = s * r + 1.0f / 24.0f;
    s = s * r + 1.0f / 6.0f;
    s = s * r + 0.5f;
    s = s * r + 1.0f;
    s = s * r + 1.0f;
    power.bits = (k.bits + 127u) << 23;
    return s * power.f;
#endif
}

static inline real real_sqrt(real x)
{
#ifdef REAL_DOUBLE
    return sqrt(x);
#else
    return sqrtf(x);
#endif
}

/**
The logarithm is needed as $\ln(1 + u)$ for $0 \le u \le 1$ only. With
$s = u / (2 + u) \le \tfrac13$ it is $2\,\mathrm{artanh}\,s =
2 (s + s^3/3 + s^5/5 + \dots)$, which keeps its relative precision down to the
smallest $u$.
*/

static inline real real_log1p(real u)
{
#ifdef REAL_DOUBLE
    return log1p(u);
#else
    float s = u / (2.0f + u), q = s * s;
    float t = 1.0f / 15.0f;
    t = t * q + 1.0f / 13.0f;
    t = t * q + 1.0f / 11.0f;
    t = t * q + 1.0f / 9.0f;
    t = t * q + 1.0f / 7.0f;
    t = t * q + 1.0f / 5.0f;
    t = t * q + 1.0f / 3.0f;
    t = t * q + 1.0f;
    return 2.0f * s * t;
#endif
}

#endif
