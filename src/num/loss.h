/* loss.h - losses over logits, forward and backward at once.
 * Every function writes the gradient of its loss with respect to the logits and returns the loss, summed in double;
 * weights are the caller's, and so is dividing by the batch.
 * Sources: focal loss Lin et al. 2017; weighted logistic Covington et al. 2016; sampled softmax with logQ Bengio and
 * Senecal 2008, Yi et al. 2019. */
#ifndef NUM_LOSS_H
#define NUM_LOSS_H

/* 1 / (1 + exp(-x)) and log(1 + exp(x)), without overflow. */
float loss_sigmoid(float x);
double loss_softplus(double x);
/* p (n) = sigmoid of x (n). */
void loss_sigmoid_all(float *p, const float *x, int n);

/* Binary cross entropy, label in [0,1]. */
double loss_bce(float *dlogit, float logit, float label, float weight);
/* (1 - p_t)^gamma times the cross entropy, p_t the probability given to what happened; label 0 or 1. */
double loss_focal(float *dlogit, float logit, float label, float weight, float gamma);
/* One negative of weight 1 and one positive of weight `label` >= 0: the loss is least where odds = mean label. */
double loss_weighted(float *dlogit, float logit, float label, float weight);

/* Softmax cross entropy of R rows over C candidates, in place: z (R,C) logits become their gradients, row r's true
 * candidate is target[r], its weight weight[r] (NULL: 1). A logit of -INFINITY is no candidate. */
double loss_softmax(float *z, const int *target, const float *weight, int R, int C);
/* The same shapes by binary cross entropy: the target is a positive, every other candidate a negative of weight
 * `negative`. */
double loss_bce_rows(float *z, const int *target, const float *weight, float negative, int R, int C);
#endif
