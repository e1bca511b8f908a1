/* vecmath.h - exp, log and the logistic function over float arrays, several lanes at a time; sums over them.
 * Of the functions: relative error below 1e-6 where the result is a normal number (vec_log: absolute near x = 1). `out`
 * may be `x` itself, but must not overlap it otherwise. The value of an element does not depend on its place in the
 * array. Cost about 1 ns an element with AVX2. */
#ifndef NUM_VECMATH_H
#define NUM_VECMATH_H

/* Below -87.3 the result stays at 1.2e-38, above 88.3 at 2.2e38: never 0, never infinite. NAN stays NAN. */
void vec_exp(float *out /* (n) */, const float *x /* (n) */, int n);
void vec_sigmoid(float *out /* (n) */, const float *x /* (n) */, int n);
/* Natural logarithm of positive normal numbers; what is smaller than 1.2e-38 (0 and negative numbers too) counts as
 * that. */
void vec_log(float *out /* (n) */, const float *x /* (n) */, int n);
/* Sum of products, several lanes at a time: the same for the same kind of CPU (isa.h). */
float vec_dot(const float *x /* (n) */, const float *y /* (n) */, int n);
/* To length 1; zeros stay zeros. One element after the other, so that worlds are the same on every machine. */
void vec_normalise(float *x /* (n) */, int n);
#endif
