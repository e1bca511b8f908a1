/* isa.h - how kernels are compiled for more than one machine: the compiler makes a variant a level, the loader picks.
 * The variants differ in the last bits (fused multiply-add), so numbers are the same for the same kind of CPU. */
#ifndef NUM_ISA_H
#define NUM_ISA_H

/* The sanitizers instrument the resolver that picks a variant, which runs before they are ready. */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define NUM_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define NUM_KERNEL
#endif
#endif
