/* ranker_experts.h - multi-gate mixture of experts in the place of the hidden layers (Ma et al. 2018, MMoE).
 * K experts are small copies of the two hidden layers; head h mixes their outputs by a gate of its own, a softmax over
 * the experts of one linear layer over x:
 *
 *     e_k (n,e2) = ReLU(ReLU(x w1_k + b1_k) w2_k + b2_k)          g_h (n,K) = softmax(x gate_h + c_h)
 *     z_h += sum_k g_hk (e_k . head_h)
 *
 * The tower over a mixture is linear, as over the shared bottom, so each expert's answer to each head is a number and
 * the mixture is of numbers. The first layers of all experts and all gates are one matrix: deep.w1 (W, wide), wide =
 * K e1 + H K, which is one product, and which ranker_shared.h packs like that of the shared bottom.
 *
 * An expert is as wide above as the shared bottom (e2 = hidden[1]), and as narrow below as keeps the weights of experts
 * and gates together at or under the shared bottom's; but never narrower than RANKER_EXPERT_LEAST. */
#ifndef MODEL_RANKER_EXPERTS_H
#define MODEL_RANKER_EXPERTS_H
#include "model/ranker_net.h"

enum { RANKER_EXPERT_LEAST = 4 };

/* Sets e1, e2 and wide, of a net whose W, H, hidden and experts are known. */
void ranker_experts_size(struct ranker_net *net);
void ranker_experts_plan(struct ranker_net *net);
/* h1 (n,wide) holds the first layer's sums: they become activations and gates; h2 (n,K e2), mix (n,K H) are set; z
 * (n,H) grows. */
void ranker_experts_forward(const struct ranker_net *net, const float *weights, struct ranker_state *state, int n);
/* dz (n,H) -> gradients of what stands above the first layer, and dh1 (n,wide), that of the first layer's sums. */
void ranker_experts_backward(const struct ranker_net *net, const float *weights, float *grads,
                             struct ranker_state *state, const float *dz, int n);
#endif
