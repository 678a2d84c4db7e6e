/**
 * The join: one pass over households gives each its ward and its answer, and counts them.
 *
 * <p>What leaves this package is the histogram (ward, answer) to measures, from which every figure follows.
 */
@NullMarked
package org.phusong.jobs.cover;

import org.jspecify.annotations.NullMarked;
