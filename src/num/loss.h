/* loss.h - losses over logits, forward and backward at once.
 * Every function writes the gradient of its loss with respect to the logits and returns the loss, summed in double;
 * weights are the caller's, and so is dividing by the batch.
 * Sources: focal loss Lin et al. 2017; delayed feedback Chapelle 2014; weighted logistic Covington et al. 2016; sampled
 * softmax with logQ Bengio and Senecal 2008, Yi et al. 2019. */
#ifndef NUM_LOSS_H
#define NUM_LOSS_H
#include <stdint.h>

/* 1 / (1 + exp(-x)) and log(1 + exp(x)), without overflow. */
float loss_sigmoid(float x);
double loss_softplus(double x);

/* Binary cross entropy, label in [0,1]; beyond 1 a row counts as more than one positive, less negatives. */
double loss_bce(float *dlogit, float logit, float label, float weight);
/* (1 - p_t)^gamma times the cross entropy, p_t the probability given to what happened; label 0 or 1. */
double loss_focal(float *dlogit, float logit, float label, float weight, float gamma);
/* Of a label that may yet become 1: a positive shows by now with probability `visible`, so label 1 has probability
 * p visible and label 0 the rest (the delayed-feedback likelihood of Chapelle 2014). visible 1: as loss_bce. */
double loss_delayed(float *dlogit, float logit, float label, float visible, float weight);
/* One negative of weight 1 and one positive of weight `label` >= 0: the loss is least where odds = mean label. */
double loss_weighted(float *dlogit, float logit, float label, float weight);

/* A row of logits against many candidates (n), in parts. Candidate c's logit is z[c] + shift[c]; where item[c] is `own`
 * it is the row's own positive again, no rival, and counts as nothing. z becomes the gradient of the row's loss up to a
 * factor that the caller knows once all parts are summed:
 *   softmax  z = exp(logit - reference), returns their sum; loss log(exp(own - reference) + sum) + reference - own,
 *            factor 1 / (exp(own - reference) + sum). No logit may be more than 80 above the reference.
 *   bce      z = sigmoid(logit), *slope grows by their sum, returns the sum of softplus(logit); factor 1. */
float loss_largest(const float *z, const float *shift, int n);
double loss_softmax_rivals(float *z, const float *shift, const int32_t *item, int32_t own, float reference, int n);
double loss_bce_rivals(float *z, const float *shift, const int32_t *item, int32_t own, double *slope, int n);
#endif
